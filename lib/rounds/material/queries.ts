import { hotSql } from "@/db/client";
import type { CaseState, Severity } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";
import { idFloor } from "@/lib/id";

/** Most notifications of a round that are read one by one; the rest is counted. */
const mostItems = 2_000;

/** One notification that a round tells, with how its case stands by now. */
export type DigestEntry = {
  id: string;
  text: string;
  eventType: string;
  severity: Severity;
  customerId: string | null;
  customerName: string | null;
  ownerName: string | null;
  ownerEmail: string | null;
  occurredAt: Date;
  recordedAt: Date;
  caseId: string | null;
  caseState: CaseState | null;
  caseText: string | null;
  caseStatus: string | null;
};

type Which = { projectId: string; id: string };

/** What a round tells, newest first, and how much that is. */
export async function readEntries(
  _scope: SystemScope,
  { projectId, id }: Which,
): Promise<{ entries: DigestEntry[]; total: number }> {
  const rows = await hotSql()<(DigestEntry & { total: number })[]>`
    select n.id, n.message ->> 'text' as text, n.event_type as "eventType", n.severity, n.customer_id as "customerId",
           coalesce(u.name, c.customer_name) as "customerName", u.owner_name as "ownerName", u.owner_email as "ownerEmail",
           to_timestamp((n.message ->> 'occurredAt')::bigint) as "occurredAt", n.created_at as "recordedAt", n.case_id as "caseId",
           c.state as "caseState", c.text as "caseText", c.status as "caseStatus", count(*) over ()::int as total
    from notifications n
    left join cases c on c.project_id = n.project_id and c.id = n.case_id
    left join customers u on u.project_id = n.project_id and u.environment = n.environment and u.id = n.customer_id
    where n.project_id = ${projectId} and n.folded_into = ${id} order by n.sequence desc limit ${mostItems}`;
  return { entries: rows.map(({ total: _, ...entry }) => entry), total: rows[0]?.total ?? 0 };
}

/** A customer as the reports name one. Decimals are text. */
export type PortfolioCustomer = {
  id: string;
  name: string | null;
  email: string | null;
  ownerName: string | null;
  ownerEmail: string | null;
  mrrAmount: string | null;
  mrrCurrency: string | null;
  health: number | null;
  healthBefore: number | null;
  renewalOn: string | null;
  openCases: number;
};

/** Customers by their zone of health, with what they pay by currency. */
export type ZoneTotal = {
  zone: "red" | "yellow" | "green" | "none";
  currency: string | null;
  customers: number;
  mrr: string | null;
};

export type Portfolio = {
  totals: ZoneTotal[];
  movers: PortfolioCustomer[];
  atRisk: PortfolioCustomer[];
  keyAccounts: PortfolioCustomer[];
  renewals: PortfolioCustomer[];
  failedPayments: {
    count: number;
    open: { caseId: string; text: string; customerId: string | null; since: Date }[];
  };
  /** Customers that cancelled or whose subscription ended, by week before the window's end, the oldest first. */
  churnByWeek: number[];
};

type Ask = {
  projectId: string;
  start: Date;
  end: Date;
  /** Where the zones of health meet. */
  zones: { redBelow: number; yellowBelow: number };
  /** The first and the last day on which a renewal is near, by the clock of the digest. */
  from: string;
  until: string;
};

const shown = 5;
const weeks = 8;

function customersOf({ projectId, start }: Pick<Ask, "projectId" | "start">) {
  return hotSql()`
    select u.id, u.name, u.email, u.owner_name as "ownerName", u.owner_email as "ownerEmail", trim_scale(u.mrr_amount)::text as "mrrAmount",
           u.mrr_currency as "mrrCurrency", u.mrr_amount, u.health_score, u.health_score::float8 as health,
           (select h.value::float8 from customer_history h where h.project_id = u.project_id and h.environment = u.environment
              and h.customer_id = u.id and h.field = 'healthScore' and h.at <= ${start} order by h.at desc, h.source desc limit 1) as "healthBefore",
           u.renewal_on::text as "renewalOn",
           (select count(*)::int from cases c where c.project_id = u.project_id and c.environment = u.environment
              and c.customer_id = u.id and c.state = 'open') as "openCases"
    from customers u where u.project_id = ${projectId} and u.environment = 'production' and not u.excluded`;
}

