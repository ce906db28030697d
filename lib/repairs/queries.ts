import { hotSql } from "@/db/client";
import { statementInScope } from "@/db/transaction";
import type { Scope, SystemScope } from "@/lib/auth/scope";
import type { Mark } from "./commands";

/** A destination with notifications that wait for somebody's word. */
export type HeldItem = {
  destinationId: string;
  destinationName: string;
  isBroken: boolean;
  count: number;
  since: Date;
};

/** What is held, by destination: for the banner and the dialog that offers to send it. */
export async function listHeld(scope: Scope): Promise<HeldItem[]> {
  return statementInScope<HeldItem>(
    scope,
    (sql) => sql`
      select n.destination_id as "destinationId", coalesce(d.name, min(n.destination_name)) as "destinationName",
             coalesce(d.status = 'broken', true) as "isBroken", count(*)::int as count, min(n.created_at) as since
      from notifications n left join destinations d on d.project_id = n.project_id and d.id = n.destination_id
      where n.project_id = ${scope.projectId} and n.state = 'held' and n.held_for is null
      group by n.destination_id, d.name, d.status order by min(n.created_at)`,
  );
}

export type BrokenNotice = {
  destinationName: string;
  code: string;
  message: string;
  fix: string;
  brokenAt: Date;
  heldCount: number;
  organizationName: string;
  organizationSlug: string;
  projectName: string;
  projectSlug: string;
  /** Owners and admins of the organization. */
  emails: string[];
};

export type FailingNotice = Pick<
  BrokenNotice,
  "destinationName" | "organizationName" | "organizationSlug" | "projectName" | "projectSlug" | "emails"
> & { destinationId: string; failingSince: Date; lastCode: string | null };

/** All that a mail about a webhook that fails says, and to whom; undefined when something arrived there meanwhile. */
export async function findFailingNotice(
  _scope: SystemScope,
  { projectId, destinationId }: Mark,
): Promise<FailingNotice | undefined> {
  const [row] = await hotSql()<FailingNotice[]>`
    select d.id as "destinationId", d.name as "destinationName", d.failing_since as "failingSince", o.name as "organizationName",
           o.slug as "organizationSlug", p.name as "projectName", p.slug as "projectSlug",
           (select n.last_error ->> 'code' from notifications n where n.project_id = d.project_id and n.destination_id = d.id
            and n.last_error is not null order by n.id desc limit 1) as "lastCode",
           coalesce((select array_agg(u.email order by u.email) from members m join users u on u.id = m.user_id
                     where m.organization_id = o.id and m.role in ('owner', 'admin')), '{}') as emails
    from destinations d join projects p on p.id = d.project_id join organizations o on o.id = p.organization_id
    where d.project_id = ${projectId} and d.id = ${destinationId} and d.failing_since is not null and d.status = 'active'`;
  return row;
}

/** All that a mail about a broken destination says, and to whom; undefined when it was mended or deleted meanwhile. */
export async function findBrokenNotice(
  _scope: SystemScope,
  { projectId, destinationId }: Mark,
): Promise<BrokenNotice | undefined> {
  const [row] = await hotSql()<BrokenNotice[]>`
    select d.name as "destinationName", d.last_error ->> 'code' as code, d.last_error ->> 'message' as message, d.last_error ->> 'fix' as fix,
           d.broken_at as "brokenAt", o.name as "organizationName", o.slug as "organizationSlug", p.name as "projectName", p.slug as "projectSlug",
           (select count(*)::int from notifications n where n.project_id = d.project_id and n.destination_id = d.id and n.state = 'held' and n.held_for is null) as "heldCount",
           coalesce((select array_agg(u.email order by u.email) from members m join users u on u.id = m.user_id
                     where m.organization_id = o.id and m.role in ('owner', 'admin')), '{}') as emails
    from destinations d join projects p on p.id = d.project_id join organizations o on o.id = p.organization_id
    where d.project_id = ${projectId} and d.id = ${destinationId} and d.status = 'broken'`;
  return row;
}
