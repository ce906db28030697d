import type postgres from "postgres";
import { hotSql } from "@/db/client";
import type { Scope } from "@/lib/auth/scope";
import { acceptingSettings } from "@/lib/customers/queries";
import type { ZoneBounds } from "@/lib/customers/zone";
import { takesType } from "@/lib/routing/event-type";
import { loadPlaybook } from "@/lib/routing/queries";
import { compileCustomerFilter } from "../customer-filter";
import { loadCustomers, loadUnits } from "../facts/queries";
import type { HistorySeries } from "../history";
import type { RuleCustomer } from "../observation";
import { loadHours, type Whose } from "../past-hours/queries";
import { loadPoints, loadSumPoints } from "../past-points/queries";
import type { Rule } from "../schema";
import { listCountedTypes } from "../series/queries";
import { type Series, seriesOf } from "../series/series";
import { listMembers } from "../wholes/queries";
import type { Past } from "./past";
import { runOver } from "./run";
import { type DryRunDays, fieldsOver, type Stretch, stretchOf } from "./stretch";
import { shown, type Trial, trialOf } from "./trial";
import { inTurn } from "./turn";

/** Most hours and points that are read: what an answer can wait for. */
const limits = { hours: 100_000, points: 100_000, names: 10_000, profiles: 20_000 } as const;

/** A reader is waiting; what takes longer is refused by Postgres. */
const patience = "15s";

type Asked = { rule: Rule; days: DryRunDays; now: Date; timeZone: string; zones: ZoneBounds };
type Work = { sql: postgres.TransactionSql; scope: Scope; rule: Rule; stretch: Stretch; zones: ZoneBounds };

async function seriesFor({ sql, scope, rule }: Work): Promise<Series | null> {
  const { signal, environment } = rule;
  if (signal.kind !== "events" || !signal.eventType.endsWith("*")) {
    return seriesOf(signal, signal.kind === "events" ? [signal.eventType] : []);
  }
  const types = await listCountedTypes(scope, sql, environment);
  return seriesOf(
    signal,
    types.filter((type) => takesType(signal.eventType, type)),
  );
}

/** The customers of the rule's segment; null for all. */
async function membersOf({ sql, scope, rule, zones }: Work): Promise<string[] | null> {
  if (rule.scope.kind !== "segment") return null;
  const isMember = compileCustomerFilter(rule.scope.filter, undefined);
  return listMembers(scope, sql, rule.environment, zones, (customer) => isMember(customer, null, null).ok);
}

function whoseOf({ scope }: Rule, members: readonly string[] | null): Whose {
  if (scope.kind === "each") return { kind: "each" };
  if (scope.kind === "customer") return { kind: "one", customerId: scope.customerId };
  return members === null ? { kind: "one", customerId: "" } : { kind: "sum", members };
}

const isTogether = ({ scope }: Rule) => scope.kind === "all" || scope.kind === "segment";

type Loaded = Pick<HistorySeries, "hours" | "points">;

async function loadNumbers(work: Work, members: readonly string[] | null, notes: string[]) {
  const { sql, scope, rule, stretch } = work;
  const found = new Map<string, Loaded>();
  const series = await seriesFor(work);
  if (series) {
    const asked = {
      environment: rule.environment,
      series,
      whose: whoseOf(rule, members),
      stretch,
      limit: limits.hours,
    };
    const { hours, isCut } = await loadHours(scope, sql, asked);
    if (isCut)
      notes.push(`There is more than can be looked at at once: the first ${hours.size} customers were.`);
    for (const [id, own] of hours) found.set(id, { hours: own, points: {} });
  }
  const fields = fieldsOver(rule);
  if (fields.length === 0) return found;
  const { signal } = rule;
  const one = rule.scope.kind === "customer" ? [rule.scope.customerId] : null;
  const asked = {
    ...{ environment: rule.environment, fields, stretch, limit: limits.points },
    currency: signal.kind === "field" ? signal.currency : undefined,
    customerIds: members ?? one,
  };
  if (isTogether(rule)) {
    if (signal.kind !== "field") return found;
    const points = await loadSumPoints(scope, sql, asked);
    if (points.length === limits.points)
      notes.push("There is more than can be looked at at once: the first changes were.");
    found.set("", { hours: [], points: { [signal.field]: points } });
    return found;
  }
  // Beside hours, numbers of other customers are of no use.
  const among = series ? [...found.keys()] : asked.customerIds;
  const { points, isCut } = await loadPoints(scope, sql, { ...asked, customerIds: among });
  if (isCut)
    notes.push(`There is more than can be looked at at once: the first ${points.size} customers were.`);
  for (const [id, own] of points) found.set(id, { hours: found.get(id)?.hours ?? [], points: own });
  return found;
}

