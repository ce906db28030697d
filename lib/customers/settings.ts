import { z } from "zod";
import { zoneBounds } from "./zone";

const tier = z.string().trim().min(1).max(100);

/** How a project reads its customers. */
export const customerSettingsSchema = z.strictObject({
  zones: zoneBounds,
  /** The tiers to choose from, best first. Another tier that a sender names is kept all the same. */
  tiers: z
    .array(tier)
    .max(50)
    .refine((tiers) => new Set(tiers).size === tiers.length, "must not name a tier twice"),
  /** Whether a customer that is first seen in a reading becomes one with nothing but its id. */
  noteUnknown: z.boolean(),
});
export type CustomerSettings = z.infer<typeof customerSettingsSchema>;

export const customerSettingsPatch = customerSettingsSchema.partial();

/** Those of a project that has not said otherwise. */
export const defaultCustomerSettings: CustomerSettings = {
  zones: { redBelow: 40, yellowBelow: 70 },
  tiers: ["enterprise", "growth", "starter"],
  noteUnknown: true,
};

/** Reads what is stored; a setting that is missing or not readable any more is the default. */
export function readCustomerSettings(stored: unknown): CustomerSettings {
  const parsed = customerSettingsPatch.safeParse(stored ?? {});
  return { ...defaultCustomerSettings, ...(parsed.success ? parsed.data : {}) };
}