async function readTotals({ projectId, zones }: Ask): Promise<ZoneTotal[]> {
  return hotSql()<ZoneTotal[]>`
    select case when health_score is null then 'none' when health_score < ${zones.redBelow} then 'red'
                when health_score < ${zones.yellowBelow} then 'yellow' else 'green' end as zone,
           mrr_currency as currency, count(*)::int as customers, trim_scale(sum(mrr_amount))::text as mrr
    from customers where project_id = ${projectId} and environment = 'production' and not excluded group by 1, 2`;
}

async function readMovers(ask: Ask): Promise<PortfolioCustomer[]> {
  return hotSql()<PortfolioCustomer[]>`
    with moved as (
      select distinct customer_id from customer_history where project_id = ${ask.projectId} and environment = 'production'
        and field = 'healthScore' and at >= ${ask.start} and at < ${ask.end}
    ), known as (${customersOf(ask)} and u.id in (select customer_id from moved)),
    ranked as (
      select *, row_number() over (order by health - "healthBefore", id) as down,
                row_number() over (order by "healthBefore" - health, id) as up
      from known where health <> "healthBefore"
    )
    select * from ranked where (down <= ${shown} and health < "healthBefore") or (up <= ${shown} and health > "healthBefore")
    order by health - "healthBefore", id`;
}

async function readFailedPayments({ projectId, start, end }: Ask): Promise<Portfolio["failedPayments"]> {
  const [[counted], open] = await Promise.all([
    hotSql()<{ count: number }[]>`
      select count(*)::int as count from events where project_id = ${projectId} and type = 'payment.failed' and environment = 'production'
        and id >= ${idFloor("event", start)} and received_at >= ${start} and received_at < ${end}`,
    hotSql()<Portfolio["failedPayments"]["open"]>`
      select id as "caseId", text, customer_id as "customerId", opened_at as since from cases
      where project_id = ${projectId} and environment = 'production' and state = 'open' and lead_event_type like 'payment.%'
      order by opened_at limit 50`,
  ]);
  return { count: counted?.count ?? 0, open };
}

async function readChurn({ projectId, end }: Ask): Promise<number[]> {
  const since = new Date(end.getTime() - weeks * 7 * 86_400_000);
  const rows = await hotSql()<{ ago: number; customers: number }[]>`
    select floor(extract(epoch from ${end}::timestamptz - occurred_at) / 604800)::int as ago, count(distinct customer_id)::int as customers
    from events where project_id = ${projectId} and type in ('subscription.cancelled', 'subscription.expired') and environment = 'production'
      and id >= ${idFloor("event", since)} and occurred_at > ${since} and occurred_at <= ${end}
    group by 1`;
  const byAgo = new Map(rows.map(({ ago, customers }) => [ago, customers]));
  return Array.from({ length: weeks }, (_, place) => byAgo.get(weeks - 1 - place) ?? 0);
}

/** How a project's customers stand, for the reports. Sandbox customers and those that are left out do not count. */
export async function readPortfolio(_scope: SystemScope, ask: Ask): Promise<Portfolio> {
  const sql = hotSql();
  const [totals, movers, atRisk, keyAccounts, renewals, failedPayments, churnByWeek] = await Promise.all([
    readTotals(ask),
    readMovers(ask),
    sql<
      PortfolioCustomer[]
    >`${customersOf(ask)} and u.health_score < ${ask.zones.redBelow} order by u.mrr_amount desc nulls last, u.id limit ${shown}`,
    sql<
      PortfolioCustomer[]
    >`${customersOf(ask)} and u.mrr_amount > 0 order by u.mrr_amount desc, u.id limit ${shown}`,
    sql<
      PortfolioCustomer[]
    >`${customersOf(ask)} and u.renewal_on between ${ask.from}::date and ${ask.until}::date order by u.renewal_on, u.id limit 50`,
    readFailedPayments(ask),
    readChurn(ask),
  ]);
  return { totals, movers, atRisk, keyAccounts, renewals, failedPayments, churnByWeek };
}
