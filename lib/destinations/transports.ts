import type { DestinationKind } from "@/db/enums";
import { env } from "@/lib/env";
import type { Message } from "@/lib/messages/message";
import { createSlackChannelTransport } from "@/lib/slack/transport";
import { createSlackWebhookTransport } from "@/lib/slack/webhook-transport";
import type { Follow, Outcome, Target, Transport } from "./transport";

type Transports = { [Kind in DestinationKind]: Transport<Kind> };

let transports: Transports | undefined;

/** One transport a kind, made on first use from where the environment says that Slack is. */
function transportsOfThisProcess(): Transports {
  if (transports) return transports;
  const asBot = createSlackChannelTransport({ apiUrl: env().SLACK_API_URL });
  transports = {
    slack_channel: asBot,
    slack_dm: asBot,
    slack_webhook: createSlackWebhookTransport({ hooksOrigin: env().SLACK_HOOKS_ORIGIN }),
  };
  return transports;
}

/** Carries one message to one destination of whatever kind, in at most ten seconds. Failure is a value. */
export function send({
  target,
  message,
  notificationId,
  follow,
}: {
  target: Target;
  message: Message;
  notificationId: string;
  follow?: Follow | undefined;
}): Promise<Outcome> {
  const delivery = { message, notificationId, ...(follow && { follow }) };
  const { slack_channel, slack_webhook, slack_dm } = transportsOfThisProcess();
  switch (target.kind) {
    case "slack_channel":
      return slack_channel({ target, ...delivery });
    case "slack_webhook":
      return slack_webhook({ target, ...delivery });
    case "slack_dm":
      return slack_dm({ target, ...delivery });
  }
}
