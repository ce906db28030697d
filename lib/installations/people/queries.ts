import { statementInScope } from "@/db/transaction";
import type { OrganizationScope } from "@/lib/auth/scope";
import { unlisted } from "../channels/commands";
import type { ListingState } from "../channels/queries";
import type { CachedPerson } from "./commands";

type Which = { installationId: string; teamId: string };

/** What is known of the people of an installation's workspace. */
export async function findPeopleState(
  scope: OrganizationScope,
  { installationId, teamId }: Which,
): Promise<ListingState> {
  const [row] = await statementInScope<ListingState>(
    scope,
    (sql) => sql`
      select count(*)::int as count, min(p.listed_at) filter (where p.listed_at > ${unlisted}) as "listedAt",
             coalesce(bool_or(p.listed_at <= ${unlisted}), false) as "hasUnlisted"
      from slack_people p join slack_installations i on i.id = p.installation_id
      where i.id = ${installationId} and i.organization_id = ${scope.organizationId} and p.team_id = ${teamId}`,
  );
  return row ?? { count: 0, listedAt: null, hasUnlisted: false };
}

type Search = Which & {
  /** In lower case; empty for all. */
  text: string;
  /** The id of the last person of the page before. */
  after?: string | undefined;
  limit: number;
};

/** People whose name or handle holds a text, by name. */
export async function searchPeople(
  scope: OrganizationScope,
  { installationId, teamId, text, after, limit }: Search,
): Promise<CachedPerson[]> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return statementInScope<CachedPerson>(
    scope,
    (sql) => sql`
      select p.id, p.name, p.handle
      from slack_people p join slack_installations i on i.id = p.installation_id
      where i.id = ${installationId} and i.organization_id = ${scope.organizationId} and p.team_id = ${teamId}
        ${text === "" ? sql`` : sql`and (lower(p.name) like ${pattern} or lower(p.handle) like ${pattern})`}
        ${
          after === undefined
            ? sql``
            : sql`and (lower(p.name), p.id) > (select lower(l.name), l.id from slack_people l
                where l.installation_id = ${installationId} and l.team_id = ${teamId} and l.id = ${after})`
        }
      order by lower(p.name), p.id limit ${limit}`,
  );
}
