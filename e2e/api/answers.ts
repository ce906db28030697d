import { z } from "zod";

const itemSchema = z.object({
  id: z.string().optional(),
  externalId: z.string().nullable(),
  status: z.enum(["accepted", "duplicate", "rejected"]),
  bodyDiffers: z.boolean().optional(),
  error: z.object({ code: z.string(), pointer: z.string(), message: z.string() }).optional(),
});

const ingestionSchema = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  events: z.array(itemSchema),
});

/** What the events endpoint answers to one event or to a batch. @throws when it is anything else */
export const ingestion = (body: unknown) => ingestionSchema.parse(body);

const problemSchema = z.object({
  type: z.string(),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
  requestId: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string().min(1) })),
});

/** An RFC 9457 problem document as the API reference has it. @throws when it is anything else */
export const problem = (body: unknown) => problemSchema.parse(body);
