import { hotSql } from "@/db/client";
import type { OrganizationScope } from "@/lib/auth/scope";

/** A channel as the picker keeps it. */
export type CachedChannel = {
  id: string;
  name: string;
  isPrivate: boolean;
  isMember: boolean;
  isArchived: boolean;
  isShared: boolean;
  memberCount: number | null;
};

/**
 * Marks a channel that was seen in a listing that did not come to its end: another listing is due, and until then the
 * picker says that it does not know all of them.
 */
export const unlisted = new Date(0);

type Listed = {
  installationId: string;
  /** The workspace, where a whole Slack organization is installed; empty elsewhere. */
  teamId: string;
  channels: readonly CachedChannel[];
};

/**
 * Keeps what was listed. A whole listing replaces what was known; of one that was cut short, what is new is added and
 * nothing is forgotten.
 */
export async function keepChannels(
  scope: OrganizationScope,
  { installationId, teamId, channels }: Listed,
  { isWhole, now }: { isWhole: boolean; now: Date },
): Promise<void> {
  const sql = hotSql();
  const listedAt = isWhole ? now : unlisted;
  await sql.begin(async (tx) => {
    const [own] = await tx`
      select 1 from slack_installations where id = ${installationId} and organization_id = ${scope.organizationId} for update`;
    if (!own) return;
    await tx`
      insert into slack_channels (installation_id, team_id, id, name, is_private, is_member, is_archived, is_shared, member_count, listed_at)
      select ${installationId}, ${teamId}, i.id, i.name, i."isPrivate", i."isMember", i."isArchived", i."isShared", i."memberCount", ${listedAt}
      from json_to_recordset(${JSON.stringify(channels)}::text::json) as i(
        id text, name text, "isPrivate" boolean, "isMember" boolean, "isArchived" boolean, "isShared" boolean, "memberCount" integer)
      on conflict (installation_id, team_id, id) do update set name = excluded.name, is_private = excluded.is_private,
        is_member = excluded.is_member, is_archived = excluded.is_archived, is_shared = excluded.is_shared,
        member_count = excluded.member_count, listed_at = greatest(slack_channels.listed_at, excluded.listed_at)`;
    if (isWhole)
      await tx`
        delete from slack_channels where installation_id = ${installationId} and team_id = ${teamId} and listed_at < ${now}`;
  });
}
