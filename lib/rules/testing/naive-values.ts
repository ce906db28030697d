import type { Rule } from "../schema";
import { type NaiveWindow, naiveWindow } from "./naive-calendar";

/** What the numbers of a rule are, from the raw readings anew each time. Plain numbers: halves and small wholes, which are exact. */

export type Reading = { id: string; customer: string; at: number; value: number };
export type Fact = { customer: string; at: number; value: number | null };
export type NaiveCustomer = {
  id: string;
  tier: string;
  excluded: boolean;
  target: number | null;
  cycleDay: number;
};
/** Everything that has come in by now, in the order in which it came. */
export type World = { zone: string; readings: Reading[]; facts: Fact[] };
export type Verdict = { holds: boolean; stays: boolean; step: number | null };

const hour = 3_600_000;
const day = 24 * hour;
const no: Verdict = { holds: false, stays: false, step: null };

type Asked = { rule: Rule; world: World; customer: NaiveCustomer };

export const measureOf = ({ signal }: Rule) => (signal.kind === "meter" ? signal.measure : "sum");
export const addsUp = (rule: Rule) => ["sum", "count"].includes(measureOf(rule));

export const windowAround = ({ rule, world, customer }: Asked, at: number) =>
  naiveWindow(at, rule.window ?? "day", world.zone, customer.cycleDay);

/** Readings of the customer, each id once, by when they were taken. */
function readingsOf({ world, customer }: Asked): Reading[] {
  const ids = new Set<string>();
  return world.readings
    .filter((one) => {
      if (one.customer !== customer.id || ids.has(one.id)) return false;
      ids.add(one.id);
      return true;
    })
    .sort((left, right) => left.at - right.at);
}

const within = (asked: Asked, { start, end }: NaiveWindow) =>
  readingsOf(asked).filter(({ at }) => at >= start && at < end);

function measured(rule: Rule, some: Reading[]): number | null {
  const values = some.map(({ value }) => value);
  const total = values.reduce((sum, value) => sum + value, 0);
  switch (measureOf(rule)) {
    case "count":
      return values.length;
    case "sum":
      return total;
    case "min":
      return values.length > 0 ? Math.min(...values) : null;
    case "max":
      return values.length > 0 ? Math.max(...values) : null;
    case "average":
      return values.length > 0 ? total / values.length : null;
    case "last":
      return values.at(-1) ?? null;
  }
}

const before = (asked: Asked, window: NaiveWindow) => windowAround(asked, window.start - 1);

export function valueOfWindow(asked: Asked, window: NaiveWindow): number | null {
  const readings = within(asked, window);
  if (readings.length > 0) return measured(asked.rule, readings);
  const wasSeen = within(asked, before(asked, window)).length > 0;
  return addsUp(asked.rule) && wasSeen ? 0 : null;
}

/** What is known of the field at a moment: the facts of it, oldest first. */
export const factsBy = ({ world, customer }: Asked, now: number) =>
  world.facts
    .filter((fact) => fact.customer === customer.id && fact.at <= now)
    .sort((left, right) => left.at - right.at);

/** What a change is held against, as a total and of how many. */
function baseline(
  asked: Asked,
  window: NaiveWindow | null,
  now: number,
): { total: number; count: number } | null {
  const { condition } = asked.rule;
  if (condition.kind !== "change") return null;
  if ("days" in condition.against) {
    const { days } = condition.against;
    const known = factsBy(asked, now);
    const fact = days === 0 ? known.at(-2) : (factsBy(asked, now - days * day).at(-1) ?? known.at(0));
    return fact?.value == null ? null : { total: fact.value, count: 1 };
  }
  const first = readingsOf(asked)[0]?.at ?? Number.POSITIVE_INFINITY;
  const values: number[] = [];
  let one = window;
  for (let left = condition.against.windows; left > 0 && one; left--) {
    one = before(asked, one);
    const value = one.end > first ? measured(asked.rule, within(asked, one)) : null;
    if (value !== null) values.push(value);
  }
  return values.length > 0
    ? { total: values.reduce((sum, value) => sum + value, 0), count: values.length }
    : null;
}

function boundFrom(value: number, bound: number, isAbove: boolean, inclusive: boolean): boolean {
  if (isAbove) return inclusive ? value >= bound : value > bound;
  return inclusive ? value <= bound : value < bound;
}

