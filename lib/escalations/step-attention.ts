import type { Message } from "@/lib/messages/message";
import type { EscalationDefinition } from "./schema";

/** Whom else a step of an escalation asks for, as a message says it: one person directly, a user group, or nobody. */
export function attentionOfStep({
  person,
  mentionGroupId,
}: EscalationDefinition["steps"][number]): Message["attention"] {
  if (person === undefined && !mentionGroupId) return undefined;
  return {
    owner: person === undefined ? "none" : "direct",
    ...(person && { person }),
    ...(mentionGroupId && { groupId: mentionGroupId }),
  };
}

/** Why a step's person cannot even be looked for at a place that is no channel of a connected workspace; empty otherwise. */
export function unreachableNote(attention: Message["attention"], kind: string, name: string): string {
  if (!attention || kind === "slack_channel") return "";
  if (attention.owner === "none") return ` No user group can be named at “${name}”.`;
  const whom = attention.person === "manager" ? "The owner's manager" : "The customer's owner";
  return ` ${whom} cannot be written to by way of “${name}”, which is no channel of a connected Slack workspace, so this went there.`;
}
