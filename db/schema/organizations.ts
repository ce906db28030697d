import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { keyModes, keyScopes, roles } from "../enums";
import { users } from "./identity";
import { instant } from "./instant";

/** Our tenant. */
export const organizations = pgTable("organizations", {
  id: text().primaryKey(),
  slug: text().notNull().unique("organizations_slug_key"),
  name: text().notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

export const members = pgTable(
  "members",
  {
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: roles }).notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.userId] }), index("members_user_idx").on(t.userId)],
);

/** An invitation link: 256-bit, hashed, single use, bound to an e-mail address. */
export const invitations = pgTable(
  "invitations",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    email: text().notNull(),
    role: text({ enum: roles }).notNull(),
    tokenHash: text("token_hash").notNull().unique("invitations_token_key"),
    invitedBy: text("invited_by").references(() => users.id, { onDelete: "set null" }),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("invitations_open_email_key")
      .on(t.organizationId, sql`lower(${t.email})`)
      .where(sql`accepted_at is null`),
  ],
);

/** One isolated product or environment of an organization. Nothing crosses from one project to another. */
export const projects = pgTable(
  "projects",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    slug: text().notNull(),
    name: text().notNull(),
    timeZone: text("time_zone").notNull().default("UTC"),
    /** Where critical notifications go when their own destination is broken. */
    fallbackDestinationId: text("fallback_destination_id"),
    /** Bumped by every change of routes or destinations, so that compiled playbooks can be cached safely. */
    playbookVersion: bigint("playbook_version", { mode: "number" }).notNull().default(1),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("projects_organization_slug_key").on(t.organizationId, t.slug)],
);

/** A backend's credential. Only its SHA-256 is kept; `start` is what the console shows. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    name: text().notNull(),
    mode: text({ enum: keyModes }).notNull(),
    scopes: text({ enum: keyScopes }).array().notNull(),
    hash: text().notNull().unique("api_keys_hash_key"),
    start: text().notNull(),
    createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastUsedAt: instant("last_used_at"),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [index("api_keys_project_idx").on(t.projectId, t.createdAt)],
);

/** Who changed what. Written in the transaction of the change; never updated. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    projectId: text("project_id"),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id").notNull(),
    action: text().notNull(),
    targetId: text("target_id"),
    before: jsonb(),
    after: jsonb(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [index("audit_entries_organization_idx").on(t.organizationId, t.id)],
);
