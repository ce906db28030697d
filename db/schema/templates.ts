import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { templateTones } from "../enums";
import { instant } from "./instant";
import { projects } from "./organizations";

/** A project's own wording of one event type. */
export const templates = pgTable(
  "templates",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    id: text().notNull(),
    eventType: text("event_type").notNull(),
    enabled: boolean().notNull().default(true),
    /** The wording itself: headline, fields, why line, links, emoji, colour. See lib/templates/schema.ts. */
    body: jsonb().notNull(),
    revision: integer().notNull().default(1),
    /** The last time that it could not be used and the built-in wording stood in. */
    lastError: jsonb("last_error"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("templates_event_type_key").on(t.projectId, t.eventType),
    index("templates_updated_idx").on(t.projectId, t.updatedAt),
  ],
);

/** How a project's messages look and sound, whatever the event. */
export const brands = pgTable("brands", {
  projectId: text("project_id")
    .primaryKey()
    .references(() => projects.id, { onDelete: "cascade" }),
  name: text(),
  iconUrl: text("icon_url"),
  color: text(),
  /** A BCP 47 tag, in which numbers, money and days are written. */
  locale: text().notNull().default("en-US"),
  tone: text({ enum: templateTones }).notNull().default("neutral"),
  /** Where a customer's page is in the project's own product, with `{{ customer.id }}` in it (OCT-8). */
  customerUrl: text("customer_url"),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});
