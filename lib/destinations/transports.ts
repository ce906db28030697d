import type { DestinationKind } from "@/db/enums";
import type { Offer } from "@/lib/cases/actions/offer";
import { createEmailTransport } from "@/lib/email/transport";
import { env } from "@/lib/env";
import type { Message } from "@/lib/messages/message";
import { createSlackChannelTransport } from "@/lib/slack/transport";
import { createSlackWebhookTransport } from "@/lib/slack/webhook-transport";
import { operatorReach } from "@/lib/webhooks/reach";
import { createWebhookTransport } from "@/lib/webhooks/transport";
import type { Follow, Ledger, Matter, Mention, Outcome, Target, Transport } from "./transport";

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
    email: createEmailTransport({
      smtpUrl: env().SMTP_URL,
      from: env().EMAIL_FROM,
      site: { origin: env().NEXTAUTH_URL, secret: env().NEXTAUTH_SECRET },
    }),
    webhook: createWebhookTransport({ reach: operatorReach() }),
  };
  return transports;
}

/** Carries one message to one destination of whatever kind, in at most ten seconds. Failure is a value. */
export function send({
  target,
  message,
  notificationId,
  follow,
  offer,
  mentions,
  goesOnFrom,
  ledger,
  matter,
}: {
  target: Target;
  message: Message;
  notificationId: string;
  follow?: Follow | undefined;
  offer?: Offer | undefined;
  mentions?: readonly Mention[] | undefined;
  goesOnFrom?: string | undefined;
  ledger?: Ledger | undefined;
  matter?: Matter | undefined;
}): Promise<Outcome> {
  const delivery = {
    message,
    notificationId,
    ...(follow && { follow }),
    ...(offer && { offer }),
    ...(mentions && { mentions }),
    ...(matter && { matter }),
    ...(goesOnFrom !== undefined && { goesOnFrom }),
    ...(ledger && { ledger }),
  };
  const { slack_channel, slack_webhook, slack_dm, email, webhook } = transportsOfThisProcess();
  switch (target.kind) {
    case "slack_channel":
      return slack_channel({ target, ...delivery });
    case "slack_webhook":
      return slack_webhook({ target, ...delivery });
    case "slack_dm":
      return slack_dm({ target, ...delivery });
    case "email":
      return email({ target, ...delivery });
    case "webhook":
      return webhook({ target, ...delivery });
  }
}
