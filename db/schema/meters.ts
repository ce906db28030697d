import { bigint, index, jsonb, numeric, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { environments } from "../enums";
import { instant } from "./instant";

/** A named usage series. It exists from its first reading on. */
export const meters = pgTable(
  "meters",
  {
    projectId: text("project_id").notNull(),
    environment: text({ enum: environments }).notNull(),
    name: text().notNull(),
    unit: text(),
    /** Instants of the first and of the last reading, by when they were taken. */
    firstReadAt: instant("first_read_at").notNull(),
    lastReadAt: instant("last_read_at").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.environment, t.name] })],
);

/** Readings as they were sent, kept for a week: a repeated id is recognised that long. */
export const measurements = pgTable(
  "measurements",
  {
    projectId: text("project_id").notNull(),
    environment: text({ enum: environments }).notNull(),
    id: text().notNull(),
    meter: text().notNull(),
    customerId: text("customer_id"),
    value: numeric().notNull(),
    at: instant("at").notNull(),
    /** The bucket that it went into. */
    hour: instant("hour").notNull(),
    dimensions: jsonb(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.environment, t.id] }),
    // Rows come in the order of this column, so a block range index costs next to nothing and serves the weekly purge.
    index("measurements_received_idx").using("brin", t.receivedAt),
  ],
);

/** What an hour of readings comes to, for one customer or (with an empty customer id) for all together. */
export const measurementBuckets = pgTable(
  "measurement_buckets",
  {
    projectId: text("project_id").notNull(),
    environment: text({ enum: environments }).notNull(),
    meter: text().notNull(),
    customerId: text("customer_id").notNull(),
    /** Start of the hour on the clocks of the project's time zone. */
    hour: instant("hour").notNull(),
    sum: numeric().notNull(),
    count: bigint({ mode: "number" }).notNull(),
    min: numeric().notNull(),
    max: numeric().notNull(),
    last: numeric().notNull(),
    lastAt: instant("last_at").notNull(),
    /** Of two readings of one instant the greater id is the last, so that the order of arrival does not matter. */
    lastId: text("last_id").notNull(),
  },
  (t) => [
    primaryKey({
      name: "measurement_buckets_pk",
      columns: [t.projectId, t.environment, t.meter, t.customerId, t.hour],
    }),
    // What is too old is cleared away of every project at once.
    index("measurement_buckets_hour_idx").on(t.hour),
  ],
);
