import { statementInScope } from "@/db/transaction";
import type { OrganizationScope } from "@/lib/auth/scope";
import { type CachedChannel, unlisted } from "./commands";
import type { ChannelCursor } from "./cursor";

/** How much of a workspace's channels is known. */
export type ListingState = {
  count: number;
  /** When all of them were last listed; null while that never came to its end. */
  listedAt: Date | null;
  /** Some were seen since in a listing that was cut short. */
  hasUnlisted: boolean;
};

/** What is known of the channels of an installation's workspace. */
export async function findListingState(
  scope: OrganizationScope,
  { installationId, teamId }: { installationId: string; teamId: string },
): Promise<ListingState> {
  const [row] = await statementInScope<ListingState>(
    scope,
    (sql) => sql`
      select count(*)::int as count, min(c.listed_at) filter (where c.listed_at > ${unlisted}) as "listedAt",
             coalesce(bool_or(c.listed_at <= ${unlisted}), false) as "hasUnlisted"
      from slack_channels c join slack_installations i on i.id = c.installation_id
      where i.id = ${installationId} and i.organization_id = ${scope.organizationId} and c.team_id = ${teamId}`,
  );
  return row ?? { count: 0, listedAt: null, hasUnlisted: false };
}

type Search = {
  installationId: string;
  /** Undefined for every workspace. */
  teamId?: string | undefined;
  /** In lower case; empty for all. */
  text: string;
  isPrivate?: boolean | undefined;
  after?: ChannelCursor | undefined;
  limit: number;
};

/** Channels whose name holds a text: public ones first, then private ones, each by name. */
export async function searchChannels(
  scope: OrganizationScope,
  { installationId, teamId, text, isPrivate, after, limit }: Search,
): Promise<CachedChannel[]> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return statementInScope<CachedChannel>(
    scope,
    (sql) => sql`
      select c.id, c.name, c.is_private as "isPrivate", c.is_member as "isMember", c.is_archived as "isArchived",
             c.is_shared as "isShared", c.member_count as "memberCount"
      from slack_channels c join slack_installations i on i.id = c.installation_id
      where i.id = ${installationId} and i.organization_id = ${scope.organizationId} and not c.is_archived
        ${teamId === undefined ? sql`` : sql`and c.team_id = ${teamId}`}
        ${text === "" ? sql`` : sql`and lower(c.name) like ${pattern}`}
        ${isPrivate === undefined ? sql`` : sql`and c.is_private = ${isPrivate}`}
        ${after ? sql`and (c.is_private, c.name, c.id) > (${after.isPrivate}, ${after.name}, ${after.id})` : sql``}
      order by c.is_private, c.name, c.id limit ${limit}`,
  );
}
