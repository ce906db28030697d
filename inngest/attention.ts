import { systemScope } from "@/lib/auth/system";
import type { Mention, Outcome, Target } from "@/lib/destinations/transport";
import type { Message } from "@/lib/messages/message";
import { noteOwnerFallback } from "@/lib/notifications/owner/commands";
import { findOwnerAddress } from "@/lib/notifications/owner/queries";
import { describeOwnerFallback, findOwner } from "@/lib/slack/owners";
import type { Saying } from "./tell-case";

const scope = systemScope("deliver-lane");

type Attention = NonNullable<Message["attention"]>;
type Item = { id: string; projectId: string; destination: { installation: { id: string } | null } };

/** Where a message goes and whom it names, once it is known who looks after the customer. */
export type Addressed = { target: Target; mentions: readonly Mention[]; follow: Saying["follow"] };

/** The conversation in which the owner was told so far. */
function ownersPlace({ follow }: Saying): string | undefined {
  const channel = follow?.standing?.channel;
  return channel?.startsWith("D") ? channel : undefined;
}

async function lookUp(item: Item, token: string, { owner, person }: Attention) {
  const opens = owner === "direct";
  const { id: notificationId, projectId, destination } = item;
  const email = await findOwnerAddress(scope, { projectId, notificationId, person });
  const installationId = destination.installation?.id;
  if (email === null || installationId === undefined)
    return { ok: false, text: describeOwnerFallback("no_owner", "", person) } as const;
  const found = await findOwner({ installationId, token, email, opens, now: new Date() });
  return found.ok
    ? found
    : ({ ok: false, text: describeOwnerFallback(found.problem, email, person) } as const);
}

/**
 * Finds out who else is told of a message: the owner is named at its head, or told in a conversation of their own instead of the
 * channel. Whom Slack does not know leaves the message where the route sends it, and its reason says so.
 */
export async function addressed(item: Item, target: Target, saying: Saying): Promise<Addressed> {
  const { follow } = saying;
  const { attention = { owner: "none" } } = saying.message;
  const { owner, groupId } = attention;
  const groups: Mention[] = groupId === undefined ? [] : [{ kind: "group", id: groupId }];
  const asItIs = { target, mentions: groups, follow };
  if (target.kind !== "slack_channel" || owner === "none") return asItIs;
  if (owner === "direct") {
    const before = ownersPlace(saying);
    if (before) return { target: { ...target, channelId: before }, mentions: [], follow };
    if (follow?.standing) return asItIs;
  }
  const found = await lookUp(item, target.token, attention);
  if (!found.ok) {
    const { id: notificationId, projectId } = item;
    await noteOwnerFallback(scope, { projectId, notificationId, text: found.text });
    return asItIs;
  }
  const { userId, channelId } = found;
  if (owner === "direct" && channelId !== null)
    return { target: { ...target, channelId }, mentions: [], follow };
  return { ...asItIs, mentions: [{ kind: "user", id: userId }, ...groups] };
}

/** Whether a conversation of the owner's own would not take the message: that says nothing of the route's channel. */
export function isOwnersRefusal(target: Target, used: Target, outcome: Outcome): boolean {
  const isElsewhere =
    target.kind === "slack_channel" && used.kind === "slack_channel" && used.channelId !== target.channelId;
  return isElsewhere && outcome.status === "rejected" && outcome.scope === "destination";
}
