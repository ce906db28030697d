import { z } from "zod";
import { environments } from "@/db/enums";
import { addressText } from "@/lib/customers/schema";
import { decimalKey, decimalOf } from "@/lib/routing/decimal";
import { windowSizes } from "./windows";

/** Most readings of one request. */
export const readingLimit = 5_000;

const shortText = z.string().min(1).max(255);

const maxDigits = 20;

/** A canonical exact decimal. A number is taken by its shortest decimal form; text is taken digit by digit. */
const exactValue = z.union([z.number(), z.string().max(64)]).transform((given, context) => {
  const decimal = decimalOf(given);
  if (decimal && decimal.whole.length <= maxDigits && decimal.fraction.length <= maxDigits)
    return decimalKey(decimal);
  context.addIssue({
    code: "custom",
    message: `must be a number, or decimal text such as "12.5", of at most ${maxDigits} digits on either side of the point`,
  });
  return z.NEVER;
});

const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/** Late and future instants are welcome; what lies outside the century is a mistaken unit. */
const takenAt = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 instant such as 2026-11-21T09:00:00Z" })
  .refine((text) => {
    const at = Date.parse(text);
    return at >= earliest && at < latest;
  }, "must lie between the years 2000 and 2100");

/**
 * One reading as a backend posts it. Keys that we do not know are refused: a misspelled `customer` would otherwise be counted
 * for nobody.
 */
export const readingSchema = z.strictObject({
  meter: shortText,
  customer: shortText.nullish(),
  value: exactValue,
  at: takenAt.optional(),
  id: shortText.optional(),
  unit: z.string().min(1).max(50).optional(),
  environment: z.enum(environments).optional(),
  dimensions: z
    .record(z.string().max(100), z.union([z.string().max(500), z.number(), z.boolean(), z.null()]))
    .refine((dimensions) => Object.keys(dimensions).length <= 20, "must not have more than 20 keys")
    .optional(),
});

/** What is said of each reading, in the order sent. `id` is the sender's, or ours where it gave none. */
export type ReadingAnswer =
  | { id: string; status: "accepted" }
  | { id: string; status: "duplicate"; bodyDiffers?: true }
  | { id: string | null; status: "rejected"; error: { code: string; pointer: string; message: string } };

/** Most windows of one series. */
export const seriesLimit = 1_000;

export const seriesQuery = z.strictObject({
  customer: addressText(255).min(1).optional(),
  from: takenAt.pipe(z.coerce.date()).optional(),
  to: takenAt.pipe(z.coerce.date()).optional(),
  by: z.enum(windowSizes).default("day"),
  environment: z.enum(environments).optional(),
});
