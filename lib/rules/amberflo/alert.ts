import { z } from "zod";

/** The types of Amberflo's alerts (AMB-22). */
export const alertTypes = [
  "usage",
  "invoice",
  "prepaid",
  "pay-as-you-go-promotion",
  "product-item-units",
  "product-item-price",
  "undefined-meter",
  "undefined-customer",
] as const;

const conditions = ["less-than", "less-than-percent", "greater-than", "percent-change"] as const;

const text = z.string().trim().max(2_000);
const absent = (value: unknown) => (value === null || value === "" ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(absent, schema.optional());
const number = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^-?\d{1,15}(\.\d{1,15})?$/, "must be a number"),
]);

const header = z.string().max(1_000);
const pairs = z.array(z.looseObject({ name: z.string().max(100), value: header })).max(20);

/** Headers as an object, a list of names and values, or either of them as JSON text. */
const headers = z.preprocess((given) => {
  if (typeof given !== "string") return absent(given);
  try {
    return JSON.parse(given) as unknown;
  } catch {
    return given;
  }
}, z.union([z.record(z.string().max(100), header), pairs], "must be an object of headers").optional());

/** An alert as Amberflo's API answers it (AMB-25). What of it is not known here, its times and its id, is passed over. */
export const amberfloAlert = z.looseObject({
  id: optional(text),
  name: z.string("is required").trim().min(1, "is required").max(2_000),
  description: optional(text),
  notificationType: z.enum(alertTypes, `must be one of ${alertTypes.join(", ")}`),
  meterId: optional(z.string().trim().max(255)),
  thresholdCondition: optional(z.enum(conditions, `must be one of ${conditions.join(", ")}`)),
  thresholdValue: optional(number),
  range: optional(z.enum(["hour", "day", "week", "month"], "must be hour, day, week or month")),
  cron: optional(z.string().trim().max(200)),
  email: z.preprocess(
    (given) =>
      typeof given === "string"
        ? given
            .split(",")
            .map((one) => one.trim())
            .filter(Boolean)
        : (given ?? []),
    z.array(z.string().max(320)).max(50),
  ),
  webhookUrl: optional(text),
  webhookHeaders: headers,
  webhookPayload: z.preprocess(
    (given) => (typeof given === "object" && given !== null ? JSON.stringify(given) : absent(given)),
    z.string().max(20_000).optional(),
  ),
  customerFilterMode: optional(
    z.enum(["*", "per-customer", "specific-customer"], "must be *, per-customer or specific-customer"),
  ),
  customerId: optional(z.string().max(255)),
  productPlanId: optional(z.string().max(255)),
  productItemId: optional(z.string().max(255)),
  enabled: optional(z.union([z.boolean(), z.stringbool()])),
  frequency: optional(z.union([z.number().int().min(1).max(527_040), z.string().trim().max(40)])),
});
export type AmberfloAlert = z.infer<typeof amberfloAlert>;

/** Whether something is an alert of Amberflo's: no rule of ours has a `notificationType`. */
export const isAmberfloAlert = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.hasOwn(value, "notificationType");
