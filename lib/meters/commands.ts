import type postgres from "postgres";
import { hotSql } from "@/db/client";
import type { Environment } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope, SystemScope } from "@/lib/auth/scope";
import { acceptingSettings } from "@/lib/customers/queries";
import { keepRefused } from "@/lib/events/commands";
import { createGroupCommit, type GroupCommit } from "@/lib/events/group-commit";
import { newId } from "@/lib/id";
import { loadPlaybook } from "@/lib/routing/queries";
import { checkParts } from "@/lib/rules/checks/commands";
import { meterKey, unknownKeys, type WatchedMeters, watchedMeters } from "@/lib/rules/checks/watched";
import { type PreparedOrRefused, type PreparedReading, prepareReading } from "./prepare";
import type { ReadingAnswer } from "./schema";
import { hourStart } from "./windows";

type Placed = PreparedReading & { hour: string };

/** What a reading was the first of. */
type Novelty = { isNewMeter: boolean; isNewCustomer: boolean };
type Stored = {
  id: string;
  hour: string;
  isAccepted: boolean;
  bodyDiffers: boolean;
  isWatched: boolean;
} & Novelty;
type Door = GroupCommit<PreparedReading, Stored>;

declare global {
  var bellwireMeasurementDoors: Map<string, Door> | undefined;
}

function doorOf(scope: Scope): Door {
  globalThis.bellwireMeasurementDoors ??= new Map();
  const doors = globalThis.bellwireMeasurementDoors;
  const known = doors.get(scope.projectId);
  if (known) return known;
  for (const [projectId, door] of doors) if (doors.size >= 1_000 && door.isIdle) doors.delete(projectId);
  const door: Door = createGroupCommit({
    run: (items) => storeReadings(scope, items),
    maxItems: 5_000,
    maxInFlight: 2,
    maxWaiting: 50_000,
  });
  doors.set(scope.projectId, door);
  return door;
}

type Fresh = {
  ids: [Environment, string][];
  meters: [Environment, string][];
  customers: [Environment, string][];
};

/** What of a batch rules must look at: the hours of the meters that they watch, and what was never seen before. */
function changedRows(sql: postgres.Sql, { meters, unknownMeters, unknownCustomers }: WatchedMeters) {
  return sql`
    select environment, ${meterKey("")} || meter as signal_key, coalesce(customer_id, '') as customer_id, hour as at
    from fresh where meter = any(${[...meters]})
    union all
    select environment, ${unknownKeys.meter}, name, date_trunc('milliseconds', now()) from metered where is_new and ${unknownMeters}::boolean
    union all
    select environment, ${unknownKeys.customer}, id, date_trunc('milliseconds', now()) from noted where ${unknownCustomers}::boolean`;
}

/**
 * Dedupes and sums up in one statement: only readings whose id is new count, so a repeat changes nothing. Everything is
 * written in the order of its key, so that two such statements never wait for each other in a ring.
 */