async function profilesOf(
  work: Work,
  ids: readonly string[],
  notes: string[],
): Promise<Map<string, RuleCustomer>> {
  const { sql, scope, rule, zones } = work;
  if (ids.length > limits.profiles) notes.push(`Only the first ${limits.profiles} customers were looked at.`);
  return loadCustomers(scope, sql, rule.environment, ids.slice(0, limits.profiles), zones);
}

/** What was seen for the first time within the stretch. Whether a customer was told of outright is not known any more. */
async function namesOf({ sql, scope, rule, stretch }: Work): Promise<{ name: string; at: number }[]> {
  if (rule.signal.kind !== "unknown") return [];
  const { environment, signal } = { environment: rule.environment, signal: rule.signal };
  const [from, to] = [new Date(stretch.from), new Date(stretch.to)];
  const rows =
    signal.of === "meter"
      ? await sql<{ name: string; at: Date }[]>`
          select name, created_at as at from meters
          where project_id = ${scope.projectId} and environment = ${environment} and created_at between ${from} and ${to}
          order by created_at, name limit ${limits.names}`
      : await sql<{ name: string; at: Date }[]>`
          select id as name, created_at as at from customers
          where project_id = ${scope.projectId} and environment = ${environment} and created_at between ${from} and ${to}
          order by created_at, id limit ${limits.names}`;
  return rows.map(({ name, at }) => ({ name, at: at.getTime() }));
}

async function unitOf({ sql, scope, rule }: Work): Promise<string | null> {
  const meter =
    rule.signal.kind === "meter" || rule.signal.kind === "balance" ? rule.signal.meter : undefined;
  if (meter === undefined) return null;
  return (await loadUnits(scope, sql, rule.environment, [meter])).get(meter) ?? null;
}

async function loadAll(work: Work): Promise<Past> {
  const { rule, stretch } = work;
  const notes: string[] = [];
  const members = await membersOf(work);
  const found = await loadNumbers(work, members, notes);
  const profiles = await profilesOf(work, isTogether(rule) ? [] : [...found.keys()], notes);
  const series = [...found].slice(0, limits.profiles).map(([customerId, loaded]): HistorySeries => {
    return { customerId, customer: profiles.get(customerId) ?? null, ...loaded };
  });
  const names = await namesOf(work);
  if (names.length === limits.names) notes.push(`Only the first ${limits.names} names were looked at.`);
  if (rule.signal.kind === "unknown" && rule.signal.of === "customer")
    notes.push("Customers that were added outright are among these; a rule is told of the others alone.");
  return { history: { from: stretch.from, to: stretch.to, series, names }, unit: await unitOf(work), notes };
}

/**
 * What is needed to try a rule on the last days, of one moment, set-wise: a few statements however many customers there are. What is
 * beyond the limits is left out and said. Who belongs to a segment, and filters, are as customers are now.
 */
export function loadPast(scope: Scope, { rule, days, now, timeZone, zones }: Asked): Promise<Past> {
  const stretch = stretchOf(rule, days, now, timeZone);
  return inTurn(() =>
    hotSql().begin("isolation level repeatable read read only", async (sql) => {
      await sql`select set_config('statement_timeout', ${patience}, true)`;
      return loadAll({ sql, scope, rule, stretch, zones });
    }),
  );
}

type Tried = { rule: Rule; days: DryRunDays; now: Date };

/** Tries a rule on the last days of the project: how often it would have told, of whom, and in which words. Nothing is stored or sent. */
export async function tryOnPast(scope: Scope, { rule, days, now }: Tried): Promise<Trial> {
  const [playbook, { timeZone, settings }] = await Promise.all([
    loadPlaybook(scope),
    acceptingSettings(scope),
  ]);
  const surroundings = { timeZone, zones: settings.zones };
  const past = await loadPast(scope, { rule, days, now, ...surroundings });
  const run = await runOver(rule, past.history, surroundings, shown.messages);
  return trialOf(rule, past, run, { playbook, days, timeZone });
}
