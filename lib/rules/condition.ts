import { type ZoneBounds, zoneOf } from "@/lib/customers/zone";
import { magnitude, one, unitsOf } from "./amount";
import type { Condition, Override } from "./schema";

/** A condition made ready to be asked many times, for one customer's override or none. Amounts in units (lib/rules/amount). */
export type Bound =
  | { kind: "level"; isAbove: boolean; at: bigint; inclusive: boolean; clear: bigint | null }
  | {
      kind: "share";
      isAbove: boolean;
      percent: bigint;
      inclusive: boolean;
      clear: bigint | null;
      /** Null where the target is a number of the customer. */
      target: bigint | null;
    }
  | {
      kind: "change";
      direction: "up" | "down" | "either";
      by: bigint;
      isPercent: boolean;
      inclusive: boolean;
    }
  | {
      kind: "steps";
      steps: readonly bigint[];
      every: bigint | null;
      /** `none`: the steps are amounts. Null where the target is a number of the customer. */
      target: bigint | null | "none";
    }
  | { kind: "zone"; zones: readonly string[] }
  | { kind: "absent"; hours: number }
  | { kind: "seen" };

const targetOf = (of: { value: string } | { field: string }) => ("value" in of ? unitsOf(of.value) : null);
const optional = (text: string | undefined) => (text === undefined ? null : unitsOf(text));

/** A level at which an alarm is over is only one on the far side of the bound; an override may have moved that past it. */
function clearOf(clear: bigint | null, at: bigint, isAbove: boolean): bigint | null {
  if (clear === null) return null;
  return (isAbove ? clear <= at : clear >= at) ? clear : null;
}

/** Makes a condition ready, with the bound of an override in place of its own. */
export function boundOf(condition: Condition, override?: Override): Bound {
  const own = optional(override?.value);
  switch (condition.kind) {
    case "above":
    case "below": {
      const isAbove = condition.kind === "above";
      const at = own ?? unitsOf(condition.value);
      const clear = clearOf(optional(condition.clear), at, isAbove);
      return { kind: "level", isAbove, at, inclusive: condition.inclusive, clear };
    }
    case "share": {
      const isAbove = condition.direction === "above";
      const percent = own ?? unitsOf(condition.percent);
      const clear = clearOf(optional(condition.clear), percent, isAbove);
      const target = targetOf(condition.of);
      return { kind: "share", isAbove, percent, inclusive: condition.inclusive, clear, target };
    }
    case "change": {
      const isPercent = "percent" in condition.by;
      const by = own ?? unitsOf("percent" in condition.by ? condition.by.percent : condition.by.points);
      return {
        kind: "change",
        direction: condition.direction,
        by,
        isPercent,
        inclusive: condition.inclusive,
      };
    }
    case "steps":
      return {
        kind: "steps",
        steps: condition.steps.map(unitsOf),
        every: optional(condition.every),
        target: condition.of ? targetOf(condition.of) : "none",
      };
    case "zone":
      return { kind: "zone", zones: condition.zones };
    case "absent":
      return { kind: "absent", hours: own === null ? condition.hours : Number(own / one) };
    case "seen":
      return { kind: "seen" };
  }
}

/** What a condition says of a number. `stays`: what fires already goes on firing, since its clear level is not passed. */
export type Verdict = { holds: boolean; stays: boolean; step: bigint | null };

const no: Verdict = { holds: false, stays: false, step: null };

/** Both sides may be multiplied alike, so that shares are compared without being divided. */
function against(value: bigint, bound: bigint, isAbove: boolean, inclusive: boolean): boolean {
  if (value === bound) return inclusive;
  return value > bound === isAbove;
}

function leveled(
  value: bigint,
  at: bigint,
  clear: bigint | null,
  isAbove: boolean,
  inclusive: boolean,
): Verdict {
  const holds = against(value, at, isAbove, inclusive);
  return { holds, stays: holds || (clear !== null && against(value, clear, isAbove, true)), step: null };
}

/** `over`: of how many windows `compared` is the total. */
function changed(
  bound: Extract<Bound, { kind: "change" }>,
  value: bigint,
  compared: bigint,
  over: bigint,
): Verdict {
  const move = value * over - compared;
  const size = bound.direction === "either" ? magnitude(move) : bound.direction === "up" ? move : -move;
  if (bound.isPercent && compared === 0n) return no;
  const holds = bound.isPercent
    ? against(size * 100n * one, bound.by * magnitude(compared), true, bound.inclusive)
    : against(size, bound.by * over, true, bound.inclusive);
  return { holds, stays: holds, step: null };
}

/** The highest step reached; percent of the target where there is one. */
function stepped({ steps, every }: Extract<Bound, { kind: "steps" }>, value: bigint, whole: bigint): Verdict {
  const reached = steps.filter((step) => value * 100n * one >= step * whole).at(-1);
  if (reached === undefined) return no;
  const last = steps.at(-1);
  if (reached !== last || every === null) return { holds: true, stays: true, step: reached };
  const more = (value * 100n * one - last * whole) / (every * whole);
  return { holds: true, stays: true, step: last + more * every };
}

/** Amounts are their own share of a hundred. */
const hundred = 100n * one;

/**
 * Holds a number against a condition, exactly. Null where there is nothing to judge: no number, for a condition that needs one.
 * Absence and `seen` are no matter of numbers: see lib/rules/evaluate.
 */
export function verdictOf(
  bound: Bound,
  value: bigint | null,
  compared: bigint | null,
  over: bigint,
  zones: ZoneBounds,
): Verdict | null {
  if (value === null) return null;
  switch (bound.kind) {
    case "level":
      return leveled(value, bound.at, bound.clear, bound.isAbove, bound.inclusive);
    case "share": {
      const whole = bound.target ?? compared;
      if (whole === null || whole <= 0n) return no;
      const clear = bound.clear === null ? null : bound.clear * whole;
      return leveled(value * hundred, bound.percent * whole, clear, bound.isAbove, bound.inclusive);
    }
    case "change":
      return compared === null ? no : changed(bound, value, compared, over);
    case "steps": {
      const whole = bound.target === "none" ? hundred : (bound.target ?? compared);
      return whole === null || whole <= 0n ? no : stepped(bound, value, whole);
    }
    case "zone": {
      const zone = zoneOf(Number(value) / Number(one), zones);
      const holds = zone !== null && bound.zones.includes(zone);
      return { holds, stays: holds, step: null };
    }
    case "absent":
    case "seen":
      return null;
  }
}
