import type postgres from "postgres";
import type { CaseState, Environment, Severity } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import type { Receipt } from "@/lib/destinations/transport";
import { notFound } from "@/lib/errors";
import { maxPage } from "@/lib/events/queries";
import { type CaseKey, nameOf } from "./join";
import type { Step } from "./order";

type Known = {
  key: string;
  environment: Environment;
  isOpen: boolean;
  destinationIds: string[];
  livingIds: string[];
};

/** What planning must know of the cases that a batch of events names, by their names (./join `nameOf`). */
export type KnownCases = {
  open: ReadonlySet<string>;
  /** Ids of the destinations that were told of each. */
  audiences: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of the destinations where a message of each stands. */
  living: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Which of the cases stand open, and who was told of them. Asks nothing when there are none. */
export async function listAudiences(scope: Scope, keys: readonly CaseKey[]): Promise<KnownCases> {
  if (keys.length === 0) return { open: new Set(), audiences: new Map(), living: new Map() };
  const rows = await statementInScope<Known>(
    scope,
    (sql) => sql`
      select c.key, c.environment, c.state = 'open' as "isOpen",
             array(select n.destination_id from notifications n where n.project_id = c.project_id and n.case_id = c.id
                   and n.kind = 'event' and n.state <> 'suppressed'
                   union select m.destination_id from case_messages m where m.project_id = c.project_id and m.case_id = c.id) as "destinationIds",
             array(select m.destination_id from case_messages m where m.project_id = c.project_id and m.case_id = c.id) as "livingIds"
      from json_to_recordset(${JSON.stringify(keys)}::text::json) as k(key text, environment text)
      join cases c on c.project_id = ${scope.projectId} and c.environment = k.environment and c.key = k.key`,
  );
  return {
    open: new Set(rows.filter(({ isOpen }) => isOpen).map(nameOf)),
    audiences: new Map(rows.map((row) => [nameOf(row), new Set(row.destinationIds)])),
    living: new Map(rows.map((row) => [nameOf(row), new Set(row.livingIds)])),
  };
}

export type CaseItem = {
  id: string;
  key: string;
  environment: Environment;
  state: CaseState;
  status: string | null;
  severity: Severity;
  text: string;
  customerId: string | null;
  customerName: string | null;
  leadEventId: string;
  leadEventType: string;
  openedAt: Date;
  updatedAt: Date;
  resolvedAt: Date | null;
  expiresAt: Date | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  assignedTo: string | null;
  snoozedUntil: Date | null;
  stepCount: number;
};

const columns = (sql: postgres.Sql) => sql`
  c.id, c.key, c.environment, c.state, c.status, c.severity, c.text, c.customer_id as "customerId", c.customer_name as "customerName",
  c.lead_event_id as "leadEventId", c.lead_event_type as "leadEventType", c.opened_at as "openedAt", c.updated_at as "updatedAt",
  c.resolved_at as "resolvedAt", c.expires_at as "expiresAt", c.acknowledged_at as "acknowledgedAt",
  c.acknowledged_by as "acknowledgedBy", c.assigned_to as "assignedTo", c.snoozed_until as "snoozedUntil",
  (select count(*)::int from case_steps s where s.project_id = c.project_id and s.case_id = c.id) as "stepCount"`;

export type CaseFilter = {
  cursor?: string | undefined;
  limit?: number | undefined;
  state?: CaseState | undefined;
  customerId?: string | undefined;
};

const cursorShape = /^(\d{1,17})_(\w{1,64})$/;

/**
 * A project's cases, the one that moved last first. The cursor is the place of the last one of the page before; one that
 * is none of ours begins at the start.
 */
export async function listCases(
  scope: Scope,
  filter: CaseFilter,
): Promise<{ items: CaseItem[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), maxPage);
  const [, micros, id] = cursorShape.exec(filter.cursor ?? "") ?? [];
  const rows = await statementInScope<CaseItem & { place: string }>(
    scope,
    (sql) => sql`
      select ${columns(sql)}, (extract(epoch from c.updated_at) * 1000000)::bigint || '_' || c.id as place
      from cases c where c.project_id = ${scope.projectId}
        ${micros && id ? sql`and (c.updated_at, c.id) < (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id})` : sql``}
        ${filter.state ? sql`and c.state = ${filter.state}` : sql``}
        ${filter.customerId ? sql`and c.customer_id = ${filter.customerId}` : sql``}
      order by c.updated_at desc, c.id desc limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ place: _, ...item }) => item),
    nextCursor: rows.length > limit ? (page.at(-1)?.place ?? null) : null,
  };
}

export type CaseStep = Omit<Step, "rank"> & { recordedAt: Date; isEvent: boolean };

/** Where a case is told. */
export type CaseMessage = {
  destinationId: string;
  destinationName: string | null;
  notificationId: string;
  receipt: Receipt | null;
  text: string;
  /** Whether it says all that has happened. */
  isCurrent: boolean;
  postedAt: Date;
  updatedAt: Date;
};

export type CaseDetail = CaseItem & { steps: CaseStep[]; messages: CaseMessage[] };

/** Steps that are shown of one case; a longer story is counted. */
const maxSteps = 500;

/** One case with its steps, the latest first, and where it is told. @throws AppError `not_found`, also for another project's id. */
export async function getCase(scope: Scope, id: string): Promise<CaseDetail> {
  const [[item], steps, messages] = await Promise.all([
    statementInScope<CaseItem>(
      scope,
      (sql) =>
        sql`select ${columns(sql)} from cases c where c.project_id = ${scope.projectId} and c.id = ${id}`,
    ),
    statementInScope<CaseStep>(
      scope,
      (sql) => sql`
        select s.event_id as "eventId", s.event_type as "eventType", s.phase, s.is_final as "isFinal", s.severity, s.status, s.text,
               s.occurred_at as "occurredAt", s.recorded_at as "recordedAt",
               exists (select from events e where e.project_id = s.project_id and e.id = s.event_id) as "isEvent"
        from case_steps s where s.project_id = ${scope.projectId} and s.case_id = ${id}
        order by s.occurred_at desc, s.rank desc, s.event_id desc limit ${maxSteps}`,
    ),
    statementInScope<CaseMessage>(
      scope,
      (sql) => sql`
        select m.destination_id as "destinationId", d.name as "destinationName", m.notification_id as "notificationId", m.receipt,
               m.message ->> 'text' as text, m.told_version >= c.version as "isCurrent", m.posted_at as "postedAt", m.updated_at as "updatedAt"
        from case_messages m join cases c on c.project_id = m.project_id and c.id = m.case_id
        left join destinations d on d.project_id = m.project_id and d.id = m.destination_id
        where m.project_id = ${scope.projectId} and m.case_id = ${id} order by m.posted_at`,
    ),
  ]);
  if (!item) throw notFound();
  return { ...item, steps, messages };
}
