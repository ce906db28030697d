import { z } from "zod";
import { webhookDestinationInput } from "@/lib/destinations/schema";
import { env } from "@/lib/env";
import { ticked } from "@/lib/form";
import { parseWebhookUrl } from "@/lib/slack/webhook-url";

/** A destination's name, as its form posts it. */
export const nameInput = webhookDestinationInput.shape.name;

/** A pasted URL; the complaint says what was pasted instead. */
export const urlInput = webhookDestinationInput.shape.url.superRefine((text, context) => {
  const parsed = parseWebhookUrl(text, { hooksOrigin: env().SLACK_HOOKS_ORIGIN });
  if (text !== "" && !parsed.ok) context.addIssue({ code: "custom", message: parsed.reason });
});

/** A pasted webhook as its form posts it; every complaint at once. */
export const webhookForm = z.object({ name: nameInput, url: urlInput, acceptsSandbox: ticked });
