import { z } from "zod";
import type { DestinationKind } from "@/db/enums";
import { playbookName } from "@/lib/playbook/name";

const shortText = z.string().min(1).max(255);

/** What of a Slack channel destination is not secret. */
export const slackChannelConfig = z.object({
  installationId: shortText,
  teamId: shortText,
  teamName: shortText,
  channelId: z.string().regex(/^[CGD][A-Z0-9]{6,30}$/, "must be a Slack channel id such as C0123456789"),
  channelName: z.string().min(1).max(80),
  isPrivate: z.boolean(),
});
export type SlackChannelConfig = z.infer<typeof slackChannelConfig>;

/** What of a pasted webhook is not secret: its masked form, and the channel if its owner said which. */
export const slackWebhookConfig = z.object({ hint: shortText, channelName: shortText.optional() });

/** Where a destination leads, for people; never a secret. @throws when the stored config is not of its kind. */
export function describeTarget(kind: DestinationKind, config: unknown): string {
  switch (kind) {
    case "slack_channel": {
      const { channelName, teamName } = slackChannelConfig.parse(config);
      return `#${channelName} in ${teamName}`;
    }
    case "slack_webhook": {
      const { hint, channelName } = slackWebhookConfig.parse(config);
      return channelName === undefined ? hint : `#${channelName} by ${hint}`;
    }
  }
}

/** What went wrong last, with what to do about it. */
export const destinationErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  fix: z.string(),
  at: z.string(),
});
export type DestinationError = z.infer<typeof destinationErrorSchema>;

const webhookUrl = z.string("Paste the webhook's URL.").trim().min(1, "Paste the webhook's URL.").max(2_000);

/** How its owner calls the channel that a webhook posts to: Slack tells it to nobody. */
export const webhookChannel = z
  .string()
  .trim()
  .max(80)
  .transform((text) => text.replace(/^#/, "") || undefined)
  .optional();

/** A pasted incoming webhook, as a form or the API brings it. */
export const webhookDestinationInput = z.strictObject({
  name: playbookName,
  url: webhookUrl,
  channelName: webhookChannel,
  acceptsSandbox: z.boolean().default(false),
  enabled: z.boolean().default(true),
});

/** What can be changed of a destination; what is left out stays. A new URL keeps the routes. */
export const destinationPatch = z.strictObject({
  name: playbookName.optional(),
  url: webhookUrl.optional(),
  acceptsSandbox: z.boolean().optional(),
  enabled: z.boolean().optional(),
});
export type DestinationPatch = z.infer<typeof destinationPatch>;

/** A new destination, as the API brings it. */
export const newDestination = webhookDestinationInput.extend({
  kind: z.literal("slack_webhook", "must be slack_webhook; a Slack channel is connected in the console"),
});

/** A destination as the API answers it: without what is of use only in here. */
export function published<Item extends { lane: string }>({ lane: _, ...item }: Item): Omit<Item, "lane"> {
  return item;
}
