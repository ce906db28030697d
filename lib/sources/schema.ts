import { z } from "zod";
import { receiptStatuses, type SourceKind, sourceKinds } from "@/db/enums";
import { playbookName } from "@/lib/playbook/name";

/** What of a source is stored beside its secret. `previous` is the secret before the last rotation, sealed. */
export const sourceConfig = z.object({
  hint: z.string().nullable().default(null),
  customerUrl: z.string().optional(),
  previous: z.object({ secret: z.string(), until: z.string() }).optional(),
});
export type SourceConfig = z.infer<typeof sourceConfig>;

/** The secrets that Stripe makes, of which ours only keeps a copy. */
export const isStripeSecret = (text: string) => /^whsec_[A-Za-z0-9+/=_-]{16,250}$/.test(text);

/** A secret that was made elsewhere and is pasted here. */
const secret = z
  .string("Paste the secret.")
  .trim()
  .min(16, "Use 16 characters or more.")
  .max(500, "Use 500 characters at most.")
  .regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/, "Use letters, digits and punctuation only.");

/** The page of a customer, with `{id}` where the customer's id goes. */
const customerUrl = z
  .string()
  .trim()
  .max(1_000, "Use 1,000 characters at most.")
  .refine((text) => /^https?:\/\/[^\s]+$/.test(text) && text.includes("{id}"), {
    error: "Enter an address with {id} in it, such as https://app.example/customers/{id}.",
  });

/** A new source, as a form or the API brings it. Without a secret one is made, except for Stripe, which makes its own. */
export const newSource = z
  .strictObject({
    kind: z.enum(sourceKinds),
    name: playbookName,
    secret: secret.optional(),
    customerUrl: customerUrl.optional(),
    enabled: z.boolean().default(true),
  })
  .refine(({ kind, secret: given }) => kind !== "stripe" || given === undefined || isStripeSecret(given), {
    path: ["secret"],
    error: "must be the signing secret of the Stripe endpoint, which begins with whsec_",
  });
export type NewSource = z.infer<typeof newSource>;

/** What can be changed of a source; what is left out stays. A new secret has a way of its own. */
export const sourcePatch = z.strictObject({
  name: playbookName.optional(),
  enabled: z.boolean().optional(),
  customerUrl: customerUrl.nullable().optional(),
});
export type SourcePatch = z.infer<typeof sourcePatch>;

/** A rotation: with a secret that was made elsewhere, or without, to have one made. */
export const rotation = z.strictObject({ secret: secret.optional() });

/** Which receipts to list. */
export const receiptFilter = z.strictObject({
  cursor: z
    .string()
    .regex(/^\w{1,64}$/, "is not a cursor of ours")
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  status: z.enum(receiptStatuses).optional(),
});
export type ReceiptFilter = z.infer<typeof receiptFilter>;

/** Vendors as people call them. */
export const vendorNames = {
  revenuecat: "RevenueCat",
  stripe: "Stripe",
  octane: "Octane",
  cloudevents: "CloudEvents",
} as const satisfies Record<SourceKind, string>;

/** How long the secret before a rotation still opens the door, so that the vendor can be changed without a gap. */
export const overlapMs = 24 * 3600 * 1000;
