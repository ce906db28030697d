import { z } from "zod";
import { receiptStatuses, sourceKinds } from "@/db/enums";
import { newSource, rotation, sourcePatch } from "@/lib/sources/schema";

const instant = z.iso.datetime();

const source = z.looseObject({
  id: z.string(),
  kind: z.enum(sourceKinds),
  name: z.string(),
  enabled: z.boolean(),
  url: z.string(),
  secretHint: z.string().nullable(),
  previousSecretUntil: instant.nullable(),
  customerUrl: z.string().nullable(),
  lastReceivedAt: instant.nullable(),
  createdAt: instant,
});

const receipt = z.looseObject({
  id: z.string(),
  receivedAt: instant,
  status: z.enum(receiptStatuses),
  vendorType: z.string().nullable(),
  vendorId: z.string().nullable(),
  eventId: z.string().nullable(),
  reason: z.object({ code: z.string(), message: z.string().nullable() }).nullable(),
  count: z.int(),
  body: z.string(),
});

const page = <Name extends string>(name: Name, item: z.ZodType) =>
  z.object({ [name]: z.array(item), nextCursor: z.string().nullable(), hasMore: z.boolean() });

/** The bodies of `/api/v1/sources`. */
export const sourceSchemas = {
  CloudEvent: z.looseObject({
    specversion: z.literal("1.0"),
    id: z.string().min(1),
    source: z.string().min(1),
    type: z.string().min(1),
    time: z.string().optional(),
    subject: z.string().optional(),
    datacontenttype: z.string().optional(),
    data: z.unknown().optional(),
    data_base64: z.string().optional(),
  }),
  NewSource: newSource,
  SourcePatch: sourcePatch,
  Rotation: rotation,
  Source: source,
  SourceWithSecret: source.extend({ secretOnce: z.string().nullable() }),
  SourcePage: page("sources", source),
  ReceiptPage: page("receipts", receipt),
} satisfies Record<string, z.ZodType>;
