import type { Environment, RuleStatus } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import type { BoardItem, FiringItem, StateItem, StoredRuleRow } from "./row";
import { ruleIn } from "./row";
import type { BoardView } from "./view";

const pageSize = 50;
const dayMs = 86_400_000;
const sparkDays = 30;

type BoardFilter = {
  query?: string | undefined;
  view?: BoardView | undefined;
  /** The lower-cased name of the last rule of the page before. */
  cursor?: string | undefined;
  now: Date;
};

const likeText = (text: string) => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;

type BoardRow = StoredRuleRow & {
  id: string;
  place: string;
  firing: number;
  pending: number;
  lastToldAt: Date | null;
};

/** A project's rules in the order of their names, with how each stands and how often it told in the last 30 days. */
export async function listRuleBoard(
  scope: Scope,
  { query, view, cursor, now }: BoardFilter,
): Promise<{ items: BoardItem[]; nextCursor: string | null }> {
  const rows = await statementInScope<BoardRow>(scope, (sql) => {
    const text = query?.trim() ?? "";
    const isFiring = sql`exists (
      select from rule_states s where s.project_id = r.project_id and s.rule_id = r.id and s.status = 'firing')`;
    return sql<BoardRow[]>`
      with page as (
        select r.id, r.name, r.description, r.enabled, r.definition, lower(r.name) as place
        from rules r where r.project_id = ${scope.projectId}
          ${cursor === undefined ? sql`` : sql`and lower(r.name) > ${cursor}`}
          ${text === "" ? sql`` : sql`and (r.name ilike ${likeText(text)} or r.description ilike ${likeText(text)} or r.signal_key ilike ${likeText(text)})`}
          ${view === "firing" ? sql`and ${isFiring}` : view === "on" ? sql`and r.enabled` : view === "off" ? sql`and not r.enabled` : sql``}
        order by lower(r.name) limit ${pageSize + 1}
      )
      select p.*, c.firing, c.pending, f.at as "lastToldAt"
      from page p
      cross join lateral (
        select count(*) filter (where status = 'firing')::int as firing, count(*) filter (where status = 'pending')::int as pending
        from rule_states s where s.project_id = ${scope.projectId} and s.rule_id = p.id and s.status <> 'ok'
      ) c
      left join lateral (
        select at from rule_firings where project_id = ${scope.projectId} and rule_id = p.id order by at desc limit 1
      ) f on true
      order by p.place`;
  });
  const page = rows.slice(0, pageSize);
  const told = await countByDay(
    scope,
    page.map(({ id }) => id),
    now,
  );
  return {
    items: page.map(({ place: _, definition, ...row }) => ({
      ...row,
      rule: ruleIn({ ...row, definition }),
      days: told.get(row.id) ?? Array.from({ length: sparkDays }, () => 0),
    })),
    nextCursor: rows.length > pageSize ? (page.at(-1)?.place ?? null) : null,
  };
}

/** How often each of the rules told on each of the last 30 days, oldest first. Days are of 24 hours, back from now. */
async function countByDay(scope: Scope, ids: readonly string[], now: Date): Promise<Map<string, number[]>> {
  if (ids.length === 0) return new Map();
  const since = new Date(now.getTime() - sparkDays * dayMs);
  const rows = await statementInScope<{ ruleId: string; day: number; count: number }>(
    scope,
    (sql) => sql`
      select rule_id as "ruleId", floor(extract(epoch from at - ${since}::timestamptz) / 86400)::int as day, count(*)::int as count
      from rule_firings
      where project_id = ${scope.projectId} and at >= ${since} and at < ${now}
        and rule_id in (select json_array_elements_text(${JSON.stringify(ids)}::text::json))
      group by 1, 2`,
  );
  const told = new Map(ids.map((id) => [id, Array.from({ length: sparkDays }, () => 0)]));
  for (const { ruleId, day, count } of rows) {
    const days = told.get(ruleId);
    if (days && day >= 0 && day < sparkDays) days[day] = count;
  }
  return told;
}

type StateFilter = { status?: RuleStatus | undefined; cursor?: string | undefined };

