import type { Severity } from "@/db/enums";
import type { Message } from "@/lib/messages/message";
import { tellerOf } from "@/lib/notifications/telling";
import { zoneOffset } from "@/lib/projects/zone-offset";
import type { Playbook } from "@/lib/routing/decide";
import type { DryRun } from "../dry-run";
import { firingEvent } from "../firing-event";
import type { HistorySeries, PastFiring } from "../history";
import type { Rule } from "../schema";
import type { Past } from "./past";
import type { DryRunDays } from "./stretch";
import { barOf } from "./text-bar";

const day = 86_400_000;
/** Messages that are shown, and customers that are listed. */
export const shown = { messages: 5, customers: 100 } as const;

/** A message as it would have been sent. */
export type PastMessage = {
  at: Date;
  customerId: string | null;
  severity: Severity;
  message: Message;
  /** To whom, by the rule itself; routes may tell others. */
  destinations: { id: string; name: string }[];
};

/** What a rule would have told. */
export type Trial = {
  days: DryRunDays;
  from: Date;
  to: Date;
  /** How often it would have told that something is so; that it is over again is counted apart. */
  count: number;
  recovered: number;
  /** Every day of the stretch on the project's calendar, oldest first. */
  perDay: { day: string; count: number }[];
  customerCount: number;
  /** Most first; null for all together. */
  perCustomer: { customerId: string | null; name: string | null; count: number }[];
  messages: PastMessage[];
  notes: string[];
};

const dayOf = (at: number, timeZone: string) =>
  new Date(at + zoneOffset(at, timeZone)).toISOString().slice(0, 10);

/** The days of a stretch on a calendar, also those on which nothing was told. */
function daysOf(from: number, to: number, timeZone: string): string[] {
  const days = new Set<string>();
  for (let at = from; at < to; at += day / 2) days.add(dayOf(at, timeZone));
  return [...days.add(dayOf(to, timeZone))];
}

function burnOf(rule: Rule, { at }: PastFiring, series: HistorySeries | undefined): string | undefined {
  if (rule.signal.kind !== "balance" || rule.signal.meter === undefined || !series) return undefined;
  const used = series.hours.filter((hour) => hour.at >= at - 7 * day && hour.at < at);
  const total = used.reduce((sum, hour) => sum + Number(hour.sum), 0);
  return total > 0 ? String(Math.round((total / 7) * 100) / 100) : undefined;
}

type Setting = { rule: Rule; past: Past; playbook: Playbook; timeZone: string };

function messageOf(firing: PastFiring, { rule, past, playbook, timeZone }: Setting): PastMessage {
  const series = past.history.series.find(({ customerId }) => customerId === firing.customerId);
  const event = firingEvent({
    ...{ rule, firing, timeZone, unit: past.unit },
    id: `bellwire:${rule.id}|${rule.environment}|${firing.customerId}|${firing.key}`.slice(0, 255),
    observation: {
      customerId: firing.customerId,
      customer: series?.customer ?? null,
      now: firing.at,
      window: firing.period,
      value: firing.value,
      compared: firing.compared,
      lastSeenAt: null,
      changedAt: firing.at,
    },
    series: series && barOf(rule, firing, series, timeZone),
    burnPerDay: burnOf(rule, firing, series),
  });
  const recipients = rule.destinations.flatMap(({ destinationId, severities }) => {
    const destination = playbook.destinations.get(destinationId);
    const isTold = severities === undefined || severities.includes(firing.severity);
    return destination && isTold ? [destination] : [];
  });
  const at = new Date(firing.at);
  const composable = { ...event, externalId: event.id, occurredAt: at };
  return {
    at,
    customerId: firing.customerId || null,
    severity: firing.severity,
    // In the words of whoever is told first: another one may see less.
    message: tellerOf(playbook, composable, { now: at })(recipients[0]),
    destinations: recipients.map(({ id, name }) => ({ id, name })),
  };
}

const nameIn = (series: HistorySeries | undefined) => {
  const name = series?.customer?.name;
  return typeof name === "string" && name !== "" ? name : null;
};

/** What a run over what was recorded comes to: how often, of whom, on which days, and what the first messages would have said. */
export function trialOf(
  rule: Rule,
  past: Past,
  run: DryRun,
  { playbook, days, timeZone }: { playbook: Playbook; days: DryRunDays; timeZone: string },
): Trial {
  const { history } = past;
  const counts = new Map(run.perDay.map((one) => [one.day, one.count]));
  const byId = new Map(history.series.map((series) => [series.customerId, series]));
  return {
    days,
    from: new Date(history.from),
    to: new Date(history.to),
    count: run.count,
    recovered: run.firings.length - run.count,
    perDay: daysOf(history.from, history.to, timeZone).map((one) => ({
      day: one,
      count: counts.get(one) ?? 0,
    })),
    customerCount: run.perCustomer.filter(({ customerId }) => customerId !== "").length,
    perCustomer: run.perCustomer.slice(0, shown.customers).map(({ customerId, count }) => ({
      customerId: customerId || null,
      name: nameIn(byId.get(customerId)),
      count,
    })),
    messages: run.first.map((firing) => messageOf(firing, { rule, past, playbook, timeZone })),
    notes: past.notes,
  };
}
