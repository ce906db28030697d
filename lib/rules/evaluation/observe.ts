import type { Window } from "@/lib/meters/windows";
import { divided, textOfUnits, unitsOf } from "../amount";
import { customerNumber } from "../customer-number";
import { keyOfPast, type Past } from "../facts/past";
import type { Observation } from "../observation";
import type { Edges } from "../series/queries";
import { countsFromZero, emptySpan, keyOfSpan, measured, type Span } from "../series/series";
import {
  balanceSpans,
  comparedSpans,
  cycleOf,
  daysBack,
  fieldsOf,
  pastOf,
  type Subject,
  wholeSpan,
  windowSpan,
} from "./asks";

/** What was loaded for a turn. */
export type Loaded = {
  spans: ReadonlyMap<string, Span>;
  edges: ReadonlyMap<string, Edges>;
  past: ReadonlyMap<string, Past>;
  /** Of numbers of several customers as a whole, by rule. */
  wholes: ReadonlyMap<string, { value: string | null; compared: string | null }>;
};

const day = 86_400_000;

const base = ({ customerId, customer, now }: Subject): Observation => ({
  ...{ customerId, customer, now, window: null },
  ...{ value: null, compared: null, lastSeenAt: null, changedAt: null },
});

const latest = (...moments: (number | null | undefined)[]): number | null => {
  const known = moments.filter((moment) => typeof moment === "number");
  return known.length === 0 ? null : Math.max(...known);
};

/** What the windows before come to: those before the first reading do not count, nor do those of which a measure says nothing. */
function baselineOf(subject: Subject, window: Window, { spans, edges }: Loaded) {
  const { signal } = subject.compiled.rule;
  const ask = windowSpan(subject, window);
  const firstAt = (ask && edges.get(keyOfSpan(ask))?.firstAt) ?? Number.POSITIVE_INFINITY;
  let total = 0n;
  let count = 0;
  let lastAt: number | null = null;
  for (const one of comparedSpans(subject, window)) {
    const span = spans.get(keyOfSpan(one));
    lastAt = latest(lastAt, span?.lastAt);
    const value = span ? measured(signal, span) : countsFromZero(signal) && one.end > firstAt ? "0" : null;
    if (value === null) continue;
    total += unitsOf(value);
    count += 1;
  }
  return count === 0
    ? { compared: null, lastAt }
    : { compared: textOfUnits(total), comparedOver: count, lastAt };
}

function targetOf(subject: Subject): string | null {
  const { condition } = subject.compiled.rule;
  const of = condition.kind === "share" || condition.kind === "steps" ? condition.of : undefined;
  return of && "field" in of ? customerNumber(subject.customer, of.field) : null;
}

function ofWindow(subject: Subject, window: Window, loaded: Loaded): Observation {
  const ask = windowSpan(subject, window);
  const key = ask ? keyOfSpan(ask) : "";
  const span = loaded.spans.get(key);
  const { compared, lastAt, ...rest } = baselineOf(subject, window, loaded);
  return {
    ...base(subject),
    ...rest,
    window,
    value: span ? measured(subject.compiled.rule.signal, span) : null,
    compared: compared ?? targetOf(subject),
    lastSeenAt: span?.lastAt ?? loaded.edges.get(key)?.lastAt ?? null,
    changedAt: latest(span?.lastAt, lastAt),
  };
}

function pastsOf(subject: Subject, { past }: Loaded): (Past | undefined)[] {
  return fieldsOf(subject.compiled).map((field) => past.get(keyOfPast(pastOf(subject, field))));
}

function ofField(subject: Subject, loaded: Loaded): Observation {
  const { compiled, customer, customerId } = subject;
  const { signal } = compiled.rule;
  if (signal.kind !== "field") return base(subject);
  const whole = loaded.wholes.get(compiled.rule.id);
  if (customerId === "") return { ...base(subject), ...whole };
  const pasts = pastsOf(subject, loaded);
  const days = daysBack(compiled);
  const [own] = pasts;
  const turns = days !== undefined && days > 0 && own?.nextAt ? own.nextAt.getTime() + days * day : null;
  return {
    ...base(subject),
    value: customerNumber(customer, signal.field, signal.currency),
    compared: days === undefined ? targetOf(subject) : (own?.value ?? null),
    changedAt: latest(...pasts.map((past) => past?.changedAt?.getTime())),
    lastSeenAt: own?.changedAt?.getTime() ?? null,
    turnsAt: turns,
  };
}

/** Prepaid credits less what was used of them, or how many days they last by the pace of the last seven. */
function ofBalance(subject: Subject, loaded: Loaded): Observation {
  const { compiled, customer } = subject;
  const { signal } = compiled.rule;
  if (signal.kind !== "balance") return base(subject);
  const credits = customerNumber(customer, signal.credits);
  const [cycle, week] = balanceSpans(subject).map((ask) => loaded.spans.get(keyOfSpan(ask)) ?? emptySpan);
  const left = credits === null ? null : unitsOf(credits) - unitsOf(cycle?.sum ?? "0");
  const weekly = unitsOf(week?.sum ?? "0");
  const changedAt = latest(
    cycle?.lastAt,
    ...pastsOf(subject, loaded).map((past) => past?.changedAt?.getTime()),
  );
  const seen = { ...base(subject), changedAt, turnsAt: subject.series ? cycleOf(subject).end : null };
  if (left === null || signal.measure === "amount")
    return { ...seen, value: left === null ? null : textOfUnits(left) };
  const days = weekly > 0n ? textOfUnits(divided(left * 7n * unitsOf("1"), weekly)) : null;
  return { ...seen, value: days };
}

/** What is used in a day by the pace of the last seven; null where nothing was. */
export function burnOf(subject: Subject, { spans }: Pick<Loaded, "spans">): string | null {
  const [, week] = balanceSpans(subject);
  const sum = week && spans.get(keyOfSpan(week))?.sum;
  return sum === undefined ? null : textOfUnits(divided(unitsOf(sum), 7n));
}

/** What is known of someone at a moment, of a window or without one. */
export function observationOf(subject: Subject, window: Window | null, loaded: Loaded): Observation {
  const { signal, condition } = subject.compiled.rule;
  if (condition.kind === "absent" && subject.series) {
    const ask = wholeSpan(subject);
    const lastSeenAt = (ask && loaded.edges.get(keyOfSpan(ask))?.lastAt) ?? null;
    return { ...base(subject), lastSeenAt, changedAt: lastSeenAt };
  }
  if (window) return ofWindow(subject, window, loaded);
  return signal.kind === "balance" ? ofBalance(subject, loaded) : ofField(subject, loaded);
}
