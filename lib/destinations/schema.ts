import { z } from "zod";
import { caseHistories, type DestinationKind } from "@/db/enums";
import { playbookName } from "@/lib/playbook/name";
import { redactionRules } from "@/lib/redaction/schema";
import { endpointShape, newEndpoint } from "@/lib/webhooks/schema";
import { describeMailboxes, emailConfig, mailStyle, recipientsInput } from "./email-config";
import { webhookConfig } from "./webhook-config";

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

/** What of a direct message destination is not secret: the person, and the conversation that Slack opened with them. */
export const slackDmConfig = z.object({
  installationId: shortText,
  teamId: shortText,
  teamName: shortText,
  userId: z.string().regex(/^[UW][A-Z0-9]{6,30}$/, "must be a Slack user id such as U0123456789"),
  userName: z.string().min(1).max(80),
  channelId: z.string().regex(/^D[A-Z0-9]{6,30}$/, "must be the id of a direct message such as D0123456789"),
});
export type SlackDmConfig = z.infer<typeof slackDmConfig>;

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
    case "slack_dm": {
      const { userName, teamName } = slackDmConfig.parse(config);
      return `@${userName} in ${teamName}`;
    }
    case "email":
      return describeMailboxes(emailConfig.parse(config));
    case "webhook":
      return webhookConfig.parse(config).hint;
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

const webhookUrl = z.string("Paste the webhook's URL.").trim().min(1, "Paste the webhook's URL.").max(2_048);

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
  /** Where the history of a case is told: in its thread only, or in the channel as well. Webhooks have no threads. */
  caseHistory: z.enum(caseHistories).optional(),
  /** What may not be seen there; null, or an empty list, for nothing. */
  redaction: redactionRules.nullable().optional(),
  /** Of mail: whom it goes to, and how. */
  recipients: recipientsInput.optional(),
  ...mailStyle,
  /** Of a webhook: what it is told of, and how. */
  ...endpointShape,
});
export type DestinationPatch = z.infer<typeof destinationPatch>;

const newWebhook = webhookDestinationInput.extend({ kind: z.literal("slack_webhook") });

/** What both kinds of places that the bot reaches are told by. */
const botShape = {
  /** Left out, it is named after the channel or the person. */
  name: playbookName.optional(),
  /** The id of an installation or of a workspace, or a workspace's name; may be left out while only one is connected. */
  installation: shortText.optional(),
  acceptsSandbox: z.boolean().default(false),
  enabled: z.boolean().default(true),
};

const newChannel = z.strictObject({
  kind: z.literal("slack_channel"),
  ...botShape,
  channel: z.string("must be a channel's id, link or name").trim().min(1).max(500),
});

const newDm = z
  .strictObject({
    kind: z.literal("slack_dm"),
    ...botShape,
    email: z.email("must be an e-mail address").max(254).optional(),
    userId: z
      .string()
      .regex(/^[UW][A-Z0-9]{6,30}$/, "must be a Slack member id such as U0123456789")
      .optional(),
  })
  .refine(({ email, userId }) => (email === undefined) !== (userId === undefined), {
    path: ["email"],
    message: "name one person: either by email or by userId",
  });

/** A new mail destination, as the API brings it. */
const newMail = z.strictObject({
  kind: z.literal("email"),
  name: playbookName,
  recipients: recipientsInput,
  ...mailStyle,
  acceptsSandbox: z.boolean().default(false),
  enabled: z.boolean().default(true),
});

/** A new destination, as the API brings it. */
export const newDestination = z.discriminatedUnion(
  "kind",
  [newWebhook, newChannel, newDm, newMail, newEndpoint],
  {
    error: "must be slack_channel, slack_dm, slack_webhook, email or webhook",
  },
);
export type NewDestination = z.infer<typeof newDestination>;

/** A destination as the API answers it: without what is of use only in here. */
export function published<Item extends { lane: string }>({ lane: _, ...item }: Item): Omit<Item, "lane"> {
  return item;
}
