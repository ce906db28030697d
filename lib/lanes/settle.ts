import type { AttemptOutcome, NotificationState } from "@/db/enums";
import type { Outcome, Receipt } from "@/lib/destinations/transport";
import { nextTryAt } from "@/lib/notifications/backoff";

/** What an attempt changes: the notification's next state and what the log says of the try. */
export type Settlement = {
  state: Extract<NotificationState, "sent" | "pending" | "failed">;
  outcome: AttemptOutcome;
  code: string | null;
  detail: string | null;
  httpStatus: number | null;
  retryAfterSeconds: number | null;
  ambiguous: boolean;
  /** Whether the try counts against the retry budget. */
  counts: boolean;
  dueAt: Date | null;
  /** When the whole lane must pause, because the far end asked for it. */
  laneNotBefore: Date | null;
  receipt: Receipt | null;
};

type Context = { failures: number; createdAt: Date; now: Date; jitter: number };

const nothing = {
  code: null,
  detail: null,
  httpStatus: null,
  retryAfterSeconds: null,
  ambiguous: false,
  counts: false,
  dueAt: null,
  laneNotBefore: null,
  receipt: null,
} as const;

/** Longest pause that is honoured at once; what Slack asks beyond it is asked again. */
const maxWaitSeconds = 3_600;

/** Decides what follows from the outcome of one try. Pure: the same outcome at the same moment settles the same way. */
export function settle(result: Outcome, { failures, createdAt, now, jitter }: Context): Settlement {
  switch (result.status) {
    case "sent":
      return { ...nothing, state: "sent", outcome: "sent", receipt: result.receipt };
    case "wait": {
      const seconds = Math.min(Math.max(result.afterSeconds, 1), maxWaitSeconds);
      const until = new Date(now.getTime() + seconds * 1_000);
      return {
        ...nothing,
        state: "pending",
        outcome: "retry",
        code: result.code,
        detail: result.detail ?? null,
        retryAfterSeconds: Math.ceil(seconds),
        dueAt: until,
        laneNotBefore: until,
      };
    }
    case "retry": {
      const dueAt = nextTryAt({ failures: failures + 1, ambiguous: result.ambiguous, createdAt, now, jitter });
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
    case "rejected":
      return {
        ...nothing,
        state: "failed",
        outcome: "rejected",
        code: result.code,
        detail: result.detail ?? null,
        httpStatus: result.httpStatus ?? null,
        counts: true,
      };
  }
}
