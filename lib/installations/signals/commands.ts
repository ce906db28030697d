import { and, inArray, ne } from "drizzle-orm";
import { hotSql } from "@/db/client";
import { slackInstallations } from "@/db/schema";
import { acrossTenants } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { SystemScope } from "@/lib/auth/scope";
import { systemOrganizationScope } from "@/lib/auth/system";
import type { DestinationError } from "@/lib/destinations/schema";
import { unlisted } from "../channels/commands";

/** Slack retries for 24 hours; a little longer than that an event must be known again. */
const keptHours = 26;

/** Whether an event was taken before. */
export async function wasTaken(_scope: SystemScope, eventId: string): Promise<boolean> {
  const rows = await hotSql()`select 1 from slack_inbound_events where event_id = ${eventId}`;
  return rows.length > 0;
}

/**
 * Remembers that an event was dealt with. Afterwards, not before: a process that dies in between leaves it to Slack's
 * retry, and doing it twice changes nothing. Forgets some of what is past.
 */
export async function rememberTaken(_scope: SystemScope, eventId: string, now: Date): Promise<void> {
  const past = new Date(now.getTime() - keptHours * 3_600_000);
  await hotSql()`
    with past as (
      delete from slack_inbound_events where event_id in
        (select event_id from slack_inbound_events where received_at < ${past} limit 100 for update skip locked)
    )
    insert into slack_inbound_events (event_id, received_at) values (${eventId}, ${now}) on conflict do nothing`;
}

type Ended = { ids: readonly string[]; error: DestinationError };

/**
 * Slack took Bellwire out of a workspace: the tokens are erased, the rows stay. One that was connected again meanwhile must
 * not be among the ids.
 */
export async function endInstallations(scope: SystemScope, { ids, error }: Ended): Promise<void> {
  if (ids.length === 0) return;
  await acrossTenants(async (tx) => {
    const ended = await tx
      .update(slackInstallations)
      .set({
        status: "uninstalled",
        botToken: "",
        refreshToken: null,
        tokenExpiresAt: null,
        lastError: error,
      })
      .where(and(inArray(slackInstallations.id, [...ids]), ne(slackInstallations.status, "uninstalled")))
      .returning();
    for (const { id, organizationId, holderId, teamName } of ended) {
      await recordAudit(tx, systemOrganizationScope(scope.actor.job, organizationId), {
        action: "slack.uninstalled",
        targetId: id,
        after: { holderId, teamName, status: "uninstalled" },
      });
    }
  });
}

type Channel = { installationIds: readonly string[]; channelId: string };

/** A channel has another name: destinations, picker and default channel show it from now on. */
export async function renameChannel(
  _scope: SystemScope,
  { installationIds, channelId, name }: Channel & { name: string },
): Promise<void> {
  const ids = [...installationIds];
  await hotSql()`
    with told as (
      update destinations set config = jsonb_set(config, '{channelName}', to_jsonb(${name.slice(0, 80)}::text)), updated_at = now()
      where kind = 'slack_channel' and config ->> 'installationId' = any(${ids}) and config ->> 'channelId' = ${channelId}
    ), picked as (
      update slack_channels set name = ${name} where installation_id = any(${ids}) and id = ${channelId}
    )
    update slack_installations set default_channel_name = ${name} where id = any(${ids}) and default_channel_id = ${channelId}`;
}

/**
 * What the picker knows of a channel, as far as an event says it. A channel that the bot was let into and that is not known
 * (a private one, mostly) is noted without a name, hidden, so that the picker of its workspace asks Slack anew.
 */
export async function noteChannel(
  _scope: SystemScope,
  { installationIds, channelId }: Channel,
  change: "archived" | "unarchived" | "deleted" | "left" | { joinedIn: string },
): Promise<void> {
  const query = hotSql();
  const ids = [...installationIds];
  const isIt = query`installation_id = any(${ids}) and id = ${channelId}`;
  if (typeof change === "object") {
    await query`
      insert into slack_channels (installation_id, team_id, id, name, is_private, is_member, is_archived, is_shared, listed_at)
      select unnest(${ids}::text[]), ${change.joinedIn}, ${channelId}, ${channelId}, true, true, true, false, ${unlisted}
      on conflict (installation_id, team_id, id) do update set is_member = true`;
    return;
  }
  switch (change) {
    case "archived":
    case "unarchived":
      await query`update slack_channels set is_archived = ${change === "archived"} where ${isIt}`;
      return;
    case "left":
      await query`update slack_channels set is_member = false where ${isIt}`;
      return;
    case "deleted":
      await query`delete from slack_channels where ${isIt}`;
  }
}

/** A channel has another id: the picker and the default channel follow it. Its destinations are moved one by one. */
export async function renumberChannel(
  _scope: SystemScope,
  { installationIds, channelId, newChannelId }: Channel & { newChannelId: string },
): Promise<void> {
  const ids = [...installationIds];
  await hotSql()`
    with known as (
      delete from slack_channels where installation_id = any(${ids}) and id = ${channelId}
    )
    update slack_installations set default_channel_id = ${newChannelId}
    where id = any(${ids}) and default_channel_id = ${channelId}`;
}
