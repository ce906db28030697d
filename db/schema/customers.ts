import { sql } from "drizzle-orm";
import { boolean, date, index, jsonb, numeric, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { environments } from "../enums";
import { instant } from "./instant";
import { projects } from "./organizations";

/** Our customer's customer, as far as it is known. Sandbox and production never share one. */
export const customers = pgTable(
  "customers",
  {
    projectId: text("project_id").notNull(),
    environment: text({ enum: environments }).notNull(),
    /** The sender's id. */
    id: text().notNull(),
    name: text(),
    email: text(),
    domain: text(),
    url: text(),
    tier: text(),
    mrrAmount: numeric("mrr_amount"),
    mrrCurrency: text("mrr_currency"),
    ownerEmail: text("owner_email"),
    ownerName: text("owner_name"),
    healthScore: numeric("health_score"),
    sentimentScore: numeric("sentiment_score"),
    churnProbability: numeric("churn_probability"),
    engagement: numeric(),
    renewalOn: date("renewal_on", { mode: "string" }),
    contractStartedOn: date("contract_started_on", { mode: "string" }),
    lastInteractionAt: instant("last_interaction_at"),
    excluded: boolean().notNull().default(false),
    attributes: jsonb().notNull().default({}),
    /** By field: the instant and the source of the fact that it holds, so that an older fact never overwrites a newer one. */
    factsAt: jsonb("facts_at").notNull().default({}),
    /** What a search looks into, in lower case. */
    search: text().generatedAlwaysAs(
      sql`lower(id || ' ' || coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(domain, ''))`,
    ),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.environment, t.id] }),
    index("customers_search_idx").using("gin", t.projectId, t.search.op("gin_trgm_ops")),
    index("customers_tier_idx").on(t.projectId, t.environment, t.tier, t.id),
    index("customers_owner_idx").on(t.projectId, t.environment, t.ownerEmail, t.id),
    index("customers_health_idx").on(t.projectId, t.environment, t.healthScore),
  ],
);

/**
 * What each number of a customer was, and since when. A row says what a field became; what it was before is the row before it,
 * so that rows may come in any order.
 */
export const customerHistory = pgTable(
  "customer_history",
  {
    projectId: text("project_id").notNull(),
    environment: text({ enum: environments }).notNull(),
    customerId: text("customer_id").notNull(),
    /** `healthScore`, `mrr`, … or `attributes.seats`. */
    field: text().notNull(),
    at: instant("at").notNull(),
    /** The event that said so, or how it was said: `api`, `import`. */
    source: text().notNull(),
    /** Null when the field was cleared. */
    value: numeric(),
    /** Of money only. */
    currency: text(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({
      name: "customer_history_pk",
      columns: [t.projectId, t.environment, t.customerId, t.field, t.at, t.source],
    }),
  ],
);

/** How a project reads its customers. A project without a row uses the defaults. */
export const customerSettings = pgTable("customer_settings", {
  projectId: text("project_id")
    .primaryKey()
    .references(() => projects.id, { onDelete: "cascade" }),
  settings: jsonb().notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});
