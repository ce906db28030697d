import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";
import type { Place } from "@/lib/cases/edits";
import type { StoredEvent } from "@/lib/events/queries";
import { type EventCustomer, eventCustomerSchema } from "@/lib/events/schema";
import { type Message, parseMessage } from "@/lib/messages/message";

export type ExpiredCase = {
  organizationId: string;
  projectId: string;
  caseId: string;
  key: string;
  expiresAt: Date;
  /** Ids of its events, newest first. */
  eventIds: string[];
};

/** Cases that are open although their time has run out, the longest overdue first. */
export async function listExpired(_scope: SystemScope, now: Date, limit: number): Promise<ExpiredCase[]> {
  return hotSql()<ExpiredCase[]>`
    select p.organization_id as "organizationId", c.project_id as "projectId", c.id as "caseId", c.key, c.expires_at as "expiresAt",
           array(select s.event_id from case_steps s where s.project_id = c.project_id and s.case_id = c.id and s.phase <> 'resolves'
                 order by s.occurred_at desc limit 20) as "eventIds"
    from cases c join projects p on p.id = c.project_id
    where c.state = 'open' and c.expires_at <= ${now} order by c.expires_at limit ${limit}`;
}

type EventRow = Omit<StoredEvent, "customer"> & { customer: unknown };

const customerOf = (stored: unknown): EventCustomer | null =>
  stored === null ? null : eventCustomerSchema.parse(stored);

/** Events of a project by their ids, in that order; those that were pruned are missing. */
export async function listEventsOf(
  _scope: SystemScope,
  projectId: string,
  ids: readonly string[],
): Promise<StoredEvent[]> {
  const rows = await hotSql()<EventRow[]>`
    select id, external_id as "externalId", type, source, environment, occurred_at as "occurredAt", received_at as "receivedAt",
           customer_id as "customerId", customer, data
    from events where project_id = ${projectId} and id = any(${[...ids]}) order by array_position(${[...ids]}::text[], id)`;
  return rows.map((row) => ({ ...row, customer: customerOf(row.customer) }));
}

export type BehindCase = Place & {
  organizationId: string;
  projectId: string;
  version: number;
  message: Message;
  /** Events of the case that this destination was never told of. */
  missing: string[];
};

type Row = Omit<BehindCase, "message"> & { message: unknown };

/**
 * Living messages that were told less than has happened, with nothing on its way that would tell it: what a fold has
 * swallowed, a reply that is owed, a planner that could not know of another's destination.
 * @param graceSeconds how long what is on its way may take.
 */
export async function listBehind(
  _scope: SystemScope,
  { graceSeconds, limit }: { graceSeconds: number; limit: number },
): Promise<BehindCase[]> {
  const sql = hotSql();
  const untold = sql`from case_steps s join events e on e.project_id = s.project_id and e.id = s.event_id
    where s.project_id = c.project_id and s.case_id = c.id and s.recorded_at >= m.posted_at - interval '1 minute'
      and not exists (select from notifications n where n.project_id = s.project_id and n.event_id = s.event_id and n.destination_id = d.id)`;
  const rows = await sql<Row[]>`
    select p.organization_id as "organizationId", c.project_id as "projectId", c.id as "caseId", c.customer_id as "customerId",
           c.environment, c.version::int as version, d.id as "destinationId", d.name as "destinationName", d.kind as "destinationKind",
           d.lane, m.message,
           array(select s.event_id ${untold} order by s.occurred_at limit 20) as missing
    from cases c
    join case_messages m on m.project_id = c.project_id and m.case_id = c.id and m.told_version < c.version
    join destinations d on d.project_id = m.project_id and d.id = m.destination_id and d.enabled and d.status = 'active'
      and (d.accepts_sandbox or c.environment = 'production')
    join projects p on p.id = c.project_id
    where c.updated_at > now() - interval '1 day' and c.updated_at < now() - make_interval(secs => ${graceSeconds})
      and m.updated_at < now() - make_interval(secs => ${graceSeconds})
      -- What was mailed or handed to an endpoint stays as it is: there is nothing to bring up to date but what was never told.
      and (d.kind not in ('email', 'webhook') or exists (select ${untold}))
      and not exists (select from notifications n where n.project_id = c.project_id and n.case_id = c.id and n.destination_id = d.id
                      and (n.state in ('pending', 'sending') or n.state = 'held' and n.held_for is distinct from 'digest'))
      and not exists (select from notifications n where n.project_id = c.project_id
                      and n.dedupe_key = 'behind|' || c.id || '|' || d.id || '|' || c.version)
    order by c.updated_at limit ${limit}`;
  return rows.map((row) => ({ ...row, message: parseMessage(row.message) }));
}
