import type postgres from "postgres";
import type { Environment } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";

/** A stretch of time, from its beginning on and before its end. */
export type Stretch = { from: Date; to: Date; environment: Environment };

/** How long it took, in seconds: the middle one, and the one that nine in ten do not exceed. Null of none. */
export type Times = { count: number; median: number | null; p90: number | null };

/** What was done about some cases. */
export type Handled = {
  cases: number;
  /** From the beginning of a case to its acknowledgement, and to its end. */
  acknowledged: Times;
  resolved: Times;
};

export type HandledBy = Handled & { id: string | null; name: string | null };

/** A number when it was told and so many days later, as means over those alarms of which both are known. */
export type Change = { count: number; before: number | null; after: number | null };

/** What became of the numbers that a rule watches. */
export type Effect = {
  ruleId: string;
  ruleName: string;
  /** Whether somebody acknowledged the case. */
  isAcknowledged: boolean;
  alarms: number;
  after7Days: Change;
  after30Days: Change;
};

/** Most rows of each table; owners and rules with the most cases come first. */
const maxRows = 100;

/** From the beginning of a case, in seconds; what bears an earlier instant was at once. Null of what has not been (`greatest` skips nulls). */
const seconds = (sql: postgres.Sql, column: string) => sql`
  case when ${sql(column)} is not null then greatest(0, extract(epoch from ${sql(column)} - c.opened_at))::float8 end`;

/** The cases that began in the stretch, each with its owner, its rule, and how long it took. */
const picked = (sql: postgres.Sql, scope: Scope, { from, to, environment }: Stretch) => sql`
  picked as (
    select c.id, lower(coalesce(u.owner_email, '')) as owner, coalesce(u.owner_name, u.owner_email) as owner_name,
      f.rule_id, f.rule_name, c.acknowledged_at is not null as is_acknowledged,
      ${seconds(sql, "c.acknowledged_at")} as to_acknowledge, ${seconds(sql, "c.resolved_at")} as to_resolve
    from cases c
    left join customers u on u.project_id = c.project_id and u.environment = c.environment and u.id = c.customer_id
    left join lateral (
      select f.rule_id, f.rule_name from case_steps s
      join rule_firings f on f.project_id = s.project_id and f.event_id = s.event_id
      where s.project_id = c.project_id and s.case_id = c.id order by f.at limit 1) f on true
    where c.project_id = ${scope.projectId} and c.environment = ${environment} and c.opened_at >= ${from} and c.opened_at < ${to}
  )`;

const times = (sql: postgres.Sql, column: string) => sql`json_build_object(
  'count', count(${sql(column)})::int,
  'median', percentile_cont(0.5) within group (order by ${sql(column)}),
  'p90', percentile_cont(0.9) within group (order by ${sql(column)}))`;

const handled = (
  sql: postgres.Sql,
) => sql`count(*)::int as cases, ${times(sql, "to_acknowledge")} as acknowledged,
  ${times(sql, "to_resolve")} as resolved`;

/** How fast cases were acknowledged and resolved: all of them, by who looks after the customer, and by rule. */
export async function reportHandling(
  scope: Scope,
  stretch: Stretch,
): Promise<{ total: Handled; byOwner: HandledBy[]; byRule: HandledBy[] }> {
  const [[total], byOwner, byRule] = await Promise.all([
    statementInScope<Handled>(
      scope,
      (sql) => sql`with ${picked(sql, scope, stretch)} select ${handled(sql)} from picked`,
    ),
    statementInScope<HandledBy>(
      scope,
      (sql) => sql`
        with ${picked(sql, scope, stretch)}
        select nullif(owner, '') as id, max(owner_name) as name, ${handled(sql)} from picked
        group by owner order by count(*) desc, owner limit ${maxRows}`,
    ),
    statementInScope<HandledBy>(
      scope,
      (sql) => sql`
        with ${picked(sql, scope, stretch)}
        select rule_id as id, max(rule_name) as name, ${handled(sql)} from picked where rule_id is not null
        group by rule_id order by count(*) desc, rule_id limit ${maxRows}`,
    ),
  ]);
  if (!total) throw new Error("a count has a row");
  return { total, byOwner, byRule };
}

