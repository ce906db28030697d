import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";
import type { FactCustomer } from "@/lib/calendar/facts";
import { type CalendarSettings, calendarSettings, noReminders } from "@/lib/calendar/schema";

export type DueCalendar = {
  organizationId: string;
  projectId: string;
  timeZone: string;
  settings: CalendarSettings;
  nextAt: Date;
};

/** Projects whose calendar is to be looked at. */
export async function listDueCalendars(
  _scope: SystemScope,
  now: Date,
  limit: number,
): Promise<DueCalendar[]> {
  const rows = await hotSql()<(Omit<DueCalendar, "settings"> & { settings: unknown })[]>`
    select p.organization_id as "organizationId", f.project_id as "projectId", p.time_zone as "timeZone", f.settings, f.next_at as "nextAt"
    from calendar_facts f join projects p on p.id = f.project_id
    where f.next_at <= ${now} order by f.next_at limit ${limit}`;
  return rows.map((row) => ({
    ...row,
    settings: calendarSettings.safeParse(row.settings).data ?? noReminders,
  }));
}

const columns = () => hotSql()`
  environment, id, name, email, owner_email as "ownerEmail", owner_name as "ownerName", trim_scale(mrr_amount)::text as "mrrAmount",
  mrr_currency as "mrrCurrency", contract_started_on::text as "contractStartedOn", renewal_on::text as "renewalOn"`;

type Page = { projectId: string; after: string; limit: number };

/**
 * Customers whose contract began on this day of an earlier year; on 28 February of a year without a 29th those of the 29th too.
 * By the order of environment and id, after a place in it.
 */
export async function listAnniversaries(
  _scope: SystemScope,
  today: string,
  { projectId, after, limit }: Page,
): Promise<FactCustomer[]> {
  return hotSql()<FactCustomer[]>`
    select ${columns()} from customers
    where project_id = ${projectId} and not excluded and contract_started_on < ${today}::date and environment || ':' || id > ${after}
      and extract(year from contract_started_on) < extract(year from ${today}::date)
      and (to_char(contract_started_on, 'MM-DD') = to_char(${today}::date, 'MM-DD')
        or to_char(contract_started_on, 'MM-DD') = '02-29' and to_char(${today}::date, 'MM-DD') = '02-28'
          and to_char(${today}::date + 1, 'MM-DD') = '03-01')
    order by environment || ':' || id limit ${limit}`;
}

/** Customers who renew on a day, likewise. */
export async function listRenewals(
  _scope: SystemScope,
  day: string,
  { projectId, after, limit }: Page,
): Promise<FactCustomer[]> {
  return hotSql()<FactCustomer[]>`
    select ${columns()} from customers
    where project_id = ${projectId} and not excluded and renewal_on = ${day}::date and environment || ':' || id > ${after}
    order by environment || ':' || id limit ${limit}`;
}
