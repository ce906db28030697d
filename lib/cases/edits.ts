import type { DestinationKind, Environment } from "@/db/enums";
import type { Message } from "@/lib/messages/message";
import { plainText, say } from "@/lib/messages/sentence";
import { tones } from "@/lib/messages/tone";
import type { Planned } from "@/lib/notifications/commands";
import { changedByHand } from "./tell";

/** A destination with a living message of a case. */
export type Place = {
  caseId: string;
  customerId: string | null;
  environment: Environment;
  destinationId: string;
  destinationName: string;
  destinationKind: DestinationKind;
  lane: string;
};

type Edit = { id: string; dedupeKey: string; reason: Planned["reason"]; message: Message };

/** A notification that brings the living message of a case up to date. */
export function editOf(place: Place, edit: Edit): Planned {
  return {
    ...place,
    ...edit,
    kind: "case_edit",
    eventId: null,
    eventType: edit.message.eventType,
    routeId: null,
    routeName: null,
    severity: "info",
    state: "pending",
    fallbackFor: null,
  };
}

/** What somebody did with a case, as a line for its thread. */
export function noteOf(
  text: string,
  { caseId, environment, now }: { caseId: string; environment: Environment; now: Date },
): Message {
  const headline = say`${text}`;
  return {
    version: 1,
    layout: "standard",
    severity: "info",
    emoji: ":bust_in_silhouette:",
    color: tones.info.color,
    text: plainText(headline),
    headline,
    fields: [],
    links: [],
    environment,
    isTest: false,
    eventType: changedByHand,
    reference: caseId,
    occurredAt: Math.floor(now.getTime() / 1_000),
  };
}
