import { z } from "zod";
import { ruleStatuses } from "@/db/enums";
import type { RuleState } from "../observation";
import { freshState } from "../state";

const text = z.string().nullable();
const instant = z.number().nullable();

const stateSchema = z.object({
  status: z.enum(ruleStatuses),
  period: instant,
  since: instant,
  alarm: text,
  steps: z.array(z.string()),
  isAnnounced: z.boolean(),
  toldAt: instant,
  endedAt: instant,
  told: z.record(z.string(), z.string()),
  repeats: z.number(),
  value: text,
  compared: text,
  awaited: z.array(z.number()),
  dueAt: instant,
}) satisfies z.ZodType<RuleState>;

/** How far a rule was looked at as a whole, kept with its state of all together. */
const clockSchema = z.object({
  /** The revision that was looked at in full. */
  revision: z.number(),
  /** Start of the window that goes on; the ones before were judged for each customer. */
  from: instant,
  /** When to look at each customer again. */
  dueAt: instant,
});
export type RuleClock = z.infer<typeof clockSchema>;

/** Reads a stored state back; one of another version that misses something begins anew in that. */
export function readState(stored: unknown): RuleState {
  if (typeof stored !== "object" || stored === null) return freshState();
  const parsed = stateSchema.safeParse({ ...freshState(), ...stored });
  return parsed.success ? parsed.data : freshState();
}

/** The clock that is kept with a rule's state of all together; null where there is none. */
export function readClock(stored: unknown): RuleClock | null {
  const clock: unknown =
    typeof stored === "object" && stored !== null
      ? Object.getOwnPropertyDescriptor(stored, "clock")?.value
      : undefined;
  const parsed = clockSchema.safeParse(clock);
  return parsed.success ? parsed.data : null;
}

const earliest = (one: number | null, other: number | null) =>
  one === null ? other : other === null ? one : Math.min(one, other);

/** What is kept with a state beside it. */
export type Beside = {
  clock: RuleClock | null;
  /** Windows to come of which something came already: when they begin. */
  wakes: readonly number[];
};

const mostWakes = 50;

/** Reads what is kept beside a state. */
export function readBeside(stored: unknown): Beside {
  const wakes: unknown =
    typeof stored === "object" && stored !== null
      ? Object.getOwnPropertyDescriptor(stored, "wakes")?.value
      : undefined;
  const parsed = z.array(z.number()).safeParse(wakes);
  return { clock: readClock(stored), wakes: parsed.success ? parsed.data : [] };
}

/** The wakes that are still to come, with further ones, earliest first. */
export const wakesAfter = (known: readonly number[], further: readonly number[], now: number): number[] =>
  [...new Set([...known, ...further])]
    .filter((at) => at > now)
    .sort((one, other) => one - other)
    .slice(0, mostWakes);

/** When a row must be looked at: by its state, by a window that begins, or by the rule's clock. */
export const dueOf = (state: RuleState, { clock, wakes }: Beside) =>
  earliest(earliest(state.dueAt, clock?.dueAt ?? null), wakes[0] ?? null);

const isFresh = ({ status, since, alarm, steps, isAnnounced, toldAt, endedAt, told, repeats }: RuleState) =>
  status === "ok" &&
  (since ?? alarm ?? toldAt ?? endedAt) === null &&
  steps.length + repeats === 0 &&
  !isAnnounced &&
  Object.keys(told).length === 0;

/** All of a state that matters for what is told next. */
const heart = ({ value: _, compared: _c, period: _p, dueAt: _d, ...rest }: RuleState) => JSON.stringify(rest);

/**
 * Whether a state must be written: not for how most looks end, that all is well as before. A date to look again that is there
 * and comes no later serves as well, so that a customer that is heard of every minute is not written every minute.
 * @param before null where there is no row.
 */
export function isWorthWriting(before: RuleState | null, after: RuleState, now: number): boolean {
  // What nearly every look comes to.
  if (before === null && isFresh(after)) return after.dueAt !== null;
  const known = before ?? freshState();
  if (heart(known) !== heart(after)) return true;
  if (after.status !== "ok") return JSON.stringify(known) !== JSON.stringify(after);
  if (after.dueAt === null) return known.dueAt !== null && known.dueAt <= now;
  return known.dueAt === null || known.dueAt <= now || after.dueAt < known.dueAt;
}
