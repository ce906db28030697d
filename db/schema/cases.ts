import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { caseStates, environments, severities } from "../enums";
import { instant } from "./instant";

/**
 * The story of one thing. What the row says of its present state comes from the leading step, which is chosen by an order
 * that does not depend on the order of arrival, so that late and repeated events never move a case backwards.
 */
export const cases = pgTable(
  "cases",
  {
    projectId: text("project_id").notNull(),
    id: text().notNull(),
    /** What it is about, such as `invoice:in_1042`. Sandbox and production never share a case. */
    key: text().notNull(),
    environment: text({ enum: environments }).notNull(),
    customerId: text("customer_id"),
    customerName: text("customer_name"),
    state: text({ enum: caseStates }).notNull(),
    severity: text({ enum: severities }).notNull(),
    /** The leading step's sentence, and its word for how things stand, such as “Approved”. */
    text: text().notNull(),
    status: text(),
    leadEventId: text("lead_event_id").notNull(),
    leadEventType: text("lead_event_type").notNull(),
    leadAt: instant("lead_at").notNull(),
    leadRank: integer("lead_rank").notNull(),
    /** Nothing that happens later changes a final step, such as a decision on an approval. */
    isFinal: boolean("is_final").notNull().default(false),
    /** The step that last opened or resolved it, which decides the state: what only updates it leaves that as it is. */
    turnEventId: text("turn_event_id"),
    turnAt: instant("turn_at"),
    turnRank: integer("turn_rank"),
    turnIsFinal: boolean("turn_is_final"),
    /** Grows with every step; a living message that was told an earlier version is behind. */
    version: bigint({ mode: "number" }).notNull().default(1),
    openedAt: instant("opened_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    resolvedAt: instant("resolved_at"),
    /** When it ends by itself unless something happens before, such as an unanswered approval. */
    expiresAt: instant("expires_at"),
    acknowledgedAt: instant("acknowledged_at"),
    acknowledgedBy: text("acknowledged_by"),
    assignedTo: text("assigned_to"),
    snoozedUntil: instant("snoozed_until"),
    snoozedBy: text("snoozed_by"),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("cases_key_key").on(t.projectId, t.environment, t.key),
    index("cases_updated_idx").on(t.projectId, t.updatedAt, t.id),
    index("cases_recent_idx").on(t.updatedAt),
    index("cases_state_idx").on(t.projectId, t.state, t.updatedAt, t.id),
    index("cases_opened_idx").on(t.projectId, t.environment, t.openedAt),
    index("cases_customer_idx").on(t.projectId, t.customerId, t.updatedAt),
    index("cases_snoozed_idx").on(t.projectId, t.snoozedUntil, t.id).where(sql`snoozed_until is not null`),
    index("cases_expires_idx").on(t.expiresAt).where(sql`state = 'open' and expires_at is not null`),
  ],
);

/** One event of a case, as it was told. */
export const caseSteps = pgTable(
  "case_steps",
  {
    projectId: text("project_id").notNull(),
    caseId: text("case_id").notNull(),
    eventId: text("event_id").notNull(),
    eventType: text("event_type").notNull(),
    phase: text().notNull(),
    rank: integer().notNull(),
    isFinal: boolean("is_final").notNull().default(false),
    severity: text({ enum: severities }).notNull(),
    text: text().notNull(),
    status: text(),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.caseId, t.eventId] }),
    foreignKey({
      name: "case_steps_case_fk",
      columns: [t.projectId, t.caseId],
      foreignColumns: [cases.projectId, cases.id],
    }).onDelete("cascade"),
  ],
);

/** The living message of a case at one destination: the one that is edited, and how far into the story it has been told. */
export const caseMessages = pgTable(
  "case_messages",
  {
    projectId: text("project_id").notNull(),
    caseId: text("case_id").notNull(),
    destinationId: text("destination_id").notNull(),
    /** The notification that posted it. */
    notificationId: text("notification_id").notNull(),
    receipt: jsonb(),
    /** The last reply in its thread; null until there is one. */
    replyTs: text("reply_ts"),
    /** What it says now, in no destination's language. Where nothing can be edited: what was said first. */
    message: jsonb().notNull(),
    /** The highest since it was posted: only what goes beyond it is worth a message of its own. */
    severity: text({ enum: severities }).notNull(),
    state: text({ enum: caseStates }).notNull(),
    toldVersion: bigint("told_version", { mode: "number" }).notNull(),
    postedAt: instant("posted_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.caseId, t.destinationId] }),
    index("case_messages_updated_idx").on(t.updatedAt),
    foreignKey({
      name: "case_messages_case_fk",
      columns: [t.projectId, t.caseId],
      foreignColumns: [cases.projectId, cases.id],
    }).onDelete("cascade"),
  ],
);
