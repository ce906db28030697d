import type { DestinationKind } from "@/db/enums";
import type { ComposableEvent } from "@/lib/messages/compose";
import { renderMail } from "@/lib/messages/mail";
import type { Message } from "@/lib/messages/message";
import { tellerOf } from "@/lib/notifications/telling";
import { renderForChannel, renderForWebhook } from "@/lib/slack/render";
import { explain, type Playbook } from "./decide";
import type { RoutableEvent } from "./field";
import type { Decision } from "./reason";

const renderers = {
  slack_channel: renderForChannel,
  slack_webhook: renderForWebhook,
  slack_dm: renderForChannel,
  email: (message) => renderMail(message),
  webhook: (message) => message,
} satisfies Record<DestinationKind, (message: Message) => object>;

/** How many routes that do not apply are listed; the rest is counted. */
const maxSkipped = 200;

export type Preview = {
  /** Every route's answer: those that would send first, then those that would be suppressed, then the others. */
  decisions: Decision[];
  /** How many further routes do not apply. */
  omitted: number;
  /** In the project's words, as nobody is kept from anything. */
  message: Message;
  /** What each destination would be sent, in its own form. */
  notifications: {
    routeId: string;
    destinationId: string;
    destinationName: string;
    destinationKind: DestinationKind;
    payload: object;
  }[];
};

const rank = { send: 0, suppress: 1, skip: 2 } satisfies Record<Decision["verdict"], number>;

/** Where an event would go and what would be sent there: the same decisions and the same words as when it comes in. */
export function previewEvent(playbook: Playbook, event: RoutableEvent & ComposableEvent, now: Date): Preview {
  const sorted = explain(playbook, event).sort((left, right) => rank[left.verdict] - rank[right.verdict]);
  const firstSkipped = sorted.findIndex(({ verdict }) => verdict === "skip");
  const decisions = firstSkipped < 0 ? sorted : sorted.slice(0, firstSkipped + maxSkipped);
  const tell = tellerOf(playbook, event, { now });
  const notifications = decisions.flatMap(({ verdict, routeId, destinationId }) => {
    const destination = playbook.destinations.get(destinationId);
    if (verdict !== "send" || !destination) return [];
    const { name: destinationName, kind: destinationKind } = destination;
    const payload = renderers[destinationKind](tell(destination));
    return [{ routeId, destinationId, destinationName, destinationKind, payload }];
  });
  return { decisions, omitted: sorted.length - decisions.length, message: tell(), notifications };
}
