import type postgres from "postgres";
import { hotSql } from "@/db/client";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import { sha256 } from "@/lib/crypto";
import { recordEvents } from "@/lib/events/commands";
import { newId } from "@/lib/id";
import { log } from "@/lib/log";
import { balanceSpans, recentSpans } from "../evaluation/asks";
import type { Fired } from "../evaluation/judge";
import { burnOf } from "../evaluation/observe";
import { listTold, listUntold } from "../evaluation/queries";
import { loadUnits } from "../facts/queries";
import { firingEvent, plainFiring } from "../firing-event";
import { type KeptFiring, keepFirings } from "../keeping/commands";
import { loadSpans } from "../series/queries";
import { keyOfSpan, measured, type Span } from "../series/series";

/** Windows of a text bar. */
const barLength = 8;
/** Longest id that an event may have. */
const longestId = 255;
const atOnce = 500;

/** What names a firing within the project: what has the same key was told. */
const keyOf = ({ firing, subject: { compiled, customerId } }: Fired) =>
  [compiled.rule.id, compiled.rule.environment, customerId, firing.key].join("|");

function idOf(key: string): string {
  const id = `bellwire:${key}`;
  return id.length <= longestId ? id : `bellwire:${sha256(key)}`;
}

type Bars = { spans: ReadonlyMap<string, Span>; units: ReadonlyMap<string, string | null> };

/** What messages show beside the numbers: how the last windows went, and in what a meter counts. */
async function loadBars(scope: Scope, sql: postgres.TransactionSql, fired: readonly Fired[]): Promise<Bars> {
  const asks = fired.flatMap(({ seen, subject }) =>
    subject.compiled.rule.scope.kind === "segment"
      ? []
      : [...(seen.window ? recentSpans(subject, seen.window, barLength) : []), ...balanceAsks({ subject })],
  );
  const meters = new Map<Environment, Set<string>>();
  for (const { subject } of fired) {
    const { environment } = subject.compiled.rule;
    if (subject.series?.kind !== "meter") continue;
    meters.set(environment, (meters.get(environment) ?? new Set()).add(subject.series.meter));
  }
  const units = new Map<string, string | null>();
  for (const [environment, names] of meters)
    for (const [name, unit] of await loadUnits(scope, sql, environment, [...names]))
      units.set(`${environment}|${name}`, unit);
  return { spans: await loadSpans(scope, sql, asks), units };
}

const balanceAsks = ({ subject }: Pick<Fired, "subject">) =>
  subject.compiled.rule.signal.kind === "balance" ? balanceSpans(subject) : [];

function seriesOf({ seen, subject }: Fired, { spans }: Bars): (string | null)[] | undefined {
  if (!seen.window || subject.compiled.rule.scope.kind === "segment") return undefined;
  const { signal } = subject.compiled.rule;
  const values = recentSpans(subject, seen.window, barLength).map((ask) => {
    const span = spans.get(keyOfSpan(ask));
    return span ? measured(signal, span) : null;
  });
  const first = values.findIndex((value) => value !== null);
  return first < 0 ? undefined : values.slice(first);
}

/** What was seen for the first time is told together, as one event. */
function namesOf(fresh: readonly Fired[]): ReadonlyMap<string, { names: string[]; lead: Fired }> {
  const byRule = Map.groupBy(
    fresh.filter(({ firing }) => firing.name !== undefined),
    ({ subject }) => subject.compiled.rule.id,
  );
  return new Map(
    [...byRule].flatMap(([ruleId, those]) => {
      const [lead] = those;
      return lead
        ? [[ruleId, { names: those.flatMap(({ firing }) => firing.name ?? []), lead }] as const]
        : [];
    }),
  );
}

