import { hourStart } from "@/lib/meters/windows";
import { compileRule } from "../compile";
import { evaluate } from "../evaluate";
import type { HistorySeries } from "../history";
import type { Observation, RuleState } from "../observation";
import { seeNumber, walkNumbers } from "../past-numbers";
import { seeWindow, takeHour, walkHours } from "../past-windows";
import { windowOf, windowsTouched, windowToLookAt } from "../window";
import type { RandomHistory } from "./histories";
import { type NaiveWindow, naiveWindow } from "./naive-calendar";
import { naiveLook, naiveRule } from "./naive-model";
import type { NaiveCustomer, Reading, World } from "./naive-values";

const minute = 60_000;
const zones = { redBelow: 40, yellowBelow: 70 };

type Outcome = { now: number; customer: string; window: string; told: string[] };

function customerOf({ id, tier, excluded, target, cycleDay }: NaiveCustomer) {
  return {
    id,
    tier,
    excluded,
    attributes: { billingCycleDay: cycleDay, ...(target !== null && { limit: target }) },
  };
}

/** Readings as hour buckets hold them: each id once. */
function hoursOf(readings: readonly Reading[], startOf: (at: number) => number): HistorySeries["hours"] {
  const ids = new Set<string>();
  const byHour = new Map<number, Reading[]>();
  for (const one of readings) {
    if (ids.has(one.id)) continue;
    ids.add(one.id);
    const start = startOf(one.at);
    byHour.set(start, [...(byHour.get(start) ?? []), one]);
  }
  const hours = [...byHour].map(([at, some]) => {
    const sorted = some.toSorted((left, right) => left.at - right.at);
    const values = sorted.map(({ value }) => value);
    return {
      ...{ at, count: values.length },
      sum: String(values.reduce((sum, value) => sum + value, 0)),
      min: String(Math.min(...values)),
      max: String(Math.max(...values)),
      last: String(values.at(-1)),
      lastAt: sorted.at(-1)?.at ?? at,
    };
  });
  return hours.sort((left, right) => left.at - right.at);
}

