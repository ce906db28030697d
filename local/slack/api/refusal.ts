import type { Problem } from "@/local/slack/content/check";
import type { JsonObject } from "@/local/slack/world/json";

/** The body of a call that Slack refuses, always with HTTP 200. */
export interface Refusal extends JsonObject {
  readonly ok: false;
  readonly error: string;
}

/** A refusal with its word and what else the body carries. */
export function refuse(error: string, more: JsonObject = {}): Refusal {
  return { ...more, ok: false, error };
}

/** True for a refusal; false for whatever a function returns when it does not refuse. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "ok" in value && value.ok === false;
}

/** `invalid_blocks` with its places, in both of the lists that Slack fills. */
export function refuseBlocks(problems: readonly Problem[], error = "invalid_blocks"): Refusal {
  const lines = problems.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`);
  return refuse(error, {
    errors: lines,
    response_metadata: { messages: lines.map((line) => `[ERROR] ${line}`) },
  });
}

/** `invalid_arguments` with a sentence for each argument. */
export function refuseArguments(...sentences: readonly string[]): Refusal {
  const messages = sentences.map((sentence) => `[ERROR] ${sentence}`);
  return refuse("invalid_arguments", { response_metadata: { messages } });
}
