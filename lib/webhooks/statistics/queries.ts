import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import type { Exchange } from "@/lib/destinations/transport";
import { idFloor } from "@/lib/id";

const dayMs = 86_400_000;
/** A notification is tried for at most so long after it was made, and one more day. */
const longestLifeMs = 4 * dayMs;

/** What went out to one destination in a while. */
export type DestinationStatistics = {
  /** Notifications by how they stand now. */
  sent: number;
  failed: number;
  waiting: number;
  /** Tries, and how long they took in milliseconds; null without any. */
  attempts: number;
  failedAttempts: number;
  p50Ms: number | null;
  p95Ms: number | null;
};

/** Counts and times of the last `days` days of one destination, in two looks at indexes. */
export async function readStatistics(
  scope: Scope,
  destinationId: string,
  { days, now }: { days: number; now: Date },
): Promise<DestinationStatistics> {
  const since = new Date(now.getTime() - days * dayMs);
  const oldest = idFloor("notification", new Date(since.getTime() - longestLifeMs));
  const [row] = await statementInScope<DestinationStatistics>(
    scope,
    (sql) => sql`
      with own as (
        select n.project_id, n.id, n.state, n.created_at from notifications n
        where n.project_id = ${scope.projectId} and n.destination_id = ${destinationId} and n.id >= ${oldest}
      ), tried as (
        select a.outcome, extract(epoch from a.ended_at - a.started_at) * 1000 as ms
        from own join attempts a on a.project_id = own.project_id and a.notification_id = own.id
        where a.started_at >= ${since} and a.ended_at is not null
      )
      select
        (select count(*)::int from own where created_at >= ${since} and state = 'sent') as sent,
        (select count(*)::int from own where created_at >= ${since} and state = 'failed') as failed,
        (select count(*)::int from own where created_at >= ${since} and state in ('pending', 'sending', 'held')) as waiting,
        count(*)::int as attempts, (count(*) filter (where outcome <> 'sent'))::int as "failedAttempts",
        round((percentile_cont(0.5) within group (order by ms))::numeric)::int as "p50Ms",
        round((percentile_cont(0.95) within group (order by ms))::numeric)::int as "p95Ms"
      from tried`,
  );
  return row ?? { sent: 0, failed: 0, waiting: 0, attempts: 0, failedAttempts: 0, p50Ms: null, p95Ms: null };
}

/** One try at a destination, with what went over the wire where it is kept. */
export type AnsweredTry = {
  notificationId: string;
  eventType: string;
  number: number;
  startedAt: Date;
  ms: number | null;
  outcome: string;
  code: string | null;
  httpStatus: number | null;
  answer: Exchange["answer"];
};

/** The last tries at one destination, newest first. */
export async function listLastTries(scope: Scope, destinationId: string, limit = 10): Promise<AnsweredTry[]> {
  return statementInScope<AnsweredTry>(
    scope,
    (sql) => sql`
      with own as (
        select n.project_id, n.id, n.event_type from notifications n
        where n.project_id = ${scope.projectId} and n.destination_id = ${destinationId} and n.attempts > 0
        order by n.id desc limit 200
      )
      select own.id as "notificationId", own.event_type as "eventType", a.number, a.started_at as "startedAt",
        round(extract(epoch from a.ended_at - a.started_at) * 1000)::int as ms, a.outcome, a.code,
        coalesce(a.status, (a.exchange -> 'answer' ->> 'status')::int) as "httpStatus", a.exchange -> 'answer' as answer
      from own join attempts a on a.project_id = own.project_id and a.notification_id = own.id
      order by a.started_at desc limit ${limit}`,
  );
}
