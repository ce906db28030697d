import type { Environment, FiringKind, Severity } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/id";
import { type RuleInput, ruleDefinition } from "./schema";

/** A rule as the API answers it: what it says, and how it stands. */
export type RuleItem = RuleInput & {
  id: string;
  revision: number;
  /** What happened before is not told. */
  watchesSince: Date;
  createdAt: Date;
  updatedAt: Date;
  /** For how many customers (or for all together) it fires just now, and for how many it holds but not for long enough yet. */
  firing: number;
  pending: number;
  lastFiredAt: Date | null;
  firedLast30Days: number;
};

type Row = Omit<RuleItem, keyof RuleInput> &
  Pick<RuleInput, "name" | "description" | "enabled"> & { definition: unknown };

/** Null for one that this version does not understand, which must not stop the others. */
function itemOf({ definition, ...row }: Row): RuleItem | null {
  const parsed = ruleDefinition.safeParse(definition);
  return parsed.success ? { ...parsed.data, ...row } : null;
}

export type RuleFilter = {
  /** The last id of the page before. */
  cursor?: string | undefined;
  limit?: number | undefined;
  /** Part of a name. */
  query?: string | undefined;
  destinationId?: string | undefined;
  /** As lib/rules/signal names it, such as `meter:api-hours`, or the kind alone. */
  signal?: string | undefined;
  enabled?: boolean | undefined;
  /** Only those that fire just now, or only the others. */
  firing?: boolean | undefined;
};

/** Most rows of one page. */
export const maxPage = 100;

const likeText = (text: string) => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;

/** Rules of a project, found by `only`. The counts are taken by index for the rows of the page alone. */
async function selectRules(
  scope: Scope,
  { cursor, query, destinationId, signal, enabled, firing, id }: RuleFilter & { id?: string },
  limit: number,
): Promise<Row[]> {
  return statementInScope<Row>(scope, (sql) => {
    const fires = sql`exists (
      select from rule_states s where s.project_id = r.project_id and s.rule_id = r.id and s.status = 'firing')`;
    const conditions = [
      id === undefined ? sql`` : sql`and r.id = ${id}`,
      cursor === undefined ? sql`` : sql`and r.id < ${cursor}`,
      query === undefined ? sql`` : sql`and r.name ilike ${likeText(query)}`,
      destinationId === undefined
        ? sql``
        : sql`and r.definition -> 'destinations' @> ${JSON.stringify([{ destinationId }])}::text::jsonb`,
      signal === undefined
        ? sql``
        : signal.includes(":")
          ? sql`and r.signal_key = ${signal}`
          : sql`and r.definition #>> '{signal,kind}' = ${signal}`,
      enabled === undefined ? sql`` : sql`and r.enabled = ${enabled}`,
      firing === undefined ? sql`` : firing ? sql`and ${fires}` : sql`and not ${fires}`,
    ];
    return sql<Row[]>`
      with page as (
        select * from rules r where r.project_id = ${scope.projectId} ${conditions} order by r.id desc limit ${limit}
      )
      select p.id, p.name, p.description, p.enabled, p.definition, p.revision, p.watches_since as "watchesSince",
             p.created_at as "createdAt", p.updated_at as "updatedAt", s.firing, s.pending, f."lastFiredAt", f."firedLast30Days"
      from page p
      cross join lateral (
        select count(*) filter (where status = 'firing')::int as firing, count(*) filter (where status = 'pending')::int as pending
        from rule_states where project_id = p.project_id and rule_id = p.id and status <> 'ok'
      ) s
      cross join lateral (
        select (select max(at) from rule_firings where project_id = p.project_id and rule_id = p.id) as "lastFiredAt",
               (select count(*)::int from rule_firings
                where project_id = p.project_id and rule_id = p.id and at > now() - interval '30 days'
                  and kind <> 'recovered') as "firedLast30Days"
      ) f
      order by p.id desc`;
  });
}

/** A project's rules, newest first, by cursor. One that this version does not understand is left out. */
export async function listRules(
  scope: Scope,
  filter: RuleFilter = {},
): Promise<{ items: RuleItem[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), maxPage);
  const rows = await selectRules(scope, filter, limit + 1);
  const shown = rows.slice(0, limit);
  return {
    items: shown.flatMap((row) => itemOf(row) ?? []),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** One rule. @throws AppError `not_found`, also for another project's id. */
export async function getRule(scope: Scope, id: string): Promise<RuleItem> {
  if (!isId("rule", id)) throw notFound();
  const [row] = await selectRules(scope, { id }, 1);
  const item = row && itemOf(row);
  if (!item) throw notFound();
  return item;
}

/** Every rule of a project in the order of their names, as a file takes them; at most so many as a project holds. */
export async function listAllRules(scope: Scope): Promise<RuleInput[]> {
  type Stored = Pick<RuleInput, "name" | "description" | "enabled"> & { definition: unknown };
  const rows = await statementInScope<Stored>(
    scope,
    (sql) => sql`
      select name, description, enabled, definition from rules
      where project_id = ${scope.projectId} order by lower(name)`,
  );
  return rows.flatMap(({ definition, ...row }) => {
    const parsed = ruleDefinition.safeParse(definition);
    return parsed.success ? [{ ...parsed.data, ...row }] : [];
  });
}

/** One time that a rule had something to tell. */
export type Firing = {
  id: string;
  kind: FiringKind;
  /** The event that tells it, such as `rule.triggered`; its id once it is recorded. */
  eventType: string;
  eventId: string | null;
  environment: Environment;
  /** Null for all together. */
  customerId: string | null;
  severity: Severity;
  /** The sentence that was told. */
  text: string | null;
  periodStart: Date | null;
  /** Exact decimals. */
  step: string | null;
  value: string | null;
  compared: string | null;
  at: Date;
};

type FiringFilter = {
  cursor?: string | undefined;
  limit?: number | undefined;
  customerId?: string | undefined;
};

/** What a rule told, newest first, by cursor (the last id of the page before). @throws AppError `not_found`. */
export async function listRuleFirings(
  scope: Scope,
  ruleId: string,
  { cursor, limit: wanted = 50, customerId }: FiringFilter = {},
): Promise<{ items: Firing[]; nextCursor: string | null }> {
  await getRule(scope, ruleId);
  const limit = Math.min(Math.max(wanted, 1), maxPage);
  const rows = await statementInScope<Firing>(
    scope,
    (sql) => sql`
      select id, kind, event ->> 'type' as "eventType", event_id as "eventId", environment, nullif(customer_id, '') as "customerId",
             severity, event #>> '{data,reason}' as text, period_start as "periodStart", trim_scale(step)::text as step,
             trim_scale(value)::text as value, trim_scale(compared)::text as compared, at
      from rule_firings
      where project_id = ${scope.projectId} and rule_id = ${ruleId}
        ${cursor === undefined ? sql`` : sql`and (at, id) < (select at, id from rule_firings where project_id = ${scope.projectId} and id = ${cursor})`}
        ${customerId === undefined ? sql`` : sql`and customer_id = ${customerId}`}
      order by at desc, id desc limit ${limit + 1}`,
  );
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