async function insertReadings(
  scope: Scope,
  readings: readonly Placed[],
  { noteUnknown, watched }: { noteUnknown: boolean; watched: WatchedMeters },
): Promise<Fresh> {
  const { projectId } = scope;
  const [stored] = await statementInScope<Fresh>(
    scope,
    (sql) => sql`
      with incoming as (
        select * from json_to_recordset(${JSON.stringify(readings)}::text::json) as i(
          environment text, id text, meter text, "customerId" text, value numeric, at timestamptz, hour timestamptz,
          unit text, dimensions jsonb)
      ), fresh as (
        insert into measurements (project_id, environment, id, meter, customer_id, value, at, hour, dimensions)
        select ${projectId}, environment, id, meter, "customerId", value, at, hour, dimensions from incoming
        order by environment, id
        on conflict do nothing
        returning environment, id, meter, customer_id, value, at, hour
      ), summed as (
        insert into measurement_buckets as b
          (project_id, environment, meter, customer_id, hour, sum, count, min, max, last, last_at, last_id)
        select ${projectId}, f.environment, f.meter, c.id, f.hour, sum(f.value), count(*), min(f.value), max(f.value),
               (array_agg(f.value order by f.at desc, f.id collate "C" desc))[1], max(f.at),
               (array_agg(f.id order by f.at desc, f.id collate "C" desc))[1]
        from fresh f cross join lateral (values (''), (f.customer_id)) as c(id)
        where c.id is not null
        group by f.environment, f.meter, c.id, f.hour
        order by f.environment, f.meter, c.id, f.hour
        on conflict (project_id, environment, meter, customer_id, hour) do update set
          sum = b.sum + excluded.sum, count = b.count + excluded.count,
          min = least(b.min, excluded.min), max = greatest(b.max, excluded.max),
          last = case when (excluded.last_at, excluded.last_id collate "C") > (b.last_at, b.last_id collate "C")
                      then excluded.last else b.last end,
          last_id = case when (excluded.last_at, excluded.last_id collate "C") > (b.last_at, b.last_id collate "C")
                         then excluded.last_id else b.last_id end,
          last_at = greatest(b.last_at, excluded.last_at)
      ), units as (
        select environment, meter, max(unit) as unit from incoming where unit is not null group by environment, meter
      ), metered as (
        insert into meters as m (project_id, environment, name, unit, first_read_at, last_read_at)
        select ${projectId}, f.environment, f.meter, max(u.unit), min(f.at), max(f.at)
        from fresh f left join units u on u.environment = f.environment and u.meter = f.meter
        group by f.environment, f.meter order by f.environment, f.meter
        on conflict (project_id, environment, name) do update set
          unit = coalesce(excluded.unit, m.unit), first_read_at = least(m.first_read_at, excluded.first_read_at),
          last_read_at = greatest(m.last_read_at, excluded.last_read_at), updated_at = now()
        returning environment, name, (xmax = 0) as is_new
      ), noted as (
        insert into customers (project_id, environment, id)
        select ${projectId}, environment, customer_id from (select distinct environment, customer_id from fresh) as seen
        where customer_id is not null and ${noteUnknown}::boolean
        order by environment collate "C", customer_id collate "C"
        on conflict do nothing returning environment, id
      ) ${watched.isAny ? sql`, ${checkParts(sql, scope, changedRows(sql, watched))}` : sql``}
      select (select coalesce(json_agg(json_build_array(environment, id)), '[]') from fresh) as ids,
             (select coalesce(json_agg(json_build_array(environment, name)) filter (where is_new), '[]') from metered) as meters,
             (select coalesce(json_agg(json_build_array(environment, id)), '[]') from noted) as customers`,
  );
  if (!stored) throw new Error("the statement that stores readings answered nothing");
  return stored;
}

const keyOf = (environment: Environment, name: string) => `${environment}|${name}`;
const keysOf = (pairs: readonly [Environment, string][]) =>
  new Set(pairs.map(([environment, name]) => keyOf(environment, name)));

/** Takes a key out of the set; true for the first who asks. */
const take = (keys: Set<string>, key: string) => keys.delete(key);

async function storeReadings(scope: Scope, items: readonly PreparedReading[]): Promise<Stored[]> {
  const [{ timeZone, settings }, { rulebook }] = await Promise.all([
    acceptingSettings(scope),
    loadPlaybook(scope),
  ]);
  const placed = items.map((item) => ({
    ...item,
    hour: new Date(hourStart(Date.parse(item.at), timeZone)).toISOString(),
  }));
  const first = new Map<string, Placed>();
  for (const item of placed) {
    const key = keyOf(item.environment, item.id);
    if (!first.has(key)) first.set(key, item);
  }
  const watched = watchedMeters(rulebook, items);
  const fresh = await insertReadings(scope, [...first.values()], {
    noteUnknown: settings.noteUnknown,
    watched,
  });
  const [ids, meters, customers] = [keysOf(fresh.ids), keysOf(fresh.meters), keysOf(fresh.customers)];
  const repeated = placed.filter((item) => {
    const key = keyOf(item.environment, item.id);
    return first.get(key) !== item || !ids.has(key);
  });
  const differing = repeated.length > 0 ? await findDiffering(scope, repeated) : new Set<number>();
  const order = new Map(repeated.map((item, index) => [item, index]));
  return placed.map((item) => {
    const index = order.get(item);
    const isAccepted = index === undefined;
    return {
      id: item.id,
      hour: item.hour,
      isAccepted,
      isWatched: isAccepted && watched.isAny,
      bodyDiffers: index !== undefined && differing.has(index),
      isNewMeter: isAccepted && take(meters, keyOf(item.environment, item.meter)),
      isNewCustomer: isAccepted && take(customers, keyOf(item.environment, item.customerId ?? "")),
    };
  });
}

