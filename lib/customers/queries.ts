import { hotSql } from "@/db/client";
import type { Environment } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { type Customer, type CustomerRow, customerOf } from "./row";
import { maxPage } from "./schema";
import { type CustomerSettings, readCustomerSettings } from "./settings";
import { scoresOf, type Zone } from "./zone";

/** Whose customers are asked for: a test key sees those of the sandbox alone, everybody else production unless told otherwise. */
export function environmentFor(scope: Scope, asked: Environment | undefined): Environment {
  const isTestKey = scope.actor.kind === "api_key" && scope.actor.environment === "sandbox";
  return isTestKey ? "sandbox" : (asked ?? "production");
}

/** What readings and facts are taken in by: the project's clocks and its settings. @throws AppError 404. */
export async function acceptingSettings(
  scope: Scope,
): Promise<{ timeZone: string; settings: CustomerSettings }> {
  const [row] = await statementInScope<{ timeZone: string; settings: unknown }>(
    scope,
    (sql) => sql`
      select p.time_zone as "timeZone", s.settings
      from projects p left join customer_settings s on s.project_id = p.id
      where p.id = ${scope.projectId} and p.organization_id = ${scope.organizationId}`,
  );
  if (!row) throw notFound();
  return { timeZone: row.timeZone, settings: readCustomerSettings(row.settings) };
}

/** How the project reads its customers. */
export async function getCustomerSettings(scope: Scope): Promise<CustomerSettings> {
  return (await acceptingSettings(scope)).settings;
}

/** A customer's columns, as `CustomerRow` names them. */
export const customerColumns = () => hotSql()`
  environment, id, name, email, domain, url, tier, mrr_amount as "mrrAmount", mrr_currency as "mrrCurrency",
  owner_email as "ownerEmail", owner_name as "ownerName", health_score as "healthScore", sentiment_score as "sentimentScore",
  churn_probability as "churnProbability", engagement, renewal_on::text as "renewalOn",
  contract_started_on::text as "contractStartedOn", last_interaction_at as "lastInteractionAt", excluded, attributes,
  facts_at as "factsAt", created_at as "createdAt", updated_at as "updatedAt"`;

/** One customer. @throws AppError 404, also for another project's. */
export async function getCustomer(scope: Scope, environment: Environment, id: string): Promise<Customer> {
  if (id.includes("\u0000")) throw notFound();
  const [[row], { zones }] = await Promise.all([
    statementInScope<CustomerRow>(
      scope,
      (sql) => sql`
        select ${customerColumns()} from customers
        where project_id = ${scope.projectId} and environment = ${environment} and id = ${id}`,
    ),
    getCustomerSettings(scope),
  ]);
  if (!row) throw notFound();
  return customerOf(row, zones);
}

export type CustomerFilter = {
  environment: Environment;
  /** The last id of the page before. */
  cursor?: string | undefined;
  limit?: number | undefined;
  /** Part of an id, a name, an e-mail address or a domain. */
  query?: string | undefined;
  tier?: string | undefined;
  /** The owner's e-mail address. */
  owner?: string | undefined;
  zone?: Zone | undefined;
};

const likeText = (text: string) => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;

/** A project's customers in the order of their ids, by cursor. */
export async function listCustomers(
  scope: Scope,
  filter: CustomerFilter,
): Promise<{ items: Customer[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), maxPage);
  const { zones } = await getCustomerSettings(scope);
  const { zone, query, tier, owner, cursor } = filter;
  const scores = zone && scoresOf(zone, zones);
  const rows = await statementInScope<CustomerRow>(scope, (sql) => {
    const conditions = [
      cursor === undefined ? sql`` : sql`and id > ${cursor}`,
      query === undefined || query.trim() === ""
        ? sql``
        : sql`and search like lower(${likeText(query.trim())})`,
      tier === undefined ? sql`` : sql`and tier = ${tier}`,
      owner === undefined ? sql`` : sql`and owner_email = ${owner.toLowerCase()}`,
      scores ? sql`and health_score >= ${scores.from}` : sql``,
      scores && scores.below !== null ? sql`and health_score < ${scores.below}` : sql``,
    ];
    return sql<CustomerRow[]>`
      select ${customerColumns()} from customers
      where project_id = ${scope.projectId} and environment = ${filter.environment} ${conditions}
      order by id limit ${limit + 1}`;
  });
  const items = rows.slice(0, limit).map((row) => customerOf(row, zones));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export type HistoryEntry = {
  field: string;
  at: Date;
  source: string;
  /** Exact decimals; null where there was none. */
  value: string | null;
  previous: string | null;
  currency: string | null;
  previousCurrency: string | null;
};

/** Every change of a customer's numbers, newest first, at most 500. `field` narrows it to one. */
export async function listCustomerHistory(
  scope: Scope,
  { environment, id, field }: { environment: Environment; id: string; field?: string | undefined },
): Promise<HistoryEntry[]> {
  return statementInScope<HistoryEntry>(
    scope,
    (sql) => sql`
      with told as (
        select field, at, source, value, currency,
               lag(value) over w as previous, lag(currency) over w as "previousCurrency"
        from customer_history
        where project_id = ${scope.projectId} and environment = ${environment} and customer_id = ${id}
          ${field === undefined ? sql`` : sql`and field = ${field}`}
        window w as (partition by field order by at, source)
      )
      select field, at, source, trim_scale(value)::text as value, trim_scale(previous)::text as previous, currency, "previousCurrency"
      from told
      where value is distinct from previous or currency is distinct from "previousCurrency"
      order by at desc, field, source desc limit 500`,
  );
}

/** How many of these ids are customers already. */
export async function countKnown(
  scope: Scope,
  environment: Environment,
  ids: readonly string[],
): Promise<number> {
  const [row] = await statementInScope<{ known: number }>(
    scope,
    (sql) => sql`
      select count(*)::int as known from customers
      where project_id = ${scope.projectId} and environment = ${environment}
        and id in (select json_array_elements_text(${JSON.stringify(ids)}::text::json))`,
  );
  return row?.known ?? 0;
}
