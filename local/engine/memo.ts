import { canonical } from "./json";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * For how long a run is kept after it ended, in ms. A sender's own event id deduplicates for a day, so its run stays
 * that long; an id that the engine made can only come back in a retry of the same request.
 */
export const KEEP = { ownId: DAY, madeId: HOUR, failed: 7 * DAY, cancelled: DAY } as const;

/** The memoised form of a step's value. */
export function dataMemo(value: unknown): string {
  return canonical({ data: value ?? null, type: "data" });
}

/** The memoised form of a step's final error. */
export function errorMemo(error: unknown): string {
  return canonical({ error, type: "error" });
}

/** What a caller that invoked a cancelled run gets. */
export const CANCELLED_MEMO = errorMemo({ name: "Error", message: "the invoked run was cancelled" });
