import type { Environment, RuleStatus } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { type PageAsk, type PageOf, pageOf, usualPage } from "../page-of";

/** A rule that has told of a customer (of all together with an empty id) and tells nothing new of them until its cooldown is over. */
export type CooldownItem = {
  ruleId: string;
  ruleName: string;
  environment: Environment;
  customerId: string;
  customerName: string | null;
  status: RuleStatus;
  toldAt: Date;
  until: Date;
};

const cursorShape = /^(\d{1,15})\/(\w{1,64})\/(sandbox|production)\/(.*)$/s;

/**
 * Rules in their cooldown, the first to be over first, by cursor (`<milliseconds>/<rule>/<environment>/<customer>`). Who may be in
 * one is found by what was told since it would have begun; that it is, by how the rule stands.
 */
export async function listCooldowns(
  scope: Scope,
  { cursor, limit = usualPage }: PageAsk,
  now: Date,
): Promise<PageOf<CooldownItem>> {
  const [, millis, ...place] = cursorShape.exec(cursor ?? "") ?? [];
  const [ruleId = "", environment = "", customerId = ""] = place;
  const rows = await statementInScope<CooldownItem>(
    scope,
    (sql) => sql`
      with cooling as (
        select r.id, r.name, (r.definition ->> 'cooldownMinutes')::int as minutes
        from rules r where r.project_id = ${scope.projectId} and r.enabled and (r.definition ->> 'cooldownMinutes')::int > 0
      ), told as (
        select distinct c.id, c.name, c.minutes, f.environment, f.customer_id
        from cooling c join rule_firings f on f.project_id = ${scope.projectId} and f.rule_id = c.id
          and f.at > ${now}::timestamptz - make_interval(mins => c.minutes)
      ), page as (
        select t.id, t.name, t.environment, t.customer_id, s.status, u.told_at, u.until
        from told t
        -- One by one by their key: a project may have very many states.
        cross join lateral (
          select s.status, s.state from rule_states s
          where s.project_id = ${scope.projectId} and s.rule_id = t.id and s.environment = t.environment and s.customer_id = t.customer_id
          limit 1
        ) s
        cross join lateral (
          select to_timestamp((s.state ->> 'toldAt')::float8 / 1000) as told_at,
                 to_timestamp((s.state ->> 'toldAt')::float8 / 1000) + make_interval(mins => t.minutes) as until
        ) u
        where u.until > ${now}
          ${millis === undefined ? sql`` : sql`and (u.until, t.id, t.environment, t.customer_id) > (${new Date(Number(millis))}, ${ruleId}, ${environment}, ${customerId})`}
        order by u.until, t.id, t.environment, t.customer_id limit ${limit + 1}
      )
      select p.id as "ruleId", p.name as "ruleName", p.environment, p.customer_id as "customerId", k.name as "customerName", p.status,
             p.told_at as "toldAt", p.until
      from page p
      left join customers k on k.project_id = ${scope.projectId} and k.environment = p.environment and k.id = p.customer_id
      order by p.until, p.id, p.environment, p.customer_id`,
  );
  return pageOf(rows, limit, (last) =>
    [last.until.getTime(), last.ruleId, last.environment, last.customerId].join("/"),
  );
}
