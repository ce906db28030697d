import type { Firing } from "../observation";
import type { Rule } from "../schema";
import { isOpenAt, type NaiveWindow } from "./naive-calendar";
import {
  addsUp,
  factsBy,
  missedFrom,
  type NaiveCustomer,
  type Verdict,
  valueOfWindow,
  verdictOn,
  type World,
} from "./naive-values";

type Told = Pick<Firing, "kind" | "key"> & { base: string; at: number; step: number | null; run: number };

type Seen = {
  now: number;
  window: NaiveWindow | null;
  verdict: Verdict | null;
  isEligible: boolean;
  /** When what is seen came to be so. */
  moment: number;
};

/** A stretch in which the condition holds. */
type Run = {
  id: number;
  since: number;
  name: string;
  isRipe: boolean;
  isSuspended: boolean;
  announcedAs: string | null;
};

export type NaiveRule = {
  rule: Rule;
  world: World;
  customer: NaiveCustomer;
  run: Run | null;
  runs: number;
  endedAt: number;
  judged: number[];
  /** Everything that was told, of which all that was told before is found out anew each time. */
  told: Told[];
};

const minute = 60_000;
const week = 7 * 24 * 60 * minute;
const iso = (at: number) => new Date(at).toISOString();

export const naiveRule = (rule: Rule, world: World, customer: NaiveCustomer): NaiveRule => ({
  ...{ rule, world, customer, run: null, runs: 0, endedAt: Number.NEGATIVE_INFINITY, judged: [], told: [] },
});

const isMomentary = ({ condition }: Rule) =>
  condition.kind === "change" && "days" in condition.against && condition.against.days === 0;

/** Sums start at zero: that one is below something, or has fallen, is known only when its window is over. */
function isJudgedAtEnd(rule: Rule): boolean {
  const { condition, judge } = rule;
  const direction = "direction" in condition ? condition.direction : condition.kind;
  return judge ? judge === "window_end" : addsUp(rule) && ["below", "down", "either"].includes(direction);
}

const isLive = (rule: Rule) => rule.window !== undefined && !isJudgedAtEnd(rule);

function see(model: NaiveRule, now: number, window: NaiveWindow | null): Seen {
  const { rule, customer } = model;
  const missed = missedFrom(model, now);
  const facts = factsBy(model, now);
  const isMissed = missed !== null && now >= missed;
  const absence = missed === null ? null : { holds: isMissed, stays: isMissed, step: null };
  const value = window ? valueOfWindow(model, window) : (facts.at(-1)?.value ?? null);
  const isMuted = rule.overrides.some(({ customerId, muted }) => customerId === customer.id && muted);
  const isWanted = rule.filter === null || customer.tier === "gold";
  return {
    ...{ now, window },
    verdict: rule.condition.kind === "absent" ? absence : verdictOn(model, value, window, now),
    isEligible: !isMuted && !customer.excluded && isWanted,
    moment: missed ?? facts.at(-1)?.at ?? now,
  };
}

const alarmsOf = (model: NaiveRule, base: string) =>
  model.told.filter((told) => told.base === base && (told.kind === "triggered" || told.kind === "step"));

function highestStep(model: NaiveRule, base: string): number | null {
  const steps = alarmsOf(model, base).flatMap(({ step }) => (step === null ? [] : [step]));
  return steps.length > 0 ? Math.max(...steps) : null;
}

/** Nothing of it was told, or no step as high as this one. */
function isNews(model: NaiveRule, base: string, step: number | null): boolean {
  if (alarmsOf(model, base).length === 0) return true;
  return step !== null && step > (highestStep(model, base) ?? Number.NEGATIVE_INFINITY);
}

function isCool({ told, rule }: NaiveRule, now: number, least = 0): boolean {
  const last = told.filter(({ kind }) => kind !== "recovered").at(-1)?.at;
  return last === undefined || now >= last + Math.max(least, rule.cooldownMinutes ?? 0) * minute;
}

const isOpen = ({ rule, world }: NaiveRule, now: number) => isOpenAt(rule.schedule, now, world.zone);

function tell(
  model: NaiveRule,
  kind: Told["kind"],
  key: string,
  base: string,
  now: number,
  step: number | null,
) {
  const told = { kind, key, base, at: now, step, run: model.run?.id ?? 0 };
  model.told.push(told);
  return [told];
}

function tellAlarm(model: NaiveRule, base: string, { now, verdict }: Seen): Told[] {
  const step = verdict?.step ?? null;
  const kind = alarmsOf(model, base).length === 0 ? "triggered" : "step";
  return tell(model, kind, step === null ? base : `${base}:${step}`, base, now, step);
}

