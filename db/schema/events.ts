import { sql } from "drizzle-orm";
import { bigint, index, jsonb, numeric, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { environments } from "../enums";
import { instant } from "./instant";
import { projects } from "./organizations";

/** A fact that a backend or a vendor sent. The row is committed before the sender is told "accepted". */
export const events = pgTable(
  "events",
  {
    projectId: text("project_id").notNull(),
    id: text().notNull(),
    externalId: text("external_id").notNull(),
    type: text().notNull(),
    source: text().notNull().default("api"),
    environment: text({ enum: environments }).notNull(),
    occurredAt: instant("occurred_at").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
    customerId: text("customer_id"),
    customer: jsonb(),
    data: jsonb().notNull(),
    /** Keys of the envelope that this version does not know. Kept, never dropped. */
    extra: jsonb(),
    /** Null until fan-out has decided; the trace says which routes were considered and why. */
    decidedAt: instant("decided_at"),
    trace: jsonb(),
    /** Since when `customer`, `data`, `extra` and the values of the trace are gone; the rest of the row stays. */
    payloadDeletedAt: instant("payload_deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("events_external_id_key").on(t.projectId, t.externalId),
    index("events_type_idx").on(t.projectId, t.type, t.id),
    index("events_customer_idx").on(t.projectId, t.customerId, t.id).where(sql`customer_id is not null`),
    index("events_undecided_idx").on(t.receivedAt).where(sql`decided_at is null`),
  ],
);

/**
 * What an hour of events of one type comes to, for one customer or (with an empty customer id) for all together: what rules
 * count and add up. Written when an event is decided, so each counts once.
 */
export const eventBuckets = pgTable(
  "event_buckets",
  {
    projectId: text("project_id").notNull(),
    environment: text({ enum: environments }).notNull(),
    eventType: text("event_type").notNull(),
    customerId: text("customer_id").notNull(),
    /** Of the amounts; empty for events without one. */
    currency: text().notNull(),
    /** Start of the hour on the clocks of the project's time zone, by when the events happened. */
    hour: instant("hour").notNull(),
    count: bigint({ mode: "number" }).notNull(),
    /** What came in less what went out again, in units of the currency. */
    amount: numeric().notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (t) => [
    primaryKey({
      name: "event_buckets_pk",
      columns: [t.projectId, t.environment, t.eventType, t.customerId, t.currency, t.hour],
    }),
    // What is too old is cleared away of every project at once.
    index("event_buckets_hour_idx").on(t.hour),
  ],
);

/** What was refused at the door, with its reason: raw material of the invalid-data report (OCT-14…16). */
export const rejectedEvents = pgTable(
  "rejected_events",
  {
    projectId: text("project_id").notNull(),
    id: text().notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
    source: text().notNull().default("api"),
    /** The vendor source that it came through, if any. */
    sourceId: text("source_id"),
    externalId: text("external_id"),
    type: text(),
    code: text().notNull(),
    pointer: text().notNull(),
    message: text().notNull(),
    body: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    // Not by project: the hourly report asks for those of every project at once.
    index("rejected_events_received_idx").on(t.receivedAt),
  ],
);

/** How far the payloads of a project's events are deleted, so that the next run does not look at them again. */
export const retentionMarks = pgTable("retention_marks", {
  projectId: text("project_id")
    .primaryKey()
    .references(() => projects.id, { onDelete: "cascade" }),
  payloadsDeletedTo: text("payloads_deleted_to").notNull(),
});
