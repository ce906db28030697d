import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";
import { idFloor } from "@/lib/id";
import { hoursToTell, type InvalidHour, ownSource, reportIdOf } from "./report";

/** Most reasons and sources that a report names. */
const named = 10;

/** Most hours of projects that are told at once. */
const maxFound = 500;

/**
 * The full hours, of all projects and up to a day back, in which something was refused and that nobody has told yet,
 * oldest first (OCT-14). The report itself is what shows that an hour was told.
 */
export async function findInvalidHours(_scope: SystemScope, { now }: { now: Date }): Promise<InvalidHour[]> {
  const hours = hoursToTell(now).map(({ start, end }) => ({
    start,
    end,
    report: reportIdOf(start),
    from: idFloor("event", start),
    to: idFloor("event", end),
  }));
  const first = hours[0]?.start;
  const last = hours.at(-1)?.end;
  if (!first || !last) return [];
  const hourBefore = new Date(first.getTime() - 3_600_000);
  const rows = await hotSql()<InvalidHour[]>`
    with refused as (
      select project_id, date_trunc('hour', received_at, 'UTC') as hour, source, code, message,
             regexp_replace(pointer, '/[0-9]+(?=/|$)', '/*', 'g') as pointer
      from rejected_events where received_at >= ${hourBefore} and received_at < ${last} and source <> ${ownSource}
    ), counted as (
      select project_id, hour, count(*)::int as rejected from refused group by project_id, hour
    ), untold as (
      select c.project_id, c.hour, c.rejected, h."from", h."to"
      from counted c
      join json_to_recordset(${JSON.stringify(hours)}::text::json) as h(start timestamptz, report text, "from" text, "to" text)
        on h.start = c.hour
      where not exists (select 1 from events e where e.project_id = c.project_id and e.external_id = h.report)
      order by c.hour, c.project_id limit ${maxFound}
    ), reasons as (
      select project_id, hour, code, trim(pointer || ' ' || message) as message, count(*)::int as count,
             row_number() over (partition by project_id, hour order by count(*) desc, code, pointer, message) as place
      from refused group by project_id, hour, code, pointer, message
    ), ranked as (
      select project_id, hour, count(*)::int as different,
             json_agg(json_build_object('code', code, 'message', message, 'count', count) order by place)
               filter (where place <= ${named}) as list
      from reasons group by project_id, hour
    ), sources as (
      select project_id, hour, source, count(*)::int as count,
             row_number() over (partition by project_id, hour order by count(*) desc, source) as place
      from refused group by project_id, hour, source
    ), origins as (
      select project_id, hour, json_agg(json_build_object('source', source, 'count', count) order by place) as list
      from sources where place <= ${named} group by project_id, hour
    )
    select p.organization_id as "organizationId", p.id as "projectId", o.slug as "organizationSlug", p.slug as "projectSlug",
           u.hour, u.rejected, coalesce(b.rejected, 0) as "previousRejected", a.accepted,
           r.list as reasons, r.different as "differentReasons", s.list as sources
    from untold u
    join projects p on p.id = u.project_id
    join organizations o on o.id = p.organization_id
    join ranked r on r.project_id = u.project_id and r.hour = u.hour
    join origins s on s.project_id = u.project_id and s.hour = u.hour
    left join counted b on b.project_id = u.project_id and b.hour = u.hour - interval '1 hour'
    cross join lateral (
      select count(*)::int as accepted from events e
      where e.project_id = u.project_id and e.id >= u."from" and e.id < u."to" and e.source <> ${ownSource}
    ) a
    order by u.hour, u.project_id`;
  return [...rows];
}
