import type postgres from "postgres";
import type { Stack } from "../../support/stack";
import { type Tenant, withDatabase } from "../../support/tenant";
import { until } from "../../support/until";
import type { Place } from "./place";
import type { End } from "./row";

/** What the log says of one notification. */
export type Found = Omit<End, "standing"> & {
  mark: string;
  destinationId: string;
  asked: number | null;
};

type Where = Pick<Stack, "databaseUrl"> & { tenant: Tenant };

/** The statements of one run, over one connection. */
export function ledgerOf({ databaseUrl, tenant: { projectId } }: Where) {
  const ask = <T>(work: (sql: postgres.Sql) => Promise<T>) => withDatabase(databaseUrl, work);
  return {
    /**
     * Makes the hours of each pass, for its tries so far as well, as soon as it was tried and its lane sleeps for longer than a minute, and then hands it
     * over: what comes next for it wakes the lane.
     */
    async passHours(
      places: readonly Place[],
      handOver: (passed: Place[]) => Promise<void>,
      withinMs: number,
    ) {
      const left = new Map(places.map((place) => [place.destinationId, place]));
      const age = (sql: postgres.Sql) => {
        const spans = [...left].map(([id, { row }]) => ({ id, span: row.hoursPass ?? 0 }));
        return sql<{ id: string }[]>`
          with aged as (
            update notifications n set due_at = now(), created_at = created_at - make_interval(hours => s.span)
            from json_to_recordset(${JSON.stringify(spans)}::text::json) as s(id text, span int), lanes l
            where n.project_id = ${projectId} and n.destination_id = s.id and n.state = 'pending'
              and l.key = n.lane and l.wake_at > now() + interval '1 minute'
            returning n.destination_id as id, n.lane, n.id as notification_id, s.span
          ), tried as (
            update attempts a set started_at = a.started_at - make_interval(hours => g.span), ended_at = a.ended_at - make_interval(hours => g.span)
            from aged g where a.project_id = ${projectId} and a.notification_id = g.notification_id
          ), paced as (
            update lanes set next_at = null where next_at > now() + interval '1 minute' and key in (
              select lane from aged union select regexp_replace(lane, '^slack:(\\w+):.*', 'slackteam:\\1') from aged)
          )
          select id from aged`;
      };
      const isOver = async (sql: postgres.Sql) => {
        const passed = (await age(sql)).flatMap(({ id }) => left.get(id) ?? []);
        for (const { destinationId } of passed) left.delete(destinationId);
        if (passed.length > 0) await handOver(passed);
        return left.size === 0;
      };
      await ask((sql) =>
        until(() => isOver(sql), { withinMs, everyMs: 500, what: "what lasts for hours was tried" }),
      );
    },

    /** Waits until nothing is left to do, or the time is over; answers what is left. */
    settled: (withinMs: number) =>
      ask(async (sql) => {
        const left = () => sql<{ line: string }[]>`
          select concat_ws(' ', e.type, n.state, n.last_error ->> 'code', 'tries', n.attempts, 'due', n.due_at, 'next', l.next_at,
                           'wake', l.wake_at, 'busy', l.busy_until, 'now', now()) as line
          from events e left join notifications n on n.project_id = e.project_id and n.event_id = e.id
          left join lanes l on l.key = n.lane
          where e.project_id = ${projectId} and (e.decided_at is null or n.state in ('pending', 'sending')) limit 20`;
        const isDone = async () => (await left()).length === 0;
        await until(isDone, { withinMs, everyMs: 250, what: "all is settled" }).catch(() => undefined);
        return (await left()).map(({ line }) => line);
      }),

    found: () =>
      ask(
        (sql) => sql<Found[]>`
          select e.external_id as mark, n.destination_id as "destinationId", n.state, n.attempts as tries,
                 n.last_error ->> 'code' as code, n.possibly_duplicated as twice,
                 (select max(a.retry_after_seconds) from attempts a
                  where a.project_id = n.project_id and a.notification_id = n.id) as asked
          from notifications n join events e on e.project_id = n.project_id and e.id = n.event_id
          where n.project_id = ${projectId}`,
      ),

    /** Each event and each route that it matches, by what became of it. */
    byState: () =>
      ask(async (sql) => {
        const rows = await sql<{ state: string; count: number }[]>`
          select coalesce(n.state, 'missing') as state, count(*)::int
          from events e join routes r on r.project_id = e.project_id and e.type = any(r.event_types)
          left join notifications n on n.project_id = e.project_id and n.event_id = e.id and n.route_id = r.id
          where e.project_id = ${projectId} group by 1 order by 1`;
        return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
      }),

    /** What must not be: each a count that has to be zero. */
    contradictions: () =>
      ask(async (sql) => {
        const [row] = await sql<Record<string, number>[]>`
          with tries as (
            select n.id, n.lane, n.state, n.attempts, a.number, a.outcome, a.code, 
                   row_number() over (partition by n.id order by a.number desc) = 1 as is_last
            from notifications n join attempts a on a.project_id = n.project_id and a.notification_id = n.id
            where n.project_id = ${projectId}
          )
          select
            (select count(*)::int from tries where is_last and outcome <> case state when 'sent' then 'sent' else 'rejected' end)
              as "last try and state differ",
            (select count(*)::int from tries where not is_last and outcome <> 'retry') as "tried on after the end",
            (select count(*)::int from notifications n where n.project_id = ${projectId} and n.attempts <>
               (select count(*) from attempts a where a.project_id = n.project_id and a.notification_id = n.id)) as "tries do not add up",
            (select count(*)::int from notifications n where n.project_id = ${projectId} and (n.state = 'sent') <> (n.receipt is not null))
              as "receipt and state differ",
            (select count(*)::int from notifications n where n.project_id = ${projectId} and n.folded_into is not null) as "folded"`;
        return row;
      }),

    /** Tries that came sooner than a second after the one before them in their lane. */
    overtakings: () =>
      ask(async (sql) => {
        const rows = await sql<{ line: string }[]>`
          with tries as (
            select n.lane, n.event_type, n.attempts, a.number, a.code, a.outcome, a.started_at,
                   lag(a.ended_at) over w as last_ended, lag(a.code) over w as last_code, lag(a.started_at) over w as last_started
            from notifications n join attempts a on a.project_id = n.project_id and a.notification_id = n.id
            where n.project_id = ${projectId} window w as (partition by n.lane order by a.started_at, a.ended_at)
          )
          select concat_ws(' ', lane, event_type, 'try', number, outcome, code, 'from', started_at, 'after', last_code, 'from', last_started,
                           'to', last_ended) as line
          from tries where started_at - last_ended < interval '1 second' limit 20`;
        return rows.map(({ line }) => line);
      }),

    /** The installations that wait to be connected again. */
    leftBehind: (installationIds: readonly string[]) =>
      ask(async (sql) => {
        const [row] = await sql<{ count: number }[]>`
          select count(*)::int from slack_installations where id = any(${[...installationIds]}) and status = 'needs_reauth'`;
        return row?.count ?? 0;
      }),
  };
}
