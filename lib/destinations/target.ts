import type { DestinationKind } from "@/db/enums";
import { open } from "@/lib/crypto";
import { emailConfig } from "./email-config";
import { slackChannelConfig, slackDmConfig } from "./schema";
import type { Outcome, Target } from "./transport";
import { livingSecrets, readWebhookSecret, webhookConfig } from "./webhook-config";

/** The stored parts of a destination that sending needs, as a claim brings them. */
export type StoredTarget = {
  projectId: string;
  id: string;
  kind: DestinationKind;
  config: unknown;
  secret: string | null;
  installation: { id: string; status: string; botToken: string; tokenExpiresAt: Date | null } | null;
};

const rejected = (scope: "destination" | "installation", code: string, detail: string): Outcome => ({
  status: "rejected",
  scope,
  code,
  detail,
});

/** Opens the token of the workspace, or says that it is not connected any more. */
function openToken({ installation }: StoredTarget): { token: string } | Outcome {
  if (!installation || installation.status === "uninstalled") {
    return rejected(
      "installation",
      "not_installed",
      "The Slack workspace is not connected any more. Connect it again.",
    );
  }
  const place = { table: "slack_installations", row: installation.id, column: "bot_token" };
  return { token: open(installation.botToken, place) };
}

function openChannel(stored: StoredTarget): Target | Outcome {
  const { channelId } = slackChannelConfig.parse(stored.config);
  const opened = openToken(stored);
  return "status" in opened ? opened : { kind: "slack_channel", channelId, ...opened };
}

function openDm(stored: StoredTarget): Target | Outcome {
  const { channelId } = slackDmConfig.parse(stored.config);
  const opened = openToken(stored);
  return "status" in opened ? opened : { kind: "slack_dm", channelId, ...opened };
}

function openWebhook({ id, secret }: StoredTarget): Target | Outcome {
  if (secret === null)
    return rejected("destination", "no_webhook_url", "This destination has no webhook URL. Paste one.");
  return { kind: "slack_webhook", url: open(secret, { table: "destinations", row: id, column: "secret" }) };
}

function openMailboxes({ projectId, id: destinationId, config }: StoredTarget): Target | Outcome {
  const { recipients, subjectPrefix = null, replyTo = null } = emailConfig.parse(config);
  const shared = { projectId, destinationId, recipients, subjectPrefix, replyTo };
  return { kind: "email", ...shared, isPersonal: false };
}

function openEndpoint({ id, config, secret }: StoredTarget): Target | Outcome {
  if (secret === null) return rejected("destination", "no_webhook_url", "This destination has no URL.");
  const { bodyTemplate, contentType, headers } = webhookConfig.parse(config);
  const sealed = readWebhookSecret(open(secret, { table: "destinations", row: id, column: "secret" }));
  return {
    kind: "webhook",
    url: sealed.url,
    secrets: livingSecrets(sealed, new Date()),
    headers: headers.map(({ name, value }) => ({
      name,
      value: value ?? sealed.headers[name] ?? "",
      isSecret: value === null,
    })),
    contentType,
    bodyTemplate,
  };
}

const openers = {
  slack_channel: openChannel,
  slack_webhook: openWebhook,
  slack_dm: openDm,
  email: openMailboxes,
  webhook: openEndpoint,
} satisfies Record<DestinationKind, (stored: StoredTarget) => Target | Outcome>;

/** Opens what is needed to send to a destination, or says why nothing can be sent to it. Never log what it returns. */
export function openTarget(stored: StoredTarget): Target | Outcome {
  return openers[stored.kind](stored);
}
