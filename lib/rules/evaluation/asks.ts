import type { Window } from "@/lib/meters/windows";
import type { CompiledRule } from "../compile";
import { customerNumber } from "../customer-number";
import type { PastAsk } from "../facts/past";
import type { RuleCustomer } from "../observation";
import type { Series, SpanAsk } from "../series/series";
import { type Calendar, windowOf, windowsBefore } from "../window";

/** Someone to look at: a rule, one customer (or several as a whole), and what its numbers are read from. */
export type Subject = {
  compiled: CompiledRule;
  customerId: string;
  customer: RuleCustomer | null;
  /** Null for what has no series. */
  series: Series | null;
  /** Whose series: the customer's, that of all (empty), or of a segment, which `ownerOf` names. */
  owner: string;
  now: number;
  /** The span of the window that was asked for last: mostly the only one, and asked for again and again. */
  recent?: { window: Window; ask: SpanAsk };
};

const segment = "\u0001segment|";

/** Whose series a rule looks at. A segment has none of its own: it is made of those of its customers. */
export const ownerOf = ({ rule: { id, scope } }: CompiledRule, customerId: string) =>
  scope.kind === "segment" ? `${segment}${id}` : customerId;

/** The rule whose segment a series is of; undefined for a series of its own. */
export const segmentRuleOf = (owner: string): string | undefined =>
  owner.startsWith(segment) ? owner.slice(segment.length) : undefined;

const hour = 3_600_000;
const day = 24 * hour;
/** Later than any reading can be. */
const farAway = Date.UTC(2100, 0, 2);

export const calendarOf = ({ compiled: { timeZone }, customer }: Subject): Calendar => ({
  timeZone,
  customer,
});

const spanOf = ({ compiled: { rule }, owner }: Subject, series: Series, { start, end }: Window): SpanAsk => ({
  environment: rule.environment,
  series,
  customerId: owner,
  start,
  end,
});

/** The hours of a window. */
export function windowSpan(subject: Subject, window: Window): SpanAsk | null {
  if (!subject.series) return null;
  if (subject.recent?.window !== window)
    subject.recent = { window, ask: spanOf(subject, subject.series, window) };
  return subject.recent.ask;
}

/** The hours of the windows that one is compared with, latest first. */
export function comparedSpans(subject: Subject, window: Window): SpanAsk[] {
  const { series } = subject;
  const { condition, window: size } = subject.compiled.rule;
  if (!series || size === undefined || condition.kind !== "change" || !("windows" in condition.against))
    return [];
  const before = windowsBefore(window, condition.against.windows, size, calendarOf(subject));
  return before.map((one) => spanOf(subject, series, one));
}

/** All hours that there are, to see when something came last. */
export const wholeSpan = (subject: Subject): SpanAsk | null =>
  subject.series && spanOf(subject, subject.series, { start: 0, end: farAway });

/** The billing cycle that goes on, whose usage is taken off the credits. */
export const cycleOf = (subject: Subject): Window => windowOf(subject.now, "cycle", calendarOf(subject));

/** The last seven days to the hour, by whose pace it is said how long credits last. */
export const weekOf = ({ now }: Subject): Window => ({ start: now - 7 * day, end: now + hour });

export const balanceSpans = (subject: Subject): SpanAsk[] => {
  const { series } = subject;
  return series ? [cycleOf(subject), weekOf(subject)].map((window) => spanOf(subject, series, window)) : [];
};

/** The hours of the last windows up to one, oldest first, for a text bar. */
export function recentSpans(subject: Subject, window: Window, count: number): SpanAsk[] {
  const { series } = subject;
  const { window: size } = subject.compiled.rule;
  if (!series || size === undefined) return [];
  const before = windowsBefore(window, count - 1, size, calendarOf(subject)).reverse();
  return [...before, window].map((one) => spanOf(subject, series, one));
}

/** The field that a rule looks at or takes a share of, if any. */
export function fieldsOf({ rule: { signal, condition } }: CompiledRule): string[] {
  const of = condition.kind === "share" || condition.kind === "steps" ? condition.of : undefined;
  const own = signal.kind === "field" ? [signal.field] : signal.kind === "balance" ? [signal.credits] : [];
  return of && "field" in of ? [...own, of.field] : own;
}

/** What is asked of a number's history: since when it is as it is, and what it was before. */
export function pastOf({ compiled: { rule }, customerId, customer, now }: Subject, field: string): PastAsk {
  const { signal, condition, environment } = rule;
  const currency = signal.kind === "field" && field === signal.field ? signal.currency : undefined;
  const days = condition.kind === "change" && "days" in condition.against ? condition.against.days : 0;
  return {
    ...{ environment, customerId, field, currency: currency ?? null },
    current: customerNumber(customer, field, currency),
    at: days === 0 ? null : new Date(now - days * day).toISOString(),
  };
}

/** How long ago a number is compared with what it was; undefined for what is not compared so. */
export function daysBack({ rule: { condition } }: CompiledRule): number | undefined {
  return condition.kind === "change" && "days" in condition.against ? condition.against.days : undefined;
}
