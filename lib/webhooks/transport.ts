import type { Exchange, Outcome, Transport, WebhookTarget } from "@/lib/destinations/transport";
import { contentTypes } from "@/lib/destinations/webhook-config";
import { createSafePost, type Resolve, type SafeAnswer, Unreachable } from "@/lib/safe-fetch";
import { classifyAnswer } from "./answer";
import { bodyOf, ownHeadersOf } from "./body";
import type { Reach } from "./endpoint";
import { classifyFailure } from "./failure";
import type { Told } from "./payload";
import { signatureHeaders } from "./sign";

/** How long one try may take in all. */
const tryMs = 10_000;
/** Characters of a body and of an answer that are kept with a try. */
const keptBody = 16_000;
const keptAnswer = 2_000;

const shortened = (text: string, limit: number) =>
  text.length <= limit ? text : `${text.slice(0, limit).toWellFormed()}… (${text.length} characters)`;

/** Takes out of a text whatever of the target is secret: an endpoint may answer with what it was sent. */
function maskerOf({ secrets, headers, url }: WebhookTarget): (text: string) => string {
  const search = URL.canParse(url) ? new URL(url).search : "";
  const known = [
    ...secrets,
    ...headers.filter(({ isSecret }) => isSecret).map(({ value }) => value),
    ...new URLSearchParams(search).values(),
    search.slice(1),
  ].filter((secret) => secret.length >= 4);
  return (text) => known.reduce((masked, secret) => masked.replaceAll(secret, "••••"), text);
}

const readable = (body: Buffer) =>
  body
    .toString("utf8")
    .toWellFormed()
    .replaceAll(/(?![\n\r\t])\p{Cc}/gu, "�");

type Sending = {
  target: WebhookTarget;
  headers: Record<string, string>;
  body: string;
  fault: string | undefined;
};

/** What is kept of a try. Signatures are left out: whoever reads the log could send them again. */
function exchangeOf({ target, headers, body, fault }: Sending, answer: SafeAnswer | null): Exchange {
  const masked = maskerOf(target);
  const secret = new Set(target.headers.filter(({ isSecret }) => isSecret).map(({ name }) => name));
  const shown = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    secret.has(name) || name === "webhook-signature" ? "••••" : masked(value),
  ]);
  return {
    request: { headers: Object.fromEntries(shown), body: shortened(masked(body), keptBody) },
    answer: answer && {
      status: answer.status,
      contentType: answer.contentType === null ? null : shortened(answer.contentType, 100),
      body: shortened(masked(readable(answer.body)), keptAnswer),
    },
    ...(fault && { fault }),
  };
}

function requestOf(
  target: WebhookTarget,
  told: Told,
  { version, now }: { version: string; now: Date },
): Sending {
  const contentType = contentTypes.find((known) => known === target.contentType) ?? "application/json";
  const { text: body, contentType: sentAs, fault } = bodyOf(told, { ...target, contentType }, now);
  const replayOf = told.matter?.notification.replayOf;
  const headers = {
    "user-agent": `Bellwire/${version}`,
    ...ownHeadersOf(told, target.headers, now),
    "content-type": sentAs,
    ...signatureHeaders({ id: told.notificationId, body, secrets: target.secrets, at: now }),
    ...(replayOf ? { "webhook-replay-of": replayOf } : {}),
  };
  return { target, headers, body, fault };
}

type Options = { reach: Reach; version?: string; withinMs?: number; resolve?: Resolve };

/**
 * Posts a signed message to somebody's own endpoint (Standard Webhooks): the same `webhook-id` in every try, any 2xx is
 * success, redirects are never followed, and nothing but what the operator allows is reached (lib/safe-fetch).
 */
export function createWebhookTransport({
  reach,
  version = "1",
  withinMs = tryMs,
  resolve,
}: Options): Transport<"webhook"> {
  const { post } = createSafePost(reach, resolve);
  return async ({ target, message, notificationId, matter }) => {
    const sending = requestOf(target, { notificationId, message, matter }, { version, now: new Date() });
    const { headers, body } = sending;
    const [outcome, answer] = await post({ url: target.url, headers, body, withinMs }).then(
      (given): [Outcome, SafeAnswer] => [classifyAnswer(given, new Date()), given],
      (error: unknown): [Outcome, null] => [
        error instanceof Unreachable
          ? { status: "rejected", code: error.code, scope: "destination", detail: error.message }
          : classifyFailure(error),
        null,
      ],
    );
    return { ...outcome, exchange: exchangeOf(sending, answer) };
  };
}
