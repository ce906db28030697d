import { sql } from "drizzle-orm";
import {
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
import { digestCollections, digestTemplates, escalationStates, roundTemplates } from "../enums";
import { destinations, routes } from "./destinations";
import { instant } from "./instant";
import { projects } from "./organizations";

/** Many notifications told as one, at an hour the reader chose. */
export const digests = pgTable(
  "digests",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    id: text().notNull(),
    name: text().notNull(),
    enabled: boolean().notNull().default(true),
    template: text({ enum: digestTemplates }).notNull(),
    destinationId: text("destination_id").notNull(),
    /** What is held for it: all that goes to its destination, what some routes send there, or nothing: then it only reports. */
    collects: text({ enum: digestCollections }).notNull(),
    routeIds: text("route_ids").array().notNull().default([]),
    cadence: jsonb().notNull(),
    /** Null for the project's. */
    timeZone: text("time_zone"),
    /** Whether it is told when there is nothing to tell. */
    sendEmpty: boolean("send_empty").notNull().default(false),
    /** When it is due next; null while it is switched off. */
    nextAt: instant("next_at"),
    /** The end of the last window that was told of, where the next one begins. */
    toldUntil: instant("told_until"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("digests_name_key").on(t.projectId, sql`lower(${t.name})`),
    index("digests_due_idx").on(t.nextAt).where(sql`next_at is not null`),
    foreignKey({
      name: "digests_destination_fk",
      columns: [t.projectId, t.destinationId],
      foreignColumns: [destinations.projectId, destinations.id],
    }).onDelete("cascade"),
  ],
);

/**
 * One round of telling: a digest's window, or the end of some quiet hours at a destination. Its key is unique, so that whatever
 * crashes, restarts or runs twice, there is one round and every notification is in one at most.
 */
export const rounds = pgTable(
  "rounds",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    /** The id of the notification that tells it; those that it tells are folded into that. */
    id: text().notNull(),
    key: text().notNull(),
    digestId: text("digest_id"),
    /** As it was: the log outlives the digest. */
    name: text().notNull(),
    template: text({ enum: roundTemplates }).notNull(),
    destinationId: text("destination_id").notNull(),
    windowStart: instant("window_start").notNull(),
    windowEnd: instant("window_end").notNull(),
    timeZone: text("time_zone").notNull(),
    /** What the report says, whole; null until it is composed. */
    report: jsonb(),
    claimedAt: instant("claimed_at").notNull().defaultNow(),
    /** When its message was planned, or found not to be needed. */
    plannedAt: instant("planned_at"),
    /** When those that it tells had their end. */
    settledAt: instant("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("rounds_key").on(t.projectId, t.key),
    index("rounds_digest_idx").on(t.projectId, t.digestId, t.windowEnd),
    index("rounds_open_idx").on(t.claimedAt).where(sql`settled_at is null`),
  ],
);

/** Hours in which only what is critical is told: of a whole project, or of one destination or route. */
export const quietHours = pgTable(
  "quiet_hours",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    id: text().notNull(),
    name: text().notNull(),
    enabled: boolean().notNull().default(true),
    destinationId: text("destination_id"),
    routeId: text("route_id"),
    hours: jsonb().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("quiet_hours_name_key").on(t.projectId, sql`lower(${t.name})`),
    foreignKey({
      name: "quiet_hours_destination_fk",
      columns: [t.projectId, t.destinationId],
      foreignColumns: [destinations.projectId, destinations.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "quiet_hours_route_fk",
      columns: [t.projectId, t.routeId],
      foreignColumns: [routes.projectId, routes.id],
    }).onDelete("cascade"),
  ],
);

/** Who is told next of a case that nobody acknowledges (lib/escalations/schema). */
export const escalationPolicies = pgTable(
  "escalation_policies",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    id: text().notNull(),
    name: text().notNull(),
    enabled: boolean().notNull().default(true),
    definition: jsonb().notNull(),
    /** Cases that began to be told before are left alone. */
    watchesSince: instant("watches_since").notNull().defaultNow(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("escalation_policies_name_key").on(t.projectId, sql`lower(${t.name})`),
  ],
);

/** How far a case has climbed by a policy, each time that it stands open. */
export const escalations = pgTable(
  "escalations",
  {
    projectId: text("project_id").notNull(),
    policyId: text("policy_id").notNull(),
    caseId: text("case_id").notNull(),
    /** The step of the case that opened it: one that opens again climbs again. */
    openedBy: text("opened_by").notNull(),
    state: text({ enum: escalationStates }).notNull(),
    /** Steps that were taken so far. */
    steps: integer().notNull().default(0),
    startedAt: instant("started_at").notNull(),
    /** When the next step is due; null when there is none. */
    dueAt: instant("due_at"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "escalations_pk", columns: [t.projectId, t.policyId, t.caseId, t.openedBy] }),
    index("escalations_due_idx").on(t.dueAt).where(sql`state = 'waiting'`),
    index("escalations_case_idx").on(t.projectId, t.caseId),
    foreignKey({
      name: "escalations_policy_fk",
      columns: [t.projectId, t.policyId],
      foreignColumns: [escalationPolicies.projectId, escalationPolicies.id],
    }).onDelete("cascade"),
  ],
);

/** What a project wants to be reminded of by the calendar, and when it is looked at next. */
export const calendarFacts = pgTable(
  "calendar_facts",
  {
    projectId: text("project_id")
      .primaryKey()
      .references(() => projects.id, { onDelete: "cascade" }),
    settings: jsonb().notNull(),
    nextAt: instant("next_at"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("calendar_facts_due_idx").on(t.nextAt).where(sql`next_at is not null`)],
);