/** What a profile's number was some days after an alarm: the last that was known then; unknown while those are not over. */
const fieldAfter = (sql: postgres.Sql, days: number, now: Date) => sql`(
  select h.value from customer_history h
  where h.project_id = a.project_id and h.environment = a.environment and h.customer_id = a.customer_id
    and h.field = substr(a.signal_key, 7) and h.at <= a.at + make_interval(days => ${days})
    and a.at + make_interval(days => ${days}) <= ${now}::timestamptz
  order by h.at desc limit 1)`;

/** What was read of a meter in so many days before or after an alarm. */
const readings = (sql: postgres.Sql, start: postgres.Fragment, end: postgres.Fragment, now: Date) => sql`(
  select sum(b.sum) from measurement_buckets b
  where b.project_id = a.project_id and b.environment = a.environment and b.meter = substr(a.signal_key, 7)
    and b.customer_id = a.customer_id and b.hour >= ${start} and b.hour < ${end} and ${end} <= ${now}::timestamptz)`;

const valuesOf = (sql: postgres.Sql, days: number, now: Date) => {
  const span = sql`make_interval(days => ${days})`;
  return {
    before: sql`case when a.signal_key like 'field:%' then a.value
      when a.signal_key like 'meter:%' then ${readings(sql, sql`a.at - ${span}`, sql`a.at`, now)} end`,
    after: sql`case when a.signal_key like 'field:%' then ${fieldAfter(sql, days, now)}
      when a.signal_key like 'meter:%' then ${readings(sql, sql`a.at`, sql`a.at + ${span}`, now)} end`,
  };
};

const change = (sql: postgres.Sql, before: string, after: string) => {
  const isKnown = sql`${sql(before)} is not null and ${sql(after)} is not null`;
  return sql`json_build_object('count', count(*) filter (where ${isKnown})::int,
    'before', avg(${sql(before)}) filter (where ${isKnown})::float8, 'after', avg(${sql(after)}) filter (where ${isKnown})::float8)`;
};

/**
 * What became of the numbers that rules watch, 7 and 30 days after an alarm, apart for cases that somebody acknowledged and those that
 * nobody did. Of a profile's number: what it was when it was told, and what it was then. Of a meter: what was read in as many days
 * before, and after.
 */
export async function reportEffects(scope: Scope, stretch: Stretch, now: Date): Promise<Effect[]> {
  const { from, to, environment } = stretch;
  return statementInScope<Effect>(scope, (sql) => {
    const [week, month] = [valuesOf(sql, 7, now), valuesOf(sql, 30, now)];
    return sql`
      with handled as materialized (
        select distinct s.event_id from cases c join case_steps s on s.project_id = c.project_id and s.case_id = c.id
        where c.project_id = ${scope.projectId} and c.environment = ${environment} and c.acknowledged_at is not null
          and c.updated_at >= ${from}
      ), alarms as (
        select f.project_id, f.environment, f.customer_id, f.rule_id, f.rule_name, f.value, f.at, r.signal_key,
          h.event_id is not null as is_acknowledged
        from rule_firings f join rules r on r.project_id = f.project_id and r.id = f.rule_id
        left join handled h on h.event_id = f.event_id
        where f.project_id = ${scope.projectId} and f.environment = ${environment} and f.kind in ('triggered', 'step')
          and f.at >= ${from} and f.at < ${to}
      ), measured as materialized (
        select a.rule_id, a.rule_name, a.is_acknowledged, ${week.before} as before_7, ${week.after} as after_7,
          ${month.before} as before_30, ${month.after} as after_30
        from alarms a
      )
      select rule_id as "ruleId", max(rule_name) as "ruleName", is_acknowledged as "isAcknowledged", count(*)::int as alarms,
        ${change(sql, "before_7", "after_7")} as "after7Days", ${change(sql, "before_30", "after_30")} as "after30Days"
      from measured group by rule_id, is_acknowledged order by count(*) desc, rule_id, is_acknowledged desc limit ${maxRows}`;
  });
}