/** The customers that a rule fires or waits for, those that fire first, by cursor (`firing/<customer id>`). */
export async function listRuleStates(
  scope: Scope,
  ruleId: string,
  { status, cursor }: StateFilter,
): Promise<{ items: StateItem[]; nextCursor: string | null }> {
  const [, cursorStatus, cursorId] = /^(firing|pending)\/(.*)$/s.exec(cursor ?? "") ?? [];
  const rows = await statementInScope<StateItem>(
    scope,
    (sql) => sql`
      select ${stateColumns(sql)}
      where s.project_id = ${scope.projectId} and s.rule_id = ${ruleId} and s.status <> 'ok'
        ${status ? sql`and s.status = ${status}` : sql``}
        ${cursorStatus === undefined ? sql`` : sql`and (s.status, s.customer_id) > (${cursorStatus}, ${cursorId ?? ""})`}
      order by s.status, s.customer_id limit ${pageSize + 1}`,
  );
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > pageSize && last ? `${last.status}/${last.customerId}` : null };
}

type Sql = Parameters<Parameters<typeof statementInScope>[1]>[0];

const stateColumns = (sql: Sql) => sql`
  s.rule_id as "ruleId", r.name as "ruleName", s.environment, s.customer_id as "customerId", c.name as "customerName", s.status,
  trim_scale(s.value)::text as value, to_timestamp((s.state ->> 'since')::float8 / 1000) as since, s.due_at as "dueAt",
  coalesce((s.state ->> 'isAnnounced')::boolean, false) as "isAnnounced"
  from rule_states s join rules r on r.project_id = s.project_id and r.id = s.rule_id
  left join customers c on c.project_id = s.project_id and c.environment = s.environment and c.id = s.customer_id`;

/** The rules that fire or wait for a customer just now, at most 100. */
export async function listStatesOfCustomer(
  scope: Scope,
  environment: Environment,
  customerId: string,
): Promise<StateItem[]> {
  return statementInScope<StateItem>(
    scope,
    (sql) => sql`
      select ${stateColumns(sql)}
      where s.project_id = ${scope.projectId} and s.environment = ${environment} and s.customer_id = ${customerId}
        and s.status <> 'ok'
      order by s.status, lower(r.name) limit 100`,
  );
}

type FiringFilter = {
  ruleId?: string | undefined;
  customerId?: string | undefined;
  environment?: Environment | undefined;
  /** `<microseconds since 1970>_<id>` of the last one of the page before. */
  cursor?: string | undefined;
  limit?: number | undefined;
};

/** What rules have told, newest first, by cursor: of one rule, of one customer. */
export async function listFirings(
  scope: Scope,
  { ruleId, customerId, environment, cursor, limit = pageSize }: FiringFilter,
): Promise<{ items: FiringItem[]; nextCursor: string | null }> {
  const [, micros, id] = /^(\d{1,17})_(\w{1,64})$/.exec(cursor ?? "") ?? [];
  const rows = await statementInScope<FiringItem & { place: string }>(
    scope,
    (sql) => sql`
      select f.id, f.rule_id as "ruleId", f.rule_name as "ruleName", f.environment, f.customer_id as "customerId",
             c.name as "customerName", f.kind, f.severity, trim_scale(f.step)::text as step, trim_scale(f.value)::text as value,
             trim_scale(f.compared)::text as compared, f.at, f.event -> 'data' ->> 'reason' as reason, f.event_id as "eventId",
             (extract(epoch from f.at) * 1000000)::bigint || '_' || f.id as place
      from rule_firings f
      left join customers c on c.project_id = f.project_id and c.environment = f.environment and c.id = f.customer_id
      where f.project_id = ${scope.projectId}
        ${ruleId === undefined ? sql`` : sql`and f.rule_id = ${ruleId}`}
        ${customerId === undefined ? sql`` : sql`and f.customer_id = ${customerId} and f.customer_id <> ''`}
        ${environment === undefined ? sql`` : sql`and f.environment = ${environment}`}
        ${micros && id ? sql`and (f.at, f.id) < (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id})` : sql``}
      order by f.at desc, f.id desc limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ place: _, ...item }) => item),
    nextCursor: rows.length > limit ? (page.at(-1)?.place ?? null) : null,
  };
}
