import { hotSql } from "@/db/client";
import type { OrganizationScope, SystemScope } from "@/lib/auth/scope";
import type { OwnerProblem } from "./queries";

type Found = {
  installationId: string;
  email: string;
  userId: string | null;
  userName: string | null;
  problem: OwnerProblem | null;
};

/** Remembers what Slack said of an address. The conversation with somebody else is forgotten. */
export async function rememberOwner(_scope: SystemScope, found: Found, now: Date): Promise<void> {
  const { installationId, email, userId, userName, problem } = found;
  await hotSql()`
    insert into slack_owners as o (installation_id, email, user_id, user_name, problem, looked_up_at)
    values (${installationId}, ${email}, ${userId}, ${userName}, ${problem}, ${now})
    on conflict (installation_id, email) do update set user_id = excluded.user_id, user_name = excluded.user_name,
      problem = excluded.problem, looked_up_at = excluded.looked_up_at,
      channel_id = case when o.user_id = excluded.user_id and excluded.problem is null then o.channel_id end`;
}

/** Remembers the conversation that was opened with an owner. */
export async function rememberOwnerChannel(
  _scope: SystemScope,
  { installationId, email, channelId }: { installationId: string; email: string; channelId: string },
): Promise<void> {
  await hotSql()`
    update slack_owners set channel_id = ${channelId} where installation_id = ${installationId} and email = ${email}`;
}

/** Makes the next message ask Slack anew, of every address that it did not know. @returns how many those are. */
export async function forgetUnresolvedOwners(scope: OrganizationScope): Promise<number> {
  const rows = await hotSql()`
    delete from slack_owners o using slack_installations i
    where i.id = o.installation_id and i.organization_id = ${scope.organizationId} and o.problem is not null
    returning o.email`;
  return rows.length;
}