/** One history gone through both ways at once: step by step with a state carried along, and anew from raw readings at every look. */
export function goThrough(history: RandomHistory): {
  told: number;
  differences: { quick: Outcome; naive: Outcome }[];
  restless: string[];
} {
  const { rule, zone } = history;
  const world: World = { zone, readings: [], facts: [] };
  const compiled = compileRule(rule, { timeZone: zone, zones });
  const differences: { quick: Outcome; naive: Outcome }[] = [];
  const restless: string[] = [];
  let told = 0;

  const people = ["a", "b", "c"].map((id) => {
    const customer: NaiveCustomer = {
      ...{ id, tier: history.gold || id === "b" ? "gold" : "basic", cycleDay: history.cycleDay },
      ...{ excluded: history.excluded && id === "c", target: history.limit },
    };
    const state: RuleState | null = null;
    return {
      customer,
      known: customerOf(customer),
      model: naiveRule(rule, world, customer),
      state: state as RuleState | null,
    };
  });
  type Person = (typeof people)[number];

  const calendarOf = ({ known }: Person) => ({ timeZone: zone, customer: known });

  function observe({ customer, known }: Person, now: number, window: NaiveWindow | null): Observation {
    const readings = world.readings.filter((one) => one.customer === customer.id);
    const points = world.facts
      .filter((fact) => fact.customer === customer.id)
      .toSorted((left, right) => left.at - right.at)
      .map(({ at, value }) => ({ at, value: value === null ? null : String(value) }));
    const startOf = window ? (at: number) => hourStart(at, zone) : (at: number) => at;
    const hours = hoursOf(readings, startOf);
    const series = { customerId: customer.id, customer: known, hours, points: { healthScore: points } };
    if (!window) return seeNumber(walkNumbers(compiled, series), now);
    const walk = walkHours(compiled, series, { byHour: new Map(), before: new Map() });
    if (!walk) throw new Error("a rule with windows walks by hours");
    for (const _ of hours) takeHour(walk);
    return seeWindow(walk, now, window);
  }

  function look(person: Person, now: number, window: NaiveWindow | null): void {
    const { state, firings } = evaluate(compiled, person.state, observe(person, now, window));
    person.state = state;
    const plain = window && naiveWindow(window.start, rule.window ?? "day", zone, history.cycleDay);
    const expected = naiveLook(person.model, now, plain);
    const outcome = {
      now,
      customer: person.customer.id,
      window: window ? new Date(window.start).toISOString() : "",
    };
    const quick = { ...outcome, told: firings.map(({ kind, key }) => `${kind} ${key}`) };
    const start = plain ? new Date(plain.start).toISOString() : "";
    const naive = { ...outcome, window: start, told: expected.map(({ kind, key }) => `${kind} ${key}`) };
    told += expected.length;
    if (JSON.stringify(quick) !== JSON.stringify(naive)) differences.push({ quick, naive });
  }

  /** What changes although nothing comes in: what lies in the future comes to be so. */
  const ahead: { at: number; person: Person; window: NaiveWindow | null }[] = people.map((person) => {
    return { at: rule.watchesSince.getTime(), person, window: null };
  });
  const begins = (now: number) => now >= rule.watchesSince.getTime();

  function nextMoment(after: number): number {
    const dues = people.flatMap(({ state }) => (state?.dueAt == null ? [] : [Math.max(state.dueAt, after)]));
    return Math.min(...dues, ...ahead.map(({ at }) => Math.max(at, after)), Number.POSITIVE_INFINITY);
  }

  function lookAtDue(now: number): void {
    for (const person of people) {
      const mine = ahead.filter((one) => one.person === person && one.at <= now);
      for (const one of mine) ahead.splice(ahead.indexOf(one), 1);
      const isDue =
        begins(now) && ((person.state?.dueAt ?? Number.POSITIVE_INFINITY) <= now || mine.length > 0);
      if (!isDue) continue;
      for (const { window } of mine) if (window) look(person, now, window);
      look(person, now, windowToLookAt(rule, now, calendarOf(person)));
    }
  }

  /** Nothing is due and nothing came: whoever looks all the same finds nothing to tell. */
  function idle(now: number): void {
    if (!begins(now)) return;
    for (const person of people) {
      const seen = observe(person, now, windowToLookAt(rule, now, calendarOf(person)));
      // A window that has only begun holds nothing yet; it is looked at when something comes.
      if (person.state === null || (rule.window !== undefined && seen.value === null)) continue;
      for (const { key } of evaluate(compiled, person.state, seen).firings)
        restless.push(`${person.customer.id} at ${new Date(now).toISOString()} finds ${key}`);
    }
  }

  let now = history.from;
  for (const { gap, readings, facts, idle: share } of history.batches) {
    const target = now + gap * minute;
    const calm = Math.min(target, nextMoment(now));
    if (calm > now) idle(now + Math.floor((calm - now) * share));
    for (let looks = 0; nextMoment(now) <= target; looks++) {
      if (looks > 5_000) throw new Error(`is due for ever at ${new Date(now).toISOString()}`);
      now = nextMoment(now);
      lookAtDue(now);
    }
    now = target;
    const touched = new Map<Person, number[]>();
    for (const { customer, late, value, id } of [
      ...readings,
      ...facts.map((fact) => ({ ...fact, id: null })),
    ]) {
      const person = people.find((one) => one.customer.id === customer);
      if (!person) continue;
      const at = now - late * minute;
      if (id === null) world.facts.push({ customer, at, value });
      else world.readings.push({ id: `${customer}${id}`, customer, at, value: value ?? 0 });
      touched.set(person, [...(touched.get(person) ?? []), at]);
      if (at <= now) continue;
      const window = rule.window === undefined ? null : windowOf(at, rule.window, calendarOf(person));
      if (!window || window.start > now) ahead.push({ at: window ? window.start : at, person, window });
    }
    for (const [person, hours] of begins(now) ? touched : []) {
      const windows = hours.flatMap((at) =>
        windowsTouched(rule, hourStart(at, zone), now, calendarOf(person)),
      );
      const each = new Map(windows.map((window) => [window.start, window]));
      const inOrder = [...each.values()].sort((left, right) => left.start - right.start);
      if (rule.window === undefined) look(person, now, null);
      for (const window of inOrder) look(person, now, window);
    }
  }
  return { told, differences, restless };
}
