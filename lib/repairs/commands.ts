import type postgres from "postgres";
import { hotSql } from "@/db/client";
import { inScope, statementInScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope, SystemScope } from "@/lib/auth/scope";
import { explainFor } from "@/lib/destinations/explain";
import { newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import { explain } from "@/lib/slack/explain";
import { explainPerson } from "@/lib/slack/explain-person";
import { disabledSignals, signalParts } from "@/lib/webhooks/signals/commands";

/** Which destinations: some by id, a Slack channel, or everything of an installation. */
export type Broken =
  | { projectId: string; destinationIds: readonly string[] }
  | { teamId: string; channelId: string }
  | { installationId: string };

function those(which: Broken): postgres.Fragment {
  const sql = hotSql();
  if ("destinationIds" in which)
    return sql`d.project_id = ${which.projectId} and d.id = any(${[...which.destinationIds]})`;
  if ("channelId" in which)
    return sql`d.kind = 'slack_channel' and d.config ->> 'teamId' = ${which.teamId} and d.config ->> 'channelId' = ${which.channelId}`;
  return sql`d.kind in ('slack_channel', 'slack_dm') and d.config ->> 'installationId' = ${which.installationId}`;
}

/** A destination that was found broken just now. */
export type Mark = { organizationId: string; projectId: string; destinationId: string };

type Finding = { code: string; scope: "destination" | "installation"; now: Date };

/**
 * Marks destinations as broken, with the reason and its fix, and holds what waits for them. Those that are broken
 * already keep their first reason. Playbooks move on, so that what comes later is held when it is planned.
 * @returns the destinations whose owners should be told.
 */
export async function breakDestinations(
  _scope: SystemScope,
  which: Broken,
  { code, scope, now }: Finding,
): Promise<Mark[]> {
  const sql = hotSql();
  const at = now.toISOString();
  const error = sql.json({ code, ...explain(code, scope), at });
  const ofPerson = sql.json({ code, ...explainPerson(code, scope), at });
  const ofMail = sql.json({ code, ...explainFor("email", code, scope), at });
  const ofEndpoint = sql.json({ code, ...explainFor("webhook", code, scope), at });
  const held = {
    code: "destination_broken",
    text: "The destination was found broken, so this is held until it is mended.",
  };
  const installation = "installationId" in which ? which.installationId : null;
  return sql<Mark[]>`
    with left_behind as (
      update slack_installations set status = 'needs_reauth', last_error = ${error} where id = ${installation} and status = 'active'
    ), broken as (
      update destinations d set status = 'broken', last_error = case d.kind when 'slack_dm' then ${ofPerson} when 'email' then ${ofMail} when 'webhook' then ${ofEndpoint} else ${error} end, broken_at = ${now}, owners_told_at = null,
        suspected_code = null, suspected_at = null, updated_at = ${now}
      where ${those(which)} and d.status <> 'broken'
      returning d.project_id, d.id, d.name, d.kind, d.last_error
    ), ${signalParts(sql, disabledSignals(sql, now))}, held as (
      update notifications n set state = 'held', due_at = null, reason = ${sql.json(held)}
      from broken b where n.project_id = b.project_id and n.destination_id = b.id and n.state = 'pending' and n.kind <> 'test'
    ), moved as (
      update projects p set playbook_version = playbook_version + 1 where p.id in (select project_id from broken)
      returning p.id, p.organization_id
    )
    select m.organization_id as "organizationId", b.project_id as "projectId", b.id as "destinationId"
    from broken b join moved m on m.id = b.project_id`;
}

/**
 * Sends the critical notifications that broken destinations hold to their project's fallback as well, once each.
 * @returns the lanes to wake.
 */
export async function planFallbacks(_scope: SystemScope, marks: readonly Mark[]): Promise<Wake[]> {
  if (marks.length === 0) return [];
  const sql = hotSql();
  const ids = marks.map(() => newId("notification").slice(0, -6));
  const rows = marks.map(({ projectId, destinationId }, n) => ({ projectId, destinationId, id: ids[n] }));
  const text = "Its own destination was found broken, so this critical notification goes to the fallback.";
  return sql<Wake[]>`
    with held as (
      select n.*, b.id || lpad(row_number() over (partition by b.id order by n.sequence)::text, 6, '0') as new_id,
             f.id as f_id, f.name as f_name, f.kind as f_kind, f.lane as f_lane
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as b("projectId" text, "destinationId" text, id text)
      join projects p on p.id = b."projectId"
      join destinations f on f.project_id = p.id and f.id = p.fallback_destination_id and f.enabled and f.status = 'active'
      join notifications n on n.project_id = p.id and n.destination_id = b."destinationId"
        and n.state = 'held' and n.severity = 'critical' and n.kind = 'event' and (f.accepts_sandbox or n.environment <> 'sandbox')
    ), made as (
      insert into notifications (project_id, id, dedupe_key, kind, event_id, event_type, customer_id, route_id, route_name, destination_id,
        destination_name, destination_kind, lane, environment, severity, state, reason, message, fallback_for, due_at)
      select project_id, new_id, coalesce(event_id, id) || '|' || coalesce(route_id, '') || '|' || f_id, 'event', event_id, event_type, customer_id,
        route_id, route_name, f_id, f_name, f_kind, f_lane, environment, severity, 'pending', ${sql.json({ code: "fallback", text })}, message, id, now()
      from held on conflict (project_id, dedupe_key) do nothing
      returning lane
    )
    insert into lanes (key, wake_at) select distinct lane, now() from made order by lane
    on conflict (key) do update set wake_at = greatest(now(), lanes.next_at)
    returning key as lane, wake_at as at`;
}

/** Remembers the first sight of an answer that must come twice, a minute apart. A later sight of it changes nothing. */
export async function suspectDestination(
  _scope: SystemScope,
  {
    projectId,
    destinationId,
    code,
    now,
  }: { projectId: string; destinationId: string; code: string; now: Date },
): Promise<void> {
  await hotSql()`
    update destinations set suspected_code = ${code}, suspected_at = ${now}
    where project_id = ${projectId} and id = ${destinationId} and suspected_code is distinct from ${code}`;
}

/**
 * Marks destinations as mended: a good test, a channel unarchived, the bot invited, a workspace connected again.
 * What was held stays held until somebody says what to do with it.
 * @returns those that were broken.
 */
export async function healDestinations(
  _scope: SystemScope,
  which: Broken,
  { now }: { now: Date },
): Promise<Mark[]> {
  return hotSql()<Mark[]>`
    with healed as (
      update destinations d set status = 'active', last_error = null, broken_at = null, suspected_code = null, suspected_at = null, failing_since = null, warned_at = null, updated_at = ${now}
      where ${those(which)} and d.status = 'broken'
      returning d.project_id, d.id
    ), moved as (
      update projects p set playbook_version = playbook_version + 1 where p.id in (select project_id from healed)
      returning p.id, p.organization_id
    )
    select m.organization_id as "organizationId", h.project_id as "projectId", h.id as "destinationId"
    from healed h join moved m on m.id = h.project_id`;
}

export type Released = { count: number; wakes: Wake[] };

/**
 * Sends what was held for a destination, oldest first. More than a channel can take in at once is told as one counted
 * message by the lane itself. @returns how many, and the lanes to wake.
 */
export async function releaseHeld(scope: Scope, destinationId: string): Promise<Released> {
  const [row] = await statementInScope<{ count: number; lanes: string[] }>(
    scope,
    (sql) => sql`
      with freed as (
        update notifications n set state = 'pending', due_at = now(), lane = case when n.lane like d.lane || ':%' then n.lane else d.lane end,
          reason = ${sql.json({ code: "released", text: "It was held while the destination was broken, and sent when somebody said so." })}
        from destinations d
        where n.project_id = ${scope.projectId} and n.destination_id = ${destinationId} and n.state = 'held' and n.held_for is null
          and d.project_id = n.project_id and d.id = n.destination_id and d.status = 'active' and d.enabled
        returning n.lane
      ), woken as (
        insert into lanes (key, wake_at) select distinct lane, now() from freed order by lane
        on conflict (key) do update set wake_at = greatest(now(), lanes.next_at) returning key
      )
      select (select count(*)::int from freed) as count, coalesce((select array_agg(key) from woken), '{}') as lanes`,
  );
  const count = row?.count ?? 0;
  await audit(scope, "destination.release_held", destinationId, count);
  const at = new Date();
  return { count, wakes: (row?.lanes ?? []).map((lane) => ({ lane, at })) };
}

/** Gives up on what was held for a destination: suppressed, with the reason that somebody chose so. */
export async function discardHeld(scope: Scope, destinationId: string): Promise<number> {
  const [row] = await statementInScope<{ count: number }>(
    scope,
    (sql) => sql`
      with gone as (
        update notifications set state = 'suppressed', settled_at = now(), due_at = null,
          reason = ${sql.json({ code: "discarded", text: "It was held while the destination was broken, and somebody chose not to send it." })}
        where project_id = ${scope.projectId} and destination_id = ${destinationId} and state = 'held' and held_for is null
        returning 1
      )
      select count(*)::int as count from gone`,
  );
  const count = row?.count ?? 0;
  await audit(scope, "destination.discard_held", destinationId, count);
  return count;
}

async function audit(scope: Scope, action: string, targetId: string, count: number): Promise<void> {
  if (count > 0) await inScope(scope, (tx) => recordAudit(tx, scope, { action, targetId, after: { count } }));
}

/** Claims the duty of warning the owners of a webhook that fails, once each time it begins to. @returns undefined when somebody has it. */
export async function claimWarning(
  _scope: SystemScope,
  { projectId, destinationId }: { projectId: string; destinationId: string },
  now: Date,
): Promise<Mark | undefined> {
  const [mark] = await hotSql()<Mark[]>`
    update destinations d set warned_at = ${now} from projects p
    where p.id = d.project_id and d.project_id = ${projectId} and d.id = ${destinationId}
      and d.failing_since is not null and d.warned_at is null
    returning p.organization_id as "organizationId", d.project_id as "projectId", d.id as "destinationId"`;
  return mark;
}

/** Claims the duty of telling a broken destination's owners, once each time it breaks. @returns false when somebody has it. */
export async function claimTelling(
  _scope: SystemScope,
  { projectId, destinationId }: Mark,
  now: Date,
): Promise<boolean> {
  const rows = await hotSql()`
    update destinations set owners_told_at = ${now}
    where project_id = ${projectId} and id = ${destinationId} and status = 'broken' and owners_told_at is null returning 1`;
  return rows.length > 0;
}
