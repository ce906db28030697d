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
import { receiptStatuses, sourceKinds } from "../enums";
import { instant } from "./instant";
import { projects } from "./organizations";

/** Where a vendor posts its events to, with the secret by which we know that it is the vendor. */
export const sources = pgTable(
  "sources",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    /** Part of a public address, so it is found without its project. */
    id: text().notNull(),
    kind: text({ enum: sourceKinds }).notNull(),
    name: text().notNull(),
    enabled: boolean().notNull().default(true),
    config: jsonb().notNull(),
    /** Ciphertext bound to this row; null while the vendor has not given or been given one. */
    secret: text(),
    lastReceivedAt: instant("last_received_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("sources_id_key").on(t.id),
    uniqueIndex("sources_name_key").on(t.projectId, sql`lower(${t.name})`),
  ],
);

/** What a vendor posted and what became of it. */
export const sourceReceipts = pgTable(
  "source_receipts",
  {
    projectId: text("project_id").notNull(),
    sourceId: text("source_id").notNull(),
    id: text().notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
    status: text({ enum: receiptStatuses }).notNull(),
    vendorType: text("vendor_type"),
    externalId: text("external_id"),
    eventId: text("event_id"),
    code: text(),
    message: text(),
    /** How many requests the row stands for: what nobody could prove to be the vendor's is counted, not kept. */
    count: integer().notNull().default(1),
    /** As it came, cut at 64 kB. Signatures and secrets are headers and are not kept. */
    body: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    index("source_receipts_source_idx").on(t.projectId, t.sourceId, t.id),
    foreignKey({
      name: "source_receipts_source_fk",
      columns: [t.projectId, t.sourceId],
      foreignColumns: [sources.projectId, sources.id],
    }).onDelete("cascade"),
  ],
);
