import { z } from "zod";
import { webhookChannel, webhookDestinationInput } from "@/lib/destinations/schema";
import { env } from "@/lib/env";
import { parseWebhookUrl } from "@/lib/slack/webhook-url";
import { checkTypes, destinationShape } from "./destination-form-schema";

/** A pasted URL; the complaint says what was pasted instead. */
const urlInput = webhookDestinationInput.shape.url.superRefine((text, context) => {
  const parsed = parseWebhookUrl(text, { hooksOrigin: env().SLACK_HOOKS_ORIGIN });
  if (text !== "" && !parsed.ok) context.addIssue({ code: "custom", message: parsed.reason });
});

/** A pasted webhook as its form posts it; every complaint at once. */
export const webhookForm = z
  .object({ ...destinationShape, url: urlInput, channelName: webhookChannel })
  .superRefine(checkTypes);

/** Another URL for the same destination, with the channel that it posts to. */
export const newUrlForm = z.object({ destinationId: z.string(), url: urlInput, channelName: webhookChannel });
