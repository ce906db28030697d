import { hotSql } from "@/db/client";
import type { CaseState, Environment } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";

/** A case told at one destination, with the workspace that stands behind it. */
export type PressedPlace = {
  organizationId: string;
  organizationSlug: string;
  projectId: string;
  projectSlug: string;
  timeZone: string;
  caseId: string;
  state: CaseState;
  turnEventId: string | null;
  environment: Environment;
  customerId: string | null;
  /** The notification whose message stands there. */
  notificationId: string | null;
  installationId: string;
  installationStatus: string;
  appId: string;
  holderId: string;
  isEnterpriseInstall: boolean;
};

/** Where a button stands; undefined when the case, the destination or its workspace is gone. */
export async function findPressedPlace(
  _scope: SystemScope,
  { projectId, caseId, destinationId }: { projectId: string; caseId: string; destinationId: string },
): Promise<PressedPlace | undefined> {
  const [row] = await hotSql()<PressedPlace[]>`
    select p.organization_id as "organizationId", o.slug as "organizationSlug", p.id as "projectId", p.slug as "projectSlug",
      p.time_zone as "timeZone", c.id as "caseId", c.state, c.turn_event_id as "turnEventId", c.environment,
      c.customer_id as "customerId", m.notification_id as "notificationId",
      i.id as "installationId", i.status as "installationStatus", i.app_id as "appId", i.holder_id as "holderId",
      i.is_enterprise_install as "isEnterpriseInstall"
    from cases c
    join projects p on p.id = c.project_id
    join organizations o on o.id = p.organization_id
    join destinations d on d.project_id = c.project_id and d.id = ${destinationId}
    join slack_installations i on i.organization_id = p.organization_id and i.id = d.config ->> 'installationId'
    left join case_messages m on m.project_id = c.project_id and m.case_id = c.id and m.destination_id = d.id
    where c.project_id = ${projectId} and c.id = ${caseId}`;
  return row;
}

/** How somebody of a workspace is called, where its people were listed. */
export async function findPersonName(
  _scope: SystemScope,
  { installationId, userId }: { installationId: string; userId: string },
): Promise<string | undefined> {
  const [row] = await hotSql()<{ name: string }[]>`
    select coalesce(
      (select p.name from slack_people p where p.installation_id = ${installationId} and p.id = ${userId} limit 1),
      (select o.user_name from slack_owners o where o.installation_id = ${installationId} and o.user_id = ${userId} limit 1)) as name`;
  return row?.name ?? undefined;
}

/** Presses that were stored and not done, because the process that took them died: those of the last ten minutes, oldest first. */
export async function listLeftClicks(
  _scope: SystemScope,
  { graceSeconds, limit }: { graceSeconds: number; limit: number },
): Promise<{ key: string; click: unknown; receivedAt: Date }[]> {
  return hotSql()<{ key: string; click: unknown; receivedAt: Date }[]>`
    select key, click, received_at as "receivedAt" from slack_clicks
    where done_at is null and received_at > now() - interval '10 minutes'
      and received_at < now() - make_interval(secs => ${graceSeconds})
    order by received_at limit ${limit}`;
}
