import { hotSql } from "@/db/client";
import type { CaseState, Severity } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";
import { leadOrder } from "@/lib/cases/commands";
import type { Step } from "@/lib/cases/order";
import type { Receipt } from "@/lib/destinations/transport";
import { type Message, parseMessage } from "@/lib/messages/message";

/** A step, with what its destination was or is to be told of it; null for what that was never told of. */
export type StepThere = Step & { toldText: string | null; toldEmoji: string | null; isSent: boolean };

/** A case as one destination knows it. */
export type CaseThere = {
  id: string;
  key: string;
  customerId: string | null;
  state: CaseState;
  severity: Severity;
  status: string | null;
  version: number;
  leadEventId: string;
  leadEventType: string;
  /** The step that last opened or resolved it. */
  turnEventId: string | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  assignedTo: string | null;
  snoozedUntil: Date | null;
  stepCount: number;
  /** The latest of them, in the order in which they happened. */
  steps: StepThere[];
  /** What this destination has of the step that leads among those it knows; null when it knows none. */
  lead: { eventId: string; message: Message } | null;
  living: {
    notificationId: string;
    receipt: Receipt;
    replyTs: string | null;
    message: Message;
    severity: Severity;
    state: CaseState;
  } | null;
};

/** Steps that are looked at for one telling; a longer story is counted. */
const shownSteps = 60;

type Which = { projectId: string; caseId: string; destinationId: string };
type Row = Omit<CaseThere, "steps" | "lead" | "living"> & {
  lead: { eventId: string; message: unknown } | null;
  living: (Omit<NonNullable<CaseThere["living"]>, "message"> & { message: unknown }) | null;
};

/** A case as it stands, with what one destination knows of it; undefined when it was pruned. */
export async function readCaseThere(
  _scope: SystemScope,
  { projectId, caseId, destinationId }: Which,
): Promise<CaseThere | undefined> {
  const sql = hotSql();
  const there = sql`n.project_id = ${projectId} and n.case_id = ${caseId} and n.destination_id = ${destinationId}
    and n.kind = 'event' and n.state <> 'suppressed'`;
  const [[row], steps] = await Promise.all([
    sql<Row[]>`
      select c.id, c.key, c.customer_id as "customerId", c.turn_event_id as "turnEventId", c.state, c.severity, c.status, c.version::int as version, c.lead_event_id as "leadEventId",
        c.lead_event_type as "leadEventType", c.acknowledged_at as "acknowledgedAt", c.acknowledged_by as "acknowledgedBy",
        c.assigned_to as "assignedTo", c.snoozed_until as "snoozedUntil",
        (select count(*)::int from case_steps s where s.project_id = c.project_id and s.case_id = c.id) as "stepCount",
        (select json_build_object('eventId', s.event_id, 'message', n.message)
           from notifications n join case_steps s on s.project_id = n.project_id and s.case_id = n.case_id and s.event_id = n.event_id
           where ${there} order by ${leadOrder(sql, "s")} limit 1) as lead,
        (select json_build_object('notificationId', m.notification_id, 'receipt', m.receipt, 'replyTs', m.reply_ts, 'message', m.message,
                  'severity', m.severity, 'state', m.state)
           from case_messages m where m.project_id = c.project_id and m.case_id = c.id and m.destination_id = ${destinationId}) as living
      from cases c where c.project_id = ${projectId} and c.id = ${caseId}`,
    sql<StepThere[]>`
      select * from (
        select s.event_id as "eventId", s.event_type as "eventType", s.phase, s.rank, s.is_final as "isFinal", s.severity, s.status, s.text,
               s.occurred_at as "occurredAt", t.text as "toldText", t.emoji as "toldEmoji", coalesce(t.is_sent, false) as "isSent"
        from case_steps s left join lateral (
          select n.message ->> 'text' as text, n.message ->> 'emoji' as emoji, n.state = 'sent' as is_sent
          from notifications n where ${there} and n.event_id = s.event_id order by n.state = 'sent' desc limit 1) t on true
        where s.project_id = ${projectId} and s.case_id = ${caseId} order by s.occurred_at desc, s.rank desc, s.event_id desc limit ${shownSteps}
      ) latest order by "occurredAt", rank, "eventId"`,
  ]);
  if (!row) return undefined;
  const { lead, living } = row;
  return {
    ...row,
    steps: [...steps],
    lead: lead && { ...lead, message: parseMessage(lead.message) },
    living: living && { ...living, message: parseMessage(living.message) },
  };
}
