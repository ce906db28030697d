import { z } from "zod";
import { environments } from "@/db/enums";
import { moneyObject } from "./catalog/shapes";

const shortText = z.string().min(1).max(255);

/** Who it is about. Unknown fields are kept. */
export const eventCustomerSchema = z.looseObject({
  id: shortText,
  name: z.string().max(500).optional(),
  email: z.string().max(320).optional(),
  url: z.string().max(2_000).optional(),
  tier: z.string().max(100).optional(),
  mrr: moneyObject.nullish(),
  owner: z.looseObject({ email: z.string().max(320).optional() }).optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
});
export type EventCustomer = z.infer<typeof eventCustomerSchema>;

export const eventTypePattern = /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/;

/** One event as a backend posts it (API.md "Events"). Keys of the envelope that we do not know are kept. */
export const eventEnvelopeSchema = z.looseObject({
  id: shortText.optional(),
  type: z
    .string()
    .min(1)
    .max(128)
    .regex(eventTypePattern, "must be words joined by dots, such as invoice.generated"),
  occurredAt: z.iso
    .datetime({ offset: true, error: "must be an ISO 8601 instant such as 2026-11-21T09:00:00Z" })
    .optional(),
  environment: z.enum(environments).optional(),
  customer: eventCustomerSchema.optional(),
  data: z.record(z.string(), z.unknown()).default({}),
});
export type EventEnvelope = z.infer<typeof eventEnvelopeSchema>;

export const batchLimit = 1_000;

/** What the accept path says of each event, in the order sent. */
export type EventAnswer =
  | { id: string; externalId: string; status: "accepted" }
  | { id: string; externalId: string; status: "duplicate"; bodyDiffers?: true }
  | {
      externalId: string | null;
      status: "rejected";
      error: { code: string; pointer: string; message: string };
    };
