import type { Message } from "@/lib/messages/message";
import { hidesOwner } from "@/lib/redaction/owner";
import type { PlaybookDestination } from "@/lib/routing/decide";

type Attention = Message["attention"];
type Place = Pick<PlaybookDestination, "kind" | "name" | "redaction">;

/**
 * Who else is told at a destination. Where it may not be seen who looks after a customer, they are neither named nor written to in
 * its place; that is said outright, so that a case which named them before does so no more.
 */
export function attentionAt(attention: Attention, { kind, redaction }: Place): Attention {
  if (!attention || kind !== "slack_channel") return undefined;
  const isHidden = attention.owner !== "none" && hidesOwner(redaction);
  return isHidden ? { ...attention, owner: "none" } : attention;
}

/** Why the owner is not told there, as a sentence for the end of a reason; empty when nothing keeps them from it. */
export function unnamedNote(attention: Attention, place: Place): string {
  const wanted = attention?.owner ?? "none";
  if (wanted === "none" || attentionAt(attention, place)?.owner !== "none") return "";
  return ` Its owner is not ${wanted === "mention" ? "named" : "written to"}: “${place.name}” may not see who looks after a customer.`;
}