/** Which of the repeated readings say something else than the one that was stored first, by their position. */
async function findDiffering(scope: Scope, repeated: readonly Placed[]): Promise<Set<number>> {
  const rows = repeated.map((item, position) => ({ ...item, position }));
  const differing = await statementInScope<{ position: number }>(
    scope,
    (sql) => sql`
      select i.position
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as i(
        position int, environment text, id text, meter text, "customerId" text, value numeric, at timestamptz,
        "isAtGiven" boolean)
      join measurements m on m.project_id = ${scope.projectId} and m.environment = i.environment and m.id = i.id
      where m.meter <> i.meter or m.customer_id is distinct from i."customerId" or m.value <> i.value
        or (i."isAtGiven" and m.at <> i.at)`,
  );
  return new Set(differing.map(({ position }) => position));
}

/** A reading that counts from now on, and the hour (ISO 8601) whose bucket it went into. */
export type AcceptedReading = PreparedReading & { hour: string } & Novelty;

export type RecordedMeasurements = {
  /** One answer a reading, in the order sent. */
  answers: ReadingAnswer[];
  /** What is new, for whoever watches the numbers. */
  accepted: AcceptedReading[];
  /** Whether rules may watch what is new, so that they should be looked at. */
  isWatched: boolean;
};

function answersOf(prepared: readonly PreparedOrRefused[], stored: readonly Stored[]): RecordedMeasurements {
  const results = stored.values();
  const accepted: AcceptedReading[] = [];
  const answers = prepared.map((item): ReadingAnswer => {
    if (!item.ok) {
      const { externalId: id, code, pointer, message } = item.refused;
      return { id, status: "rejected", error: { code, pointer, message } };
    }
    const result = results.next().value;
    if (!result) throw new Error("a reading has no result");
    const { id, hour, isAccepted, bodyDiffers, isNewMeter, isNewCustomer } = result;
    if (!isAccepted) return { id, status: "duplicate", ...(bodyDiffers ? { bodyDiffers } : {}) };
    accepted.push({ ...item.reading, hour, isNewMeter, isNewCustomer });
    return { id, status: "accepted" };
  });
  return { answers, accepted, isWatched: stored.some(({ isWatched }) => isWatched) };
}

/**
 * Counts readings, once each, and says what became of every one. Resolves after the commit. A reading that cannot be used never
 * sinks its neighbours; it is kept with its reason.
 * @throws AppError `unavailable` when the database cannot be reached or too much is waiting.
 */
export async function recordMeasurements(
  scope: Scope,
  bodies: readonly unknown[],
  { now }: { now: Date },
): Promise<RecordedMeasurements> {
  const forcedEnvironment =
    scope.actor.kind === "api_key" && scope.actor.environment === "sandbox" ? "sandbox" : undefined;
  const makeId = () => newId("measurement", now.getTime());
  const prepared = bodies.map((body) => prepareReading(body, { now, forcedEnvironment, makeId }));
  const good = prepared.flatMap((item) => (item.ok ? [item.reading] : []));
  const refused = prepared.flatMap((item, index) =>
    item.ok ? [] : [{ ...item.refused, body: bodies[index] }],
  );
  const stored = await doorOf(scope).submit(good);
  if (refused.length > 0) await keepRefused(scope, { source: "measurements" }, refused);
  return answersOf(prepared, stored);
}

/**
 * Forgets the readings of before an instant, a chunk at a time; what they came to stays in its buckets.
 * @returns how many were forgotten; less than `chunk` means that none is left.
 */
export async function forgetReadings(_scope: SystemScope, before: Date, chunk = 20_000): Promise<number> {
  const { count } = await hotSql()`
    delete from measurements where ctid = any(array(
      select ctid from measurements where received_at < ${before} limit ${chunk}))`;
  return count;
}