/** In between of the bound and the clear level, an alarm stays. A clear level on the wrong side of an override's bound is none. */
function withClear(
  value: number,
  bound: number,
  clear: number | undefined,
  isAbove: boolean,
  inclusive: boolean,
): Verdict {
  const holds = boundFrom(value, bound, isAbove, inclusive);
  const isUsable = clear !== undefined && (isAbove ? clear <= bound : clear >= bound);
  const isPassed = isUsable ? (isAbove ? value < clear : value > clear) : !holds;
  return { holds, stays: holds || !isPassed, step: null };
}

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));

function stepsOf(rule: Rule, value: number, customer: NaiveCustomer): Verdict {
  const { condition } = rule;
  if (condition.kind !== "steps") return no;
  const whole = condition.of ? ("value" in condition.of ? Number(condition.of.value) : customer.target) : 100;
  if (whole === null || whole <= 0) return no;
  const steps = condition.steps.map(Number);
  const last = steps.at(-1) ?? 0;
  // So many more beyond the last one, one after the other.
  for (let more = 1; condition.every && more < 400; more++) steps.push(last + more * Number(condition.every));
  const reached = steps.filter((step) => value * 100 >= step * whole);
  return reached.length === 0 ? no : { holds: true, stays: true, step: Math.max(...reached) };
}

function changeOf(asked: Asked, value: number, window: NaiveWindow | null, now: number): Verdict {
  const { rule, customer } = asked;
  const { condition } = rule;
  const against = baseline(asked, window, now);
  if (condition.kind !== "change" || against === null) return no;
  const own = rule.overrides.find(({ customerId }) => customerId === customer.id)?.value;
  const { total, count } = against;
  const difference = value * count - total;
  const size = { up: difference, down: -difference, either: Math.abs(difference) }[condition.direction];
  if ("percent" in condition.by && total === 0) return no;
  const [moved, by] =
    "percent" in condition.by
      ? [size * 100, Number(own ?? condition.by.percent) * Math.abs(total)]
      : [size, Number(own ?? condition.by.points) * count];
  const holds = condition.inclusive ? moved >= by : moved > by;
  return { holds, stays: holds, step: null };
}

const zoneOf = (score: number) => (score < 40 ? "red" : score < 70 ? "yellow" : "green");

/** What the condition says of a number; null for no number. */
export function verdictOn(
  asked: Asked,
  value: number | null,
  window: NaiveWindow | null,
  now: number,
): Verdict | null {
  const { rule, customer } = asked;
  const { condition } = rule;
  if (value === null) return null;
  const own = numberOf(rule.overrides.find(({ customerId }) => customerId === customer.id)?.value);
  switch (condition.kind) {
    case "above":
    case "below": {
      const bound = own ?? Number(condition.value);
      return withClear(
        value,
        bound,
        numberOf(condition.clear),
        condition.kind === "above",
        condition.inclusive,
      );
    }
    case "share": {
      const whole = "value" in condition.of ? Number(condition.of.value) : customer.target;
      if (whole === null || whole <= 0) return no;
      const bound = (own ?? Number(condition.percent)) * whole;
      const clear = condition.clear === undefined ? undefined : Number(condition.clear) * whole;
      return withClear(value * 100, bound, clear, condition.direction === "above", condition.inclusive);
    }
    case "change":
      return changeOf(asked, value, window, now);
    case "steps":
      return stepsOf(rule, value, customer);
    case "zone": {
      const holds = condition.zones.includes(zoneOf(value));
      return { holds, stays: holds, step: null };
    }
    default:
      return null;
  }
}

/** Since when something has been missed, or from when on it will be. */
export function missedFrom({ rule, world, customer }: Asked, now: number): number | null {
  if (rule.condition.kind !== "absent") return null;
  const own = numberOf(rule.overrides.find(({ customerId }) => customerId === customer.id)?.value);
  const times = readingsOf({ rule, world, customer }).filter(({ at }) => at <= now);
  const last = times.at(-1)?.at ?? (rule.scope.kind === "each" ? null : rule.watchesSince.getTime());
  return last === null ? null : last + (own ?? rule.condition.hours) * hour;
}
