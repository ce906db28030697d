import { hotSql } from "@/db/client";
import type { DigestTemplate, RoundTemplate } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";
import { type Cadence, cadenceSchema } from "@/lib/schedule/cadence";

export type DueDigest = {
  organizationId: string;
  projectId: string;
  digestId: string;
  name: string;
  template: DigestTemplate;
  destinationId: string;
  cadence: Cadence;
  timeZone: string;
  nextAt: Date;
  toldUntil: Date | null;
};

/** Digests whose hour has come, the longest overdue first. */
export async function listDueDigests(_scope: SystemScope, now: Date, limit: number): Promise<DueDigest[]> {
  const rows = await hotSql()<(Omit<DueDigest, "cadence"> & { cadence: unknown })[]>`
    select p.organization_id as "organizationId", g.project_id as "projectId", g.id as "digestId", g.name, g.template,
           g.destination_id as "destinationId", g.cadence, coalesce(g.time_zone, p.time_zone) as "timeZone", g.next_at as "nextAt",
           g.told_until as "toldUntil"
    from digests g join projects p on p.id = g.project_id
    where g.next_at <= ${now} and g.enabled order by g.next_at limit ${limit}`;
  return rows.map((row) => ({ ...row, cadence: cadenceSchema.parse(row.cadence) }));
}

export type DueHours = {
  organizationId: string;
  projectId: string;
  destinationId: string;
  timeZone: string;
  firstId: string;
  count: number;
  /** Each goes to a reader of its own, so that they cannot be told together. */
  isApart: boolean;
  since: Date;
  until: Date;
};

/** Destinations at which quiet hours are over and something waits. */
export async function listDueHours(_scope: SystemScope, now: Date, limit: number): Promise<DueHours[]> {
  return hotSql()<DueHours[]>`
    select p.organization_id as "organizationId", n.project_id as "projectId", n.destination_id as "destinationId",
           p.time_zone as "timeZone", min(n.id) as "firstId", count(*)::int as count, bool_or(n.lane <> d.lane) as "isApart", min(n.created_at) as since, max(n.held_until) as until
    from notifications n join projects p on p.id = n.project_id
    join destinations d on d.project_id = n.project_id and d.id = n.destination_id
    where n.state = 'held' and n.held_until is not null and n.held_until <= ${now} and n.held_for = 'hours' and n.folded_into is null
    group by 1, 2, 3, 4 order by until limit ${limit}`;
}

export type OpenRound = {
  organizationId: string;
  projectId: string;
  id: string;
  key: string;
  digestId: string | null;
  name: string;
  template: RoundTemplate;
  sendEmpty: boolean;
  windowStart: Date;
  windowEnd: Date;
  timeZone: string;
  destinationId: string;
  /** Slugs of the console's address. */
  organizationSlug: string;
  projectSlug: string;
  /** What the round before it came to. */
  before: unknown;
};

/**
 * Rounds that began and whose message is not planned yet: those of this minute, and those whose process died in between.
 */
export async function listUnplanned(_scope: SystemScope, limit: number): Promise<OpenRound[]> {
  return hotSql()<OpenRound[]>`
    select p.organization_id as "organizationId", r.project_id as "projectId", r.id, r.key, r.digest_id as "digestId", r.name, r.template,
           coalesce(g.send_empty, false) as "sendEmpty", r.window_start as "windowStart", r.window_end as "windowEnd", r.time_zone as "timeZone",
           r.destination_id as "destinationId", o.slug as "organizationSlug", p.slug as "projectSlug",
           (select b.report -> 'figures' from rounds b where b.project_id = r.project_id and b.digest_id = r.digest_id
              and b.window_end < r.window_end and b.report is not null order by b.window_end desc limit 1) as before
    from rounds r join projects p on p.id = r.project_id join organizations o on o.id = p.organization_id
    left join digests g on g.project_id = r.project_id and g.id = r.digest_id
    where r.settled_at is null and r.planned_at is null
    order by r.claimed_at limit ${limit}`;
}
