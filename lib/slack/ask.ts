import { z } from "zod";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { createSlackClient } from "./client";
import { classifyThrown, remedyOf } from "./errors";

/** What Slack answered instead of what was asked for, or that it did not answer. */
export type Refusal = {
  ok: false;
  /** Slack's own word, or ours for a failure on the way: `timeout`, `unreachable`, `ratelimited`, `http_503`. */
  code: string;
  /** Worth asking again later; nothing is wrong with what was asked. */
  isPassing: boolean;
  /** Seconds that Slack asked us to wait, if it did. */
  afterSeconds: number | null;
};

/** An answer, with the scopes that the token was granted where Slack says them. */
export type Answered<T> = { ok: true; value: T; scopes: string[] | null };
export type Asked<T> = Answered<T> | Refusal;

const withScopes = z.looseObject({
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).optional(),
});

/**
 * Failures that pass, beside those without a whole answer. The table of posting takes every other word that it does not
 * know for passing too; here such a word is a method's own refusal.
 */
const passing = new Set([
  "unreachable",
  "redirected",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
  "org_login_required",
]);

function refusalOf(error: unknown): Refusal {
  const outcome = classifyThrown(error);
  switch (outcome.status) {
    case "wait":
      return { ok: false, code: outcome.code, isPassing: true, afterSeconds: outcome.afterSeconds };
    case "retry": {
      const { code, ambiguous, httpStatus, lasting } = outcome;
      return {
        ok: false,
        code,
        isPassing: ambiguous || httpStatus !== undefined || passing.has(code),
        afterSeconds: lasting?.stepSeconds ?? null,
      };
    }
    case "rejected":
      return { ok: false, code: outcome.code, isPassing: false, afterSeconds: null };
    case "sent":
      throw new Error("an error was classified as sent");
  }
}

type Call<T> = {
  method: string;
  /** Undefined for the methods that take none, such as `oauth.v2.access`. */
  token?: string;
  args?: Record<string, unknown>;
  schema: z.ZodType<T>;
  timeoutMs?: number;
};

/**
 * Calls a method of Slack's Web API once and parses the answer. Failure is a value; nothing of the request or the answer
 * is logged, since both may hold secrets.
 */
export async function askSlack<T>({
  method,
  token,
  args,
  schema,
  timeoutMs = 5_000,
}: Call<T>): Promise<Asked<T>> {
  try {
    const client = createSlackClient(token, { apiUrl: env().SLACK_API_URL, timeoutMs });
    const answer = await client.apiCall(method, args);
    const parsed = schema.safeParse(answer);
    if (parsed.success) {
      const scopes = withScopes.safeParse(answer).data?.response_metadata?.scopes ?? null;
      return { ok: true, value: parsed.data, scopes };
    }
    const where = parsed.error.issues.map(({ path }) => path.join("."));
    log.warn({ method, where }, "slack.unreadable_answer");
    return { ok: false, code: "unreadable_answer", isPassing: true, afterSeconds: null };
  } catch (error) {
    return refusalOf(error);
  }
}

/** Whether Slack says of the token itself that it is dead. */
export function saysTokenIsDead({ code }: Refusal): boolean {
  return remedyOf(code) === "confirm_token";
}
