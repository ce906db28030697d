import { z } from "zod";
import { environments } from "@/db/enums";
import { customerInput } from "@/lib/customers/schema";
import { customerSettingsPatch, customerSettingsSchema } from "@/lib/customers/settings";
import { zones } from "@/lib/customers/zone";
import { readingLimit, readingSchema } from "@/lib/meters/schema";
import { windowSizes } from "@/lib/meters/windows";

const instant = z.iso.datetime();
const decimal = z.string();

const customer = z.looseObject({
  id: z.string(),
  environment: z.enum(environments),
  name: z.string().nullable(),
  mrr: z.object({ amount: decimal, currency: z.string() }).nullable(),
  owner: z.object({ email: z.string().nullable(), name: z.string().nullable() }).nullable(),
  healthScore: z.number().nullable(),
  zone: z.enum(zones).nullable(),
  attributes: z.record(z.string(), z.unknown()),
  completeness: z.object({ percent: z.int(), missing: z.array(z.string()) }),
  createdAt: instant,
  updatedAt: instant,
});

const readingAnswer = z.object({
  id: z.string().nullable(),
  status: z.enum(["accepted", "duplicate", "rejected"]),
  bodyDiffers: z.literal(true).optional(),
  error: z.object({ code: z.string(), pointer: z.string(), message: z.string() }).optional(),
});

const page = { nextCursor: z.string().nullable(), hasMore: z.boolean() };

/** Bodies of the routes of customers, meters and measurements. */
export const customerSchemas = {
  Reading: readingSchema,
  ReadingBatch: z.object({ measurements: z.array(readingSchema).min(1).max(readingLimit) }),
  ReadingAnswers: z.object({
    accepted: z.int(),
    duplicates: z.int(),
    rejected: z.int(),
    measurements: z.array(readingAnswer),
  }),
  MeterPage: z.object({
    meters: z.array(
      z.object({
        name: z.string(),
        unit: z.string().nullable(),
        firstReadAt: instant,
        lastReadAt: instant,
        lastValue: decimal.nullable(),
      }),
    ),
    ...page,
  }),
  MeterSeries: z.object({
    meter: z.string(),
    unit: z.string().nullable(),
    customer: z.string().nullable(),
    by: z.enum(windowSizes),
    timeZone: z.string(),
    series: z.array(
      z.object({
        start: instant,
        end: instant,
        sum: decimal,
        count: z.int(),
        min: decimal.nullable(),
        max: decimal.nullable(),
        last: decimal.nullable(),
        lastAt: instant.nullable(),
      }),
    ),
  }),
  CustomerInput: customerInput,
  Customer: customer,
  CustomerPage: z.object({ customers: z.array(customer), ...page }),
  CustomerHistory: z.object({
    customer: z.string(),
    history: z.array(
      z.object({
        field: z.string(),
        at: instant,
        source: z.string(),
        value: decimal.nullable(),
        previous: decimal.nullable(),
        currency: z.string().nullable(),
        previousCurrency: z.string().nullable(),
      }),
    ),
  }),
  CustomerImport: z.object({
    dryRun: z.boolean(),
    created: z.int(),
    updated: z.int(),
    rejected: z.int(),
    errors: z.array(z.object({ line: z.int(), column: z.string().nullable(), message: z.string() })),
  }),
  CustomerSettings: customerSettingsSchema,
  CustomerSettingsPatch: customerSettingsPatch,
} satisfies Record<string, z.ZodType>;
