import type { AttemptOutcome, DestinationKind, NotificationState } from "@/db/enums";
import type { Outcome, Receipt } from "@/lib/destinations/transport";
import { isTooOld, nextStepAt, nextTryAt } from "@/lib/notifications/backoff";
import { type Break, breakOf, type Suspicion } from "@/lib/repairs/verdict";

/** What an attempt changes: the notification's next state and what the log says of the try. */
export type Settlement = {
  state: Extract<NotificationState, "sent" | "pending" | "failed" | "held">;
  outcome: AttemptOutcome;
  code: string | null;
  detail: string | null;
  httpStatus: number | null;
  retryAfterSeconds: number | null;
  ambiguous: boolean;
  /** Whether the try counts against the retry budget. */
  counts: boolean;
  dueAt: Date | null;
  /** When the whole lane must pause, and whether Slack asked it of the whole workspace. */
  laneNotBefore: Date | null;
  asksForTime: boolean;
  receipt: Receipt | null;
  /** What a refusal is about that no further try of the message helps. */
  refused: Extract<Outcome, { status: "rejected" }>["scope"] | null;
  /** What is broken now, or suspected to be. */
  breaks: Break | null;
};

type Context = {
  kind: DestinationKind;
  failures: number;
  /** Those of them after which it may have been posted. */
  ambiguousFailures: number;
  createdAt: Date;
  now: Date;
  jitter: number;
  /** A test is told its answer at once: it is never held. */
  isTest: boolean;
  suspicion: Suspicion | null;
};

const nothing = {
  code: null,
  detail: null,
  httpStatus: null,
  retryAfterSeconds: null,
  ambiguous: false,
  counts: false,
  dueAt: null,
  laneNotBefore: null,
  asksForTime: false,
  receipt: null,
  refused: null,
  breaks: null,
} as const;

/** Longest pause that is honoured at once; what Slack asks beyond it is asked again. */
const maxWaitSeconds = 3_600;

const inSeconds = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1_000);

function settleWait(
  result: Extract<Outcome, { status: "wait" }>,
  { now, kind, createdAt }: Context,
): Settlement {
  const seconds = Math.min(Math.max(result.afterSeconds, 1), maxWaitSeconds);
  const until = inSeconds(now, seconds);
  const isOver = isTooOld(kind, createdAt, until);
  return {
    ...nothing,
    state: isOver ? "failed" : "pending",
    outcome: isOver ? "rejected" : "retry",
    code: result.code,
    detail: result.detail ?? null,
    retryAfterSeconds: Math.ceil(seconds),
    dueAt: isOver ? null : until,
    laneNotBefore: until,
    asksForTime: true,
  };
}

function settleRetry(result: Extract<Outcome, { status: "retry" }>, context: Context): Settlement {
  const { code, ambiguous, unknown = false, lasting } = result;
  const tried = {
    failures: context.failures + 1,
    ambiguousFailures: context.ambiguousFailures + (ambiguous ? 1 : 0),
  };
  const dueAt = lasting
    ? nextStepAt({ ...lasting, ...context })
    : nextTryAt({ ...context, ...tried, ambiguous, unknown });
  if (lasting && !dueAt) return settleRejected({ status: "rejected", code, scope: lasting.breaks }, context);
  return {
    ...nothing,
    state: dueAt ? "pending" : "failed",
    outcome: dueAt ? "retry" : "rejected",
    code: result.code,
    detail: result.detail ?? null,
    httpStatus: result.httpStatus ?? null,
    ambiguous: result.ambiguous,
    counts: true,
    dueAt,
  };
}

function settleRejected(
  result: Extract<Outcome, { status: "rejected" }>,
  { now, isTest, suspicion }: Context,
): Settlement {
  const breaks = breakOf(result, suspicion, now);
  const told = {
    ...nothing,
    outcome: "rejected",
    code: result.code,
    detail: result.detail ?? null,
    httpStatus: result.httpStatus ?? null,
    counts: true,
    refused: result.scope,
    breaks,
  } as const;
  if (breaks === null || isTest) return { ...told, state: "failed" };
  if (breaks.kind === "suspected") {
    return {
      ...told,
      state: "pending",
      outcome: "retry",
      counts: false,
      refused: null,
      dueAt: breaks.askAgainAt,
      laneNotBefore: breaks.askAgainAt,
    };
  }
  return { ...told, state: "held" };
}

/** Decides what follows from the outcome of one try. Pure: the same outcome at the same moment settles the same way. */
export function settle(result: Outcome, context: Context): Settlement {
  switch (result.status) {
    case "sent":
      return { ...nothing, state: "sent", outcome: "sent", receipt: result.receipt };
    case "wait":
      return settleWait(result, context);
    case "retry":
      return settleRetry(result, context);
    case "rejected":
      return settleRejected(result, context);
  }
}
