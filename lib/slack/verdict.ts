import type { Lasting, Outcome } from "@/lib/destinations/transport";

/** What may be done about a refusal within the same try. */
export type Remedy = "plain_text" | "fresh_id" | "confirm_token" | "join";

/** What an answer of Slack means, whatever came with it. */
export type Verdict = (
  | { class: "wait" }
  | { class: "retry"; ambiguous: boolean; unknown?: true; lasting?: Lasting }
  | { class: "rejected"; scope: "message" | "destination" | "installation" | "ours" }
) & { remedy?: Remedy };

/** Slack asks for time. */
export const wait = { class: "wait" } as const satisfies Verdict;
/** Not posted; worth another try. */
export const soon = { class: "retry", ambiguous: false } as const satisfies Verdict;
/** Perhaps posted, perhaps not. */
export const ambiguous = { class: "retry", ambiguous: true } as const satisfies Verdict;
/** This message can never be posted. */
export const refusedMessage = { class: "rejected", scope: "message" } as const satisfies Verdict;
/** Nothing can be posted there until somebody mends it. */
export const brokenDestination = { class: "rejected", scope: "destination" } as const satisfies Verdict;
/** The workspace must connect Bellwire again. */
export const brokenInstallation = { class: "rejected", scope: "installation" } as const satisfies Verdict;
/** We asked wrongly. */
export const ours = { class: "rejected", scope: "ours" } as const satisfies Verdict;

/** An answer that is in no table: not posted as far as anybody can tell. */
export const unmapped = { ...soon, unknown: true } as const satisfies Verdict;

/** Not posted, and it may stay so for hours: see `Lasting`. */
export function lasting(state: Lasting) {
  return { ...soon, lasting: state } as const satisfies Verdict;
}

/** Asked to wait without a usable hint of how long. */
const defaultWaitSeconds = 30;
const longestWaitSeconds = 3_600;

type Circumstances = { httpStatus?: number; detail?: string; afterSeconds?: number | undefined };

/** A verdict with its code and circumstances, as the delivery layer takes it. Waits are whole seconds from 1 to an hour. */
export function outcomeOf(
  verdict: Verdict,
  code: string,
  { httpStatus, detail, afterSeconds }: Circumstances = {},
): Outcome {
  const known = { code, ...(detail ? { detail } : {}) };
  const status = httpStatus === undefined ? {} : { httpStatus };
  switch (verdict.class) {
    case "wait": {
      const seconds = Math.min(
        Math.max(Math.ceil(afterSeconds ?? defaultWaitSeconds), 1),
        longestWaitSeconds,
      );
      return { status: "wait", ...known, afterSeconds: seconds };
    }
    case "retry": {
      const { ambiguous: perhapsPosted, unknown, lasting: state } = verdict;
      const more = { ...(unknown && { unknown }), ...(state && { lasting: state }) };
      return { status: "retry", ...known, ...status, ...more, ambiguous: perhapsPosted };
    }
    case "rejected":
      return { status: "rejected", ...known, ...status, scope: verdict.scope };
  }
}

const codePattern = /^[a-z][a-z0-9_]{1,63}$/;

/** Whether a text can be one of Slack's error codes. An outage page or an empty body cannot, and is never stored as one. */
export function isErrorCode(text: string): boolean {
  return codePattern.test(text);
}
