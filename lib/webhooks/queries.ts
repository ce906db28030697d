import { hotSql } from "@/db/client";
import type { CaseState, Environment, NotificationKind } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";
import type { Matter } from "@/lib/destinations/transport";
import { houseLocale } from "@/lib/messages/locale";
import { compileRedaction, redactEvent } from "@/lib/redaction/redact";
import { parseRedaction } from "@/lib/redaction/schema";

type Row = {
  kind: NotificationKind;
  createdAt: Date;
  replayOf: string | null;
  destinationId: string;
  destinationName: string;
  routeId: string | null;
  routeName: string | null;
  projectId: string;
  projectName: string;
  timeZone: string;
  locale: string | null;
  redaction: unknown;
  caseId: string | null;
  caseKey: string | null;
  caseState: CaseState | null;
  eventId: string | null;
  externalId: string;
  type: string;
  source: string;
  environment: Environment;
  occurredAt: Date;
  receivedAt: Date;
  customer: Record<string, unknown> | null;
  data: Record<string, unknown> | null;
};

/** A named thing, where there is one. */
const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? "" });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The event as the destination may see it: the body is as closed as the message. */
function eventOf(row: Row): Matter["event"] {
  const { eventId: id, externalId, type, source, environment, occurredAt, receivedAt, customer, data } = row;
  if (id === null || data === null) return null;
  const whole = { id, externalId, type, source, environment, occurredAt, receivedAt, customer, data };
  const rules = parseRedaction(row.redaction);
  if (!rules) return whole;
  const { event } = redactEvent(
    { externalId, customer: customer ?? undefined, data },
    compileRedaction(rules),
  );
  return {
    ...whole,
    externalId: event.externalId,
    customer: isRecord(event.customer) ? event.customer : null,
    data: isRecord(event.data) ? event.data : {},
  };
}

/** What a webhook is told beside the message. Undefined when the notification is gone. */
export async function loadMatter(
  _scope: SystemScope,
  { projectId, id }: { projectId: string; id: string },
): Promise<Matter | undefined> {
  const [row] = await hotSql()<Row[]>`
    select n.kind, n.created_at as "createdAt", n.reason ->> 'of' as "replayOf", n.destination_id as "destinationId",
      n.destination_name as "destinationName", n.route_id as "routeId", n.route_name as "routeName", p.id as "projectId",
      p.name as "projectName", p.time_zone as "timeZone", b.locale, d.redaction, c.id as "caseId", c.key as "caseKey",
      c.state as "caseState", e.id as "eventId", e.external_id as "externalId", e.type, e.source, e.environment,
      e.occurred_at as "occurredAt", e.received_at as "receivedAt", e.customer,
      case when e.payload_deleted_at is null then e.data end as data
    from notifications n join projects p on p.id = n.project_id
    left join brands b on b.project_id = n.project_id
    left join destinations d on d.project_id = n.project_id and d.id = n.destination_id
    left join cases c on c.project_id = n.project_id and c.id = n.case_id
    left join events e on e.project_id = n.project_id and e.id = n.event_id
    where n.project_id = ${projectId} and n.id = ${id}`;
  if (!row) return undefined;
  const { caseId, caseKey, caseState } = row;
  return {
    notification: { kind: row.kind, createdAt: row.createdAt, replayOf: row.replayOf },
    project: {
      id: row.projectId,
      name: row.projectName,
      timeZone: row.timeZone,
      locale: row.locale ?? houseLocale,
    },
    destination: { id: row.destinationId, name: row.destinationName },
    route: named(row.routeId, row.routeName),
    case:
      caseId === null || caseKey === null || caseState === null
        ? null
        : { id: caseId, key: caseKey, state: caseState },
    event: eventOf(row),
  };
}
