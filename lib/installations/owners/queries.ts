import { hotSql } from "@/db/client";
import type { OrganizationScope, SystemScope } from "@/lib/auth/scope";

/** Why the owner of a customer cannot be told in Slack. */
export type OwnerProblem = "unknown" | "deactivated" | "no_address";

/** Who has an address in a workspace, as last asked. */
export type KnownOwner = {
  userId: string | null;
  channelId: string | null;
  problem: OwnerProblem | null;
  lookedUpAt: Date;
};

/** What is remembered of an address in a workspace, however old. */
export async function findKnownOwner(
  _scope: SystemScope,
  { installationId, email }: { installationId: string; email: string },
): Promise<KnownOwner | undefined> {
  const [row] = await hotSql()<KnownOwner[]>`
    select user_id as "userId", channel_id as "channelId", problem, looked_up_at as "lookedUpAt"
    from slack_owners where installation_id = ${installationId} and email = ${email}`;
  return row;
}

export type UnresolvedOwner = {
  installationId: string;
  teamName: string;
  email: string;
  problem: OwnerProblem;
  lookedUpAt: Date;
  /** Customers of the organization that they look after. */
  customers: number;
};

/** Owners of customers whom Slack did not know when somebody wanted to tell them, the latest first. */
export async function listUnresolvedOwners(scope: OrganizationScope): Promise<UnresolvedOwner[]> {
  return hotSql()<UnresolvedOwner[]>`
    select o.installation_id as "installationId", i.team_name as "teamName", o.email, o.problem, o.looked_up_at as "lookedUpAt",
           (select count(*)::int from customers c join projects p on p.id = c.project_id
            where p.organization_id = i.organization_id and c.owner_email = o.email) as customers
    from slack_owners o join slack_installations i on i.id = o.installation_id
    where i.organization_id = ${scope.organizationId} and i.status <> 'uninstalled' and o.problem is not null
    order by o.looked_up_at desc limit 100`;
}
