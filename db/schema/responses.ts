import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { votes } from "../enums";
import { instant } from "./instant";
import { projects } from "./organizations";

/** What is not told for a while: of a customer, by a rule, by a route, at a destination, or several of these together. */
export const mutes = pgTable(
  "mutes",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    id: text().notNull(),
    customerId: text("customer_id"),
    ruleId: text("rule_id"),
    routeId: text("route_id"),
    destinationId: text("destination_id"),
    /** It ends by itself. */
    until: instant("until").notNull(),
    reason: text().notNull().default(""),
    /** Who did it, for people. */
    by: text().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("mutes_what_key").on(
      t.projectId,
      sql`coalesce(customer_id, '')`,
      sql`coalesce(rule_id, '')`,
      sql`coalesce(route_id, '')`,
      sql`coalesce(destination_id, '')`,
    ),
    index("mutes_until_idx").on(t.projectId, t.until),
  ],
);

/** What people thought of a message: one voice each, the last one counts. */
export const messageVotes = pgTable(
  "message_votes",
  {
    projectId: text("project_id").notNull(),
    /** The notification that was voted on. */
    notificationId: text("notification_id").notNull(),
    /** A person of ours, or one of a Slack workspace (`slack:T…/U…`). */
    voter: text().notNull(),
    vote: text({ enum: votes }).notNull(),
    /** The rule or route that it came by. */
    routeId: text("route_id"),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.notificationId, t.voter] }),
    index("message_votes_route_idx").on(t.projectId, t.routeId, t.at),
  ],
);

/** Who does not want mail of a destination any more, or of a whole project (with an empty destination id). */
export const emailOptOuts = pgTable(
  "email_opt_outs",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    destinationId: text("destination_id").notNull(),
    /** In lower case. */
    email: text().notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.destinationId, t.email] })],
);
