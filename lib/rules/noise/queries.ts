import { hotSql } from "@/db/client";
import type { Scope } from "@/lib/auth/scope";
import { acceptingSettings } from "@/lib/customers/queries";
import { idFloor } from "@/lib/id";
import { loadPast } from "../past/queries";
import { runOver } from "../past/run";
import type { DryRunDays } from "../past/stretch";
import { inTurn } from "../past/turn";
import { getRule } from "../queries";
import { byNoise, type NoiseLine } from "./report";
import { type Suggestion, suggestFor } from "./suggest";

const day = 86_400_000;
/** A reader is waiting; what takes longer is refused by Postgres. */
const patience = "15s";

type Asked = { days: DryRunDays; now: Date };
/** The id of the one rule or route that is asked for; all when left out. */
type Only = { only?: string | undefined };

/**
 * What every rule and route told within some days, and what people made of it, the noisiest first. Set-wise: what happened is read by
 * the time-sorted ids of notifications, once.
 */
export async function noiseReport(scope: Scope, { days, now, only }: Asked & Only): Promise<NoiseLine[]> {
  const since = new Date(now.getTime() - days * day);
  const rows = await inTurn(() =>
    hotSql().begin("read only", async (sql) => {
      await sql`select set_config('statement_timeout', ${patience}, true)`;
      const of = (column: string) => (only === undefined ? sql`` : sql`and ${sql(column)} = ${only}`);
      const lines = await sql<NoiseLine[]>`
      with told as (
        select route_id, event_id, case_id, state, reason ->> 'code' as code from notifications
        where project_id = ${scope.projectId} and id >= ${idFloor("notification", since)} and route_id is not null and kind = 'event' ${of("route_id")}
      ), counts as (
        select route_id, count(distinct event_id)::int as events, count(*) filter (where state = 'sent')::int as told,
               count(*) filter (where code = 'muted')::int as muted
        from told group by route_id
      ), stories as (
        select t.route_id, count(*)::int as cases, count(c.acknowledged_at)::int as acknowledged,
               count(c.snoozed_until)::int as snoozed, count(*) filter (where c.state = 'resolved')::int as resolved,
               percentile_cont(0.5) within group (order by extract(epoch from c.acknowledged_at - c.opened_at))
                 filter (where c.acknowledged_at >= c.opened_at) as median
        from (select distinct route_id, case_id from told where case_id is not null) t
        join cases c on c.project_id = ${scope.projectId} and c.id = t.case_id
        group by t.route_id
      ), voices as (
        select route_id, count(*) filter (where vote = 'useful')::int as useful, count(*) filter (where vote = 'noise')::int as noise
        from message_votes where project_id = ${scope.projectId} and route_id is not null and at >= ${since} ${of("route_id")} group by route_id
      ), fired as (
        select rule_id, count(*)::int as fired from rule_firings
        where project_id = ${scope.projectId} and at >= ${since} and kind <> 'recovered' ${of("rule_id")} group by rule_id
      ), silenced as (
        select coalesce(rule_id, route_id) as id, count(*)::int as mutes from mutes
        where project_id = ${scope.projectId} and until > ${now} and coalesce(rule_id, route_id) is not null group by 1
      ), subjects as (
        select 'rule' as kind, id, name, enabled from rules where project_id = ${scope.projectId} ${of("id")}
        union all
        select 'route', id, name, enabled from routes where project_id = ${scope.projectId} ${of("id")}
      )
      select s.kind, s.id, s.name, s.enabled,
             coalesce(case when s.kind = 'rule' then f.fired else n.events end, 0) as fired,
             coalesce(n.told, 0) as told, coalesce(n.muted, 0) as muted, coalesce(c.cases, 0) as cases,
             coalesce(c.acknowledged, 0) as acknowledged, coalesce(c.snoozed, 0) as snoozed, coalesce(c.resolved, 0) as resolved,
             coalesce(m.mutes, 0) as mutes, coalesce(v.useful, 0) as useful, coalesce(v.noise, 0) as noise,
             round(c.median)::int as "medianSecondsToAcknowledge"
      from subjects s
      left join counts n on n.route_id = s.id
      left join stories c on c.route_id = s.id
      left join voices v on v.route_id = s.id
      left join fired f on f.rule_id = s.id
      left join silenced m on m.id = s.id
      where n.route_id is not null or v.route_id is not null or f.rule_id is not null or m.id is not null
      limit 20000`;
      return [...lines];
    }),
  );
  return byNoise(rows);
}

/** What a rule could be instead, and what that would have told in the last days. @throws AppError `not_found`. */
export async function suggestionsFor(
  scope: Scope,
  ruleId: string,
  { days, now }: Asked,
): Promise<Suggestion[]> {
  const [rule, { timeZone, settings }] = await Promise.all([
    getRule(scope, ruleId),
    acceptingSettings(scope),
  ]);
  const surroundings = { timeZone, zones: settings.zones };
  const { history } = await loadPast(scope, { rule, days, now, ...surroundings });
  return suggestFor(rule, history, (tried) => runOver(tried, history, surroundings, 0));
}