/** A window that is over, and not the one that the rule is at. */
function past(model: NaiveRule, seen: Seen): Told[] {
  const { verdict, window, now, isEligible } = seen;
  const base = window ? iso(window.start) : "";
  if (!verdict?.holds || !isEligible || model.rule.forMinutes !== undefined) return [];
  if (!isNews(model, base, verdict.step) || !isCool(model, now) || !isOpen(model, now)) return [];
  return tellAlarm(model, base, seen);
}

function drop(model: NaiveRule, now: number): void {
  if (model.run) model.endedAt = now;
  model.run = null;
}

const nameOf = (model: NaiveRule, base: string, run: Run) => {
  const step = highestStep(model, base);
  return step === null ? (run.announcedAs ?? run.name) : `${run.announcedAs ?? run.name}:${step}`;
};

function goOn(model: NaiveRule, seen: Seen): Told[] {
  const { rule } = model;
  const { now, window, verdict, moment } = seen;
  const isOfItsMoment = isMomentary(rule) || rule.condition.kind === "absent" || moment > model.endedAt;
  const since = window || !isOfItsMoment ? now : moment;
  const first = { id: ++model.runs, since, name: iso(window ? window.start : since), announcedAs: null };
  const run = model.run ?? { ...first, isRipe: false, isSuspended: false };
  model.run = run;
  if (run.isSuspended || now - run.since >= (rule.forMinutes ?? 0) * minute) run.isRipe = true;
  run.isSuspended = false;
  if (!run.isRipe) return [];
  const base = window ? iso(window.start) : run.name;
  if (verdict?.holds && isNews(model, base, verdict.step)) {
    if (!isCool(model, now) || !isOpen(model, now)) return [];
    run.announcedAs ??= base;
    return tellAlarm(model, base, seen);
  }
  if (run.announcedAs === null || rule.repeatMinutes === undefined || isMomentary(rule)) return [];
  if (!isCool(model, now, rule.repeatMinutes) || !isOpen(model, now)) return [];
  // The repetitions of a period, of an alarm, or (judged at the end of windows) of all times.
  const sameStory = (told: Told) =>
    isLive(rule) ? told.base === base : window !== null || told.run === run.id;
  const count = model.told.filter((told) => told.kind === "repeated" && sameStory(told)).length + 1;
  return tell(
    model,
    "repeated",
    `${nameOf(model, base, run)}:r${count}`,
    base,
    now,
    highestStep(model, base),
  );
}

function stop(model: NaiveRule, seen: Seen): Told[] {
  const { rule, run } = model;
  const { now, window } = seen;
  if (run?.announcedAs == null || !rule.tellRecovered || isMomentary(rule)) {
    drop(model, now);
    return [];
  }
  if (!isOpen(model, now)) {
    Object.assign(run, { isRipe: false, isSuspended: true });
    return [];
  }
  const base = window ? iso(window.start) : run.name;
  const told = tell(model, "recovered", `${nameOf(model, base, run)}:over`, base, now, null);
  drop(model, now);
  return told;
}

function present(model: NaiveRule, seen: Seen): Told[] {
  const { rule } = model;
  const { now, window, verdict, isEligible, moment } = seen;
  if (window && model.judged.at(-1) !== window.start) {
    model.judged.push(window.start);
    if (isLive(rule)) Object.assign(model, { run: null, endedAt: Number.NEGATIVE_INFINITY });
  }
  if (isMomentary(rule) && model.run?.name !== iso(moment)) model.run = null;
  if (verdict === null) {
    if (model.run && !model.run.isRipe && !model.run.isSuspended) drop(model, now);
    return [];
  }
  const isOn = verdict.holds || (verdict.stays && model.run?.isRipe === true);
  if (!isEligible) {
    drop(model, now);
    return [];
  }
  if (isOn) return goOn(model, seen);
  return model.run ? stop(model, seen) : [];
}

/** What there is to tell at a moment, of a window or of what has none. */
export function naiveLook(model: NaiveRule, now: number, window: NaiveWindow | null): Told[] {
  const { rule } = model;
  if (!window) return present(model, see(model, now, null));
  if (window.start > now || window.end <= rule.watchesSince.getTime()) return [];
  if (window.end <= now - Math.max(week, 1.15 * (window.end - window.start))) return [];
  if (isJudgedAtEnd(rule) && now < window.end + 5 * minute) return [];
  const isBehind = model.judged.some((start) => start > window.start) || (isLive(rule) && now >= window.end);
  return isBehind ? past(model, see(model, now, window)) : present(model, see(model, now, window));
}
