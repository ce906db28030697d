import { hotSql } from "@/db/client";
import type { DestinationKind, DestinationStatus } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import {
  type DestinationError,
  destinationErrorSchema,
  slackChannelConfig,
  slackDmConfig,
} from "@/lib/destinations/schema";
import { idFloor } from "@/lib/id";

/** A project's destination in a Slack channel, or a direct message with somebody there, with its health. */
export type ChannelHealth = {
  kind: Exclude<DestinationKind, "slack_webhook">;
  destinationId: string;
  destinationName: string;
  installationId: string;
  teamId: string;
  channelId: string;
  channelName: string;
  isPrivate: boolean;
  enabled: boolean;
  status: DestinationStatus;
  lastError: DestinationError | null;
  lastSuccessAt: Date | null;
  routeCount: number;
  /** Notifications that wait for somebody's word, and since when. */
  heldCount: number;
  heldSince: Date | null;
};

type Row = Omit<
  ChannelHealth,
  "installationId" | "teamId" | "channelId" | "channelName" | "isPrivate" | "lastError"
> & { config: unknown; lastError: unknown };

function healthOf({ config, lastError, ...row }: Row): ChannelHealth {
  const error = destinationErrorSchema.nullable().parse(lastError);
  if (row.kind === "slack_dm") {
    const { installationId, teamId, channelId, userName } = slackDmConfig.parse(config);
    return {
      ...row,
      installationId,
      teamId,
      channelId,
      channelName: userName,
      isPrivate: true,
      lastError: error,
    };
  }
  const { installationId, teamId, channelId, channelName, isPrivate } = slackChannelConfig.parse(config);
  return { ...row, installationId, teamId, channelId, channelName, isPrivate, lastError: error };
}

/** A project's destinations in Slack channels and direct messages, oldest first. */
export async function listChannelHealth(scope: Scope): Promise<ChannelHealth[]> {
  const rows = await statementInScope<Row>(
    scope,
    (sql) => sql`
      select d.kind, d.id as "destinationId", d.name as "destinationName", d.config, d.enabled, d.status, d.last_error as "lastError",
             d.last_success_at as "lastSuccessAt", coalesce(h.count, 0) as "heldCount", h.since as "heldSince",
             (select count(*)::int from routes r where r.project_id = d.project_id and r.destination_id = d.id and r.enabled) as "routeCount"
      from destinations d
      left join lateral (
        select count(*)::int as count, min(n.created_at) as since from notifications n
        where n.project_id = d.project_id and n.destination_id = d.id and n.state = 'held' and n.held_for is null
      ) h on true
      where d.project_id = ${scope.projectId} and d.kind in ('slack_channel', 'slack_dm')
      order by d.id`,
  );
  return rows.map(healthOf);
}

/** One hour of an installation's traffic in a project. */
export type Hour = { hour: Date; sent: number; failed: number };

const hourMs = 3_600_000;

/** What was sent and what failed in the 24 hours before `now`, by installation; 24 hours each, oldest first. */
export async function hourlyByInstallation(
  scope: Scope,
  now: Date,
): Promise<(installationId: string) => Hour[]> {
  const since = new Date(now.getTime() - 24 * hourMs);
  const sql = hotSql();
  const rows = await sql<{ installationId: string; hour: Date; sent: number; failed: number }[]>`
    select d.config ->> 'installationId' as "installationId", date_bin('1 hour', n.created_at, ${since}) as hour,
           count(*) filter (where n.state = 'sent')::int as sent, count(*) filter (where n.state = 'failed')::int as failed
    from notifications n join destinations d on d.project_id = n.project_id and d.id = n.destination_id
    where n.project_id = ${scope.projectId} and n.id >= ${idFloor("notification", since)} and n.created_at >= ${since}
      and n.destination_kind in ('slack_channel', 'slack_dm') and n.state in ('sent', 'failed')
    group by 1, 2`;
  return (installationId) =>
    Array.from({ length: 24 }, (_, index) => {
      const hour = new Date(since.getTime() + index * hourMs);
      const found = rows.find(
        (row) => row.installationId === installationId && row.hour.getTime() === hour.getTime(),
      );
      return { hour, sent: found?.sent ?? 0, failed: found?.failed ?? 0 };
    });
}

/** The names of people of ours, by id, for “installed by”. */
export async function namePeople(scope: Scope, userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await statementInScope<{ id: string; name: string }>(
    scope,
    (sql) =>
      sql`select id, coalesce(nullif(name, ''), email) as name from users where id = any(${[...userIds]})`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Destinations that another project of the organization has through an installation. */
export type Elsewhere = { installationId: string; projectId: string; projectName: string; count: number };

/** What the organization's other projects have through its installations: they lose it together with this one. */
export async function listElsewhere(scope: Scope): Promise<Elsewhere[]> {
  return hotSql()<Elsewhere[]>`
    select d.config ->> 'installationId' as "installationId", p.id as "projectId", p.name as "projectName", count(*)::int as count
    from destinations d join projects p on p.id = d.project_id
    where p.organization_id = ${scope.organizationId} and p.id <> ${scope.projectId} and d.kind = 'slack_channel'
    group by 1, p.id, p.name order by p.name, p.id`;
}
