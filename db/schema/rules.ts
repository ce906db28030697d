import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { environments, firingKinds, ruleStatuses, severities } from "../enums";
import { instant } from "./instant";
import { projects } from "./organizations";

/** When a number matters: a signal, a scope, a window, a condition, and who is told (lib/rules/schema). */
export const rules = pgTable(
  "rules",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    id: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(""),
    enabled: boolean().notNull().default(true),
    definition: jsonb().notNull(),
    /** What it watches, such as `meter:api-hours` or `field:healthScore` (lib/rules/signal). */
    signalKey: text("signal_key").notNull(),
    /** Grows with every change of the definition; what was decided by an earlier one is looked at anew. */
    revision: integer().notNull().default(1),
    /** Since when it watches: what happened before is not told. */
    watchesSince: instant("watches_since").notNull().defaultNow(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("rules_name_key").on(t.projectId, sql`lower(${t.name})`),
    index("rules_signal_idx").on(t.projectId, t.signalKey),
  ],
);

/** How a rule stands for one customer, or (with an empty customer id) for all together. Survives restarts. */
export const ruleStates = pgTable(
  "rule_states",
  {
    projectId: text("project_id").notNull(),
    ruleId: text("rule_id").notNull(),
    environment: text({ enum: environments }).notNull(),
    customerId: text("customer_id").notNull(),
    status: text({ enum: ruleStatuses }).notNull(),
    /** The rest of it, as lib/rules/state has it. */
    state: jsonb().notNull(),
    /** The value that was seen last. */
    value: numeric(),
    /** When it must be looked at whatever comes in: a duration, a period's end, an absence, a repetition. */
    dueAt: instant("due_at"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "rule_states_pk", columns: [t.projectId, t.ruleId, t.environment, t.customerId] }),
    index("rule_states_due_idx").on(t.dueAt).where(sql`due_at is not null`),
    // For clearing away; a block range index does not make every update write all indexes anew.
    index("rule_states_updated_idx").using("brin", t.updatedAt),
    index("rule_states_customer_idx").on(t.projectId, t.environment, t.customerId),
    // Most states are of who is well; the pages count and list the others.
    index("rule_states_active_idx")
      .on(t.projectId, t.ruleId, t.status, t.customerId)
      .where(sql`status <> 'ok'`),
    foreignKey({
      name: "rule_states_rule_fk",
      columns: [t.projectId, t.ruleId],
      foreignColumns: [rules.projectId, rules.id],
    }).onDelete("cascade"),
  ],
);

/**
 * Every time that a rule had something to tell. Its key names rule, customer, period and step: what is there was told, whatever
 * the order, the retries or the number of processes. A row without an event waits for being recorded as one.
 */
export const ruleFirings = pgTable(
  "rule_firings",
  {
    projectId: text("project_id").notNull(),
    id: text().notNull(),
    ruleId: text("rule_id").notNull(),
    /** As it was: the log outlives the rule. */
    ruleName: text("rule_name").notNull(),
    environment: text({ enum: environments }).notNull(),
    customerId: text("customer_id").notNull(),
    key: text().notNull(),
    kind: text({ enum: firingKinds }).notNull(),
    severity: text({ enum: severities }).notNull(),
    periodStart: instant("period_start"),
    step: numeric(),
    value: numeric(),
    /** What it was compared with: the threshold, the value of before, the target. */
    compared: numeric(),
    at: instant("at").notNull(),
    /** The event that is recorded of it. */
    event: jsonb().notNull(),
    eventId: text("event_id"),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("rule_firings_key").on(t.projectId, t.key),
    index("rule_firings_rule_idx").on(t.projectId, t.ruleId, t.at),
    index("rule_firings_customer_idx").on(t.projectId, t.customerId, t.at).where(sql`customer_id <> ''`),
    index("rule_firings_event_idx").on(t.projectId, t.eventId).where(sql`event_id is not null`),
    index("rule_firings_unrecorded_idx").on(t.at).where(sql`event_id is null`),
  ],
);

/**
 * What has changed and must be held against the rules that watch it. Written with the change itself, taken away by the
 * evaluation, so that a process that dies in between leaves nothing unlooked at.
 */
export const ruleChecks = pgTable(
  "rule_checks",
  {
    projectId: text("project_id").notNull(),
    environment: text({ enum: environments }).notNull(),
    signalKey: text("signal_key").notNull(),
    customerId: text("customer_id").notNull(),
    /** The hour of the series that changed; for what has no series the moment of the change. */
    at: instant("at").notNull(),
    /** Grows each time that the same is asked for again, so that an evaluation takes away only what it has seen. */
    asked: integer().notNull().default(1),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({
      name: "rule_checks_pk",
      columns: [t.projectId, t.environment, t.signalKey, t.customerId, t.at],
    }),
    index("rule_checks_created_idx").on(t.createdAt),
  ],
);
