import { z } from "zod";
import { contentTypes } from "@/lib/destinations/webhook-config";
import { replayInput } from "@/lib/webhooks/replay/schema";
import { bodyPreviewInput, rotationInput } from "@/lib/webhooks/schema";
import { topics } from "@/lib/webhooks/topics";

const instant = z.iso.datetime();
const count = z.int();
const milliseconds = z.union([z.int(), z.null()]);

/** Bodies of what is about outgoing webhooks. */
export const webhookSchemas = {
  SecretRotation: rotationInput,
  RotatedSecret: z.object({ signingSecret: z.string(), oldSecretUntil: z.union([instant, z.null()]) }),
  DestinationStatistics: z.looseObject({
    days: count,
    sent: count,
    failed: count,
    waiting: count,
    attempts: count,
    failedAttempts: count,
    p50Ms: milliseconds,
    p95Ms: milliseconds,
    lastTries: z.array(
      z.looseObject({ notificationId: z.string(), startedAt: instant, outcome: z.string() }),
    ),
  }),
  ReplayInput: replayInput,
  Replayed: z.object({ matched: count, replayed: count, hasMore: z.boolean(), dryRun: z.boolean() }),
  WebhookTopics: z.object({
    topics: z.array(
      z.object({
        topic: z.enum(topics),
        label: z.string(),
        dataSchema: z.looseObject({}),
        example: z.looseObject({}),
      }),
    ),
  }),
  BodyPreviewInput: bodyPreviewInput,
  BodyPreview: z.looseObject({ contentType: z.enum(contentTypes), body: z.string() }),
} as const;
