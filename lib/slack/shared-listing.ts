import type { Refusal } from "./ask";

/** How old a whole listing may be. */
const freshMs = 5 * 60_000;
/** How soon one that was cut short is tried again, and how soon another may be asked for at all. */
const retryMs = 20_000;
const againMs = 2_000;
const maxAttempts = 1_000;

/** Somebody waits for the page while Slack is read. */
export const listingMs = 8_000;

export type ListingAsk = {
  now: Date;
  /** Somebody pressed Refresh. */
  isAsked: boolean;
};

/** How much of a list is known: when all of it was listed last, and whether more was seen since. */
type Known = { listedAt: Date | null; hasUnlisted: boolean };

type Attempt = { at: number; done: Promise<string | null>; wasCutShort: boolean };

function isDue({ listedAt, hasUnlisted }: Known, last: Attempt | undefined, { now, isAsked }: ListingAsk) {
  const sinceTry = last === undefined ? Number.POSITIVE_INFINITY : performance.now() - last.at;
  const isFresh = listedAt !== null && now.getTime() - listedAt.getTime() < freshMs;
  if (isFresh && !hasUnlisted && !isAsked) return false;
  return sinceTry > (last?.wasCutShort && !isAsked ? retryMs : againMs);
}

/**
 * Slack allows about twenty list calls a minute: whoever asks at the same time shares one listing. One of these for each
 * kind of list; `key` says whose list it is, and `list` answers why it did not come to its end, or null.
 */
export function sharedListings() {
  const attempts = new Map<string, Attempt>();
  const begin = (key: string, list: () => Promise<string | null>) => {
    const done = list();
    const made: Attempt = { at: performance.now(), done, wasCutShort: true };
    done.then(
      (stoppedBecause) => {
        made.wasCutShort = stoppedBecause !== null;
      },
      () => {},
    );
    attempts.delete(key);
    attempts.set(key, made);
    const oldest = attempts.keys().next();
    if (attempts.size > maxAttempts && !oldest.done) attempts.delete(oldest.value);
  };
  return async (key: string, known: Known, ask: ListingAsk, list: () => Promise<string | null>) => {
    if (isDue(known, attempts.get(key), ask)) begin(key, list);
    return (await attempts.get(key)?.done) ?? null;
  };
}

const seconds = (count: number) => `${Math.max(1, Math.ceil(count))} ${count > 1 ? "seconds" : "second"}`;

/** Why a listing came to no end, in words. */
export function whyCutShort(
  stoppedBy: Refusal | "too_slow" | "too_many",
  what: "channels" | "people",
): string {
  if (stoppedBy === "too_slow") return "Slack took too long to list them all.";
  if (stoppedBy === "too_many") return `The workspace has more ${what} than Slack lists in one go.`;
  const { code, afterSeconds, isPassing } = stoppedBy;
  if (afterSeconds !== null)
    return `Slack asked Bellwire to wait ${seconds(afterSeconds)} before listing more.`;
  if (code === "missing_scope") return `Bellwire was not granted the permission to list ${what}.`;
  return isPassing ? "Slack could not be reached to list them." : "Slack did not let Bellwire list them.";
}
