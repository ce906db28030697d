import { idFloor } from "@/lib/id";
import type { Clear } from "../commands";

/** Rows that are found by an instant of their own, and taken from where they lie: their keys are long. */
export const byPlace =
  (table: string, column: string): Clear =>
  ({ sql, cutoff, limit }) =>
    sql`
    with gone as (
      delete from ${sql(table)} where ctid = any(array(
        select ctid from ${sql(table)} where ${sql(column)} < ${cutoff} limit ${limit} for update skip locked
      )) returning 1
    )
    select count(*)::int as count from gone`;

/** What people thought of messages that are gone: the id of a notification begins with the instant at which it was made. */
export const votesOfNothing: Clear = ({ sql, cutoff, limit }) => sql`
  with old as (
    select r.project_id, r.notification_id, r.voter from projects p cross join lateral (
      select v.project_id, v.notification_id, v.voter from message_votes v
      where v.project_id = p.id and v.notification_id < ${idFloor("notification", cutoff)}
        and not exists (select from notifications n where n.project_id = v.project_id and n.id = v.notification_id)
      order by v.notification_id limit ${limit} for update skip locked
    ) r limit ${limit}
  ), gone as (
    delete from message_votes v using old
    where v.project_id = old.project_id and v.notification_id = old.notification_id and v.voter = old.voter returning 1
  )
  select count(*)::int as count from gone`;

/** Those that have ended; by project, as they are indexed. */
export const endedMutes: Clear = ({ sql, cutoff, limit }) => sql`
  with old as (
    select r.project_id, r.id from projects p cross join lateral (
      select m.project_id, m.id from mutes m where m.project_id = p.id and m.until < ${cutoff}
      order by m.until limit ${limit} for update skip locked
    ) r limit ${limit}
  ), gone as (
    delete from mutes m using old where m.project_id = old.project_id and m.id = old.id returning 1
  )
  select count(*)::int as count from gone`;

/**
 * How rules stand for customers who are well, wait for nothing, and of whom neither a fact nor an event nor a reading came. A state
 * alone does not say so: that of somebody who is well is seldom written, however often they are heard of.
 */
export const restingStates: Clear = ({ sql, cutoff, limit }) => sql`
  with gone as (
    delete from rule_states where ctid = any(array(
      select s.ctid from rule_states s
      where s.updated_at < ${cutoff} and s.status = 'ok' and s.due_at is null and s.customer_id <> ''
        and not exists (
          select from customers c where c.project_id = s.project_id and c.environment = s.environment and c.id = s.customer_id
            and greatest(c.updated_at, c.last_interaction_at) >= ${cutoff})
        and not exists (
          select from events e where e.project_id = s.project_id and e.customer_id = s.customer_id
            and e.id >= ${idFloor("event", cutoff)} and e.environment = s.environment)
        and not exists (
          select from meters m join measurement_buckets b on b.project_id = m.project_id and b.environment = m.environment
            and b.meter = m.name and b.customer_id = s.customer_id and b.hour >= ${cutoff}
          where m.project_id = s.project_id and m.environment = s.environment and m.last_read_at >= ${cutoff})
      limit ${limit} for update of s skip locked
    )) returning 1
  )
  select count(*)::int as count from gone`;
