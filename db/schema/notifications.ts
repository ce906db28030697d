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
import {
  attemptOutcomes,
  destinationKinds,
  environments,
  holds,
  notificationKinds,
  notificationStates,
  severities,
} from "../enums";
import { instant } from "./instant";

/** One message for one destination: what was decided, why, its snapshot, its state. */
export const notifications = pgTable(
  "notifications",
  {
    projectId: text("project_id").notNull(),
    id: text().notNull(),
    /** What makes it unique: event, route and destination; or the test or resend that asked for it. */
    dedupeKey: text("dedupe_key").notNull(),
    kind: text({ enum: notificationKinds }).notNull(),
    eventId: text("event_id"),
    eventType: text("event_type").notNull(),
    customerId: text("customer_id"),
    routeId: text("route_id"),
    destinationId: text("destination_id").notNull(),
    /** Names as they were: the log outlives routes and destinations. */
    routeName: text("route_name"),
    destinationName: text("destination_name").notNull(),
    destinationKind: text("destination_kind", { enum: destinationKinds }).notNull(),
    lane: text().notNull(),
    /** Order within the lane: the order in which things were decided. */
    sequence: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    environment: text({ enum: environments }).notNull(),
    severity: text({ enum: severities }).notNull(),
    state: text({ enum: notificationStates }).notNull(),
    reason: jsonb().notNull(),
    message: jsonb().notNull(),
    attempts: integer().notNull().default(0),
    /** Attempts that count against the retry budget; waiting for a rate limit does not. */
    failures: integer().notNull().default(0),
    /** Null unless there is something left to do. */
    dueAt: instant("due_at"),
    leaseUntil: instant("lease_until"),
    possiblyDuplicated: boolean("possibly_duplicated").notNull().default(false),
    /** The counted message that told this one together with others. */
    foldedInto: text("folded_into"),
    /** The notification that this one stands in for, because that one's destination is broken. */
    fallbackFor: text("fallback_for"),
    /** What it waits for while it is held, other than its broken destination; which digest, or until when. */
    heldFor: text("held_for", { enum: holds }),
    digestId: text("digest_id"),
    heldUntil: instant("held_until"),
    /** The story that this belongs to. */
    caseId: text("case_id"),
    receipt: jsonb(),
    /** Of a notification that is several deliveries, such as a mail to several people: which of them are done. */
    progress: jsonb(),
    lastError: jsonb("last_error"),
    createdAt: instant("created_at").notNull().defaultNow(),
    settledAt: instant("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("notifications_dedupe_key").on(t.projectId, t.dedupeKey),
    index("notifications_lane_idx").on(t.lane, t.sequence).where(sql`state in ('pending', 'sending')`),
    index("notifications_urgent_idx")
      .on(t.lane, t.sequence)
      .where(sql`state in ('pending', 'sending') and (severity = 'critical' or kind <> 'event')`),
    index("notifications_folded_idx").on(t.projectId, t.foldedInto).where(sql`folded_into is not null`),
    index("notifications_held_idx").on(t.projectId, t.destinationId, t.sequence).where(sql`state = 'held'`),
    index("notifications_digest_idx")
      .on(t.projectId, t.digestId, t.createdAt)
      .where(sql`state = 'held' and digest_id is not null`),
    index("notifications_held_until_idx")
      .on(t.heldUntil)
      .where(sql`state = 'held' and held_until is not null`),
    index("notifications_case_idx")
      .on(t.projectId, t.caseId, t.destinationId, t.sequence)
      .where(sql`case_id is not null`),
    index("notifications_route_idx").on(t.projectId, t.routeId, t.id).where(sql`route_id is not null`),
    // What a mute has kept from being told.
    index("notifications_mute_idx")
      .on(t.projectId, sql`(reason ->> 'muteId')`)
      .where(sql`(reason ->> 'muteId') is not null`),
    index("notifications_event_idx").on(t.projectId, t.eventId),
    index("notifications_destination_idx").on(t.projectId, t.destinationId, t.id),
    index("notifications_state_idx").on(t.projectId, t.state, t.id).where(sql`state <> 'sent'`),
  ],
);

/** One try to deliver a notification. */
export const attempts = pgTable(
  "attempts",
  {
    projectId: text("project_id").notNull(),
    notificationId: text("notification_id").notNull(),
    number: integer().notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    outcome: text({ enum: attemptOutcomes }).notNull(),
    code: text(),
    status: integer(),
    retryAfterSeconds: integer("retry_after_seconds"),
    ambiguous: boolean().notNull().default(false),
    detail: text(),
    /** What went over the wire, where it is kept: a webhook's request and answer, without secrets. Cleared with the event's payload. */
    exchange: jsonb(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.notificationId, t.number] }),
    index("attempts_exchange_idx").on(t.startedAt).where(sql`exchange is not null`),
    foreignKey({
      name: "attempts_notification_fk",
      columns: [t.projectId, t.notificationId],
      foreignColumns: [notifications.projectId, notifications.id],
    }).onDelete("cascade"),
  ],
);

/** The unit of pacing. Not a tenant's row: two projects that post to one Slack channel share its pace. */
export const lanes = pgTable("lanes", {
  key: text().primaryKey(),
  /** Nothing is sent before this instant (pace, or what a 429 asked for). */
  nextAt: instant("next_at"),
  /** When the next drain was asked for; null while none is on its way. */
  wakeAt: instant("wake_at"),
  /** Somebody claims or sends here until then: one holder a lane, whichever engine calls us and however often. */
  busyUntil: instant("busy_until"),
  /** How many counted messages the burst that is going on has had, and until when only critical messages go. */
  foldLevel: integer("fold_level").notNull().default(0),
  quietUntil: instant("quiet_until"),
});