function keptOf(one: Fired, names: ReturnType<typeof namesOf>, bars: Bars): KeptFiring {
  const { firing, seen, subject } = one;
  const { rule, timeZone } = subject.compiled;
  const together = firing.name === undefined ? undefined : names.get(rule.id);
  const told = together?.lead ?? one;
  const meter = subject.series?.kind === "meter" ? subject.series.meter : undefined;
  const event = firingEvent({
    ...{ rule, timeZone, firing: told.firing, observation: told.seen, id: idOf(keyOf(told)) },
    unit: meter === undefined ? undefined : bars.units.get(`${rule.environment}|${meter}`),
    series: seriesOf(one, bars),
    burnPerDay: rule.signal.kind === "balance" ? burnOf(subject, { spans: bars.spans }) : undefined,
    entities: together?.names,
  });
  const { kind, severity, step, value, compared } = firing;
  return {
    ...{ kind, severity, step, value, compared, event },
    id: newId("firing", seen.now),
    ruleId: rule.id,
    ruleName: rule.name,
    environment: rule.environment,
    customerId: subject.customerId,
    key: keyOf(one),
    periodStart: firing.period && new Date(firing.period.start).toISOString(),
    at: new Date(firing.at).toISOString(),
  };
}

/** Keeps what there is to tell and was not told before, each with the event that tells it. @returns how many are new. */
export async function keepFired(
  scope: Scope,
  sql: postgres.TransactionSql,
  fired: readonly Fired[],
): Promise<number> {
  if (fired.length === 0) return 0;
  const byKey = new Map(fired.map((one) => [keyOf(one), one]));
  const told = await listTold(scope, sql, [...byKey.keys()]);
  const fresh = [...byKey].flatMap(([key, one]) => (told.has(key) ? [] : [one]));
  if (fresh.length === 0) return 0;
  const bars = await loadBars(scope, sql, fresh);
  const names = namesOf(fresh);
  return keepFirings(
    scope,
    sql,
    fresh.map((one) => keptOf(one, names, bars)),
  );
}

/**
 * Records firings as events, each by its own id, so that a repeat is one event. One that is refused, whatever there is in it, is
 * recorded in fewer words: an alarm is never dropped for its data.
 */
async function recordEach(scope: Scope, events: readonly unknown[], now: Date) {
  const options = { now, source: "rules" };
  const { answers, acceptedIds } = await recordEvents(scope, events, options);
  const refused = answers.flatMap((answer, at) => {
    return answer.status === "rejected" ? [{ at, event: events[at], error: answer.error }] : [];
  });
  if (refused.length === 0) return { answers, acceptedIds };
  const { projectId } = scope;
  for (const { error } of refused) log.error({ projectId, ...error }, "rule_firing.told_plainly");
  const plain = await recordEvents(
    scope,
    refused.map(({ event }) => plainFiring(event)),
    options,
  );
  const plainly = new Map(refused.map(({ at }, index) => [at, plain.answers[index]]));
  return {
    answers: answers.map((answer, at) => plainly.get(at) ?? answer),
    acceptedIds: [...acceptedIds, ...plain.acceptedIds],
  };
}

/**
 * Records the firings that no event tells yet, through the one door in. A process that died before this, or in the midst of it,
 * leaves firings that the next one records: their ids are their keys', so none is told twice.
 * @returns ids of the events that are new and should be announced.
 */
export async function recordFirings(scope: Scope, now: Date): Promise<string[]> {
  const acceptedIds: string[] = [];
  for (;;) {
    const untold = await listUntold(scope, atOnce);
    if (untold.length === 0) return acceptedIds;
    const recorded = await recordEach(
      scope,
      untold.map(({ event }) => event),
      now,
    );
    acceptedIds.push(...recorded.acceptedIds);
    const rows = untold.map(({ id }, position) => {
      const answer = recorded.answers[position];
      if (answer?.status === "rejected")
        log.error({ projectId: scope.projectId, ...answer.error }, "rule_firing.refused");
      // What cannot be an event is not tried for ever.
      return { id, eventId: answer && answer.status !== "rejected" ? answer.id : "" };
    });
    await hotSql()`
      update rule_firings f set event_id = i."eventId"
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as i(id text, "eventId" text)
      where f.project_id = ${scope.projectId} and f.id = i.id`;
  }
}
