import type { StoredEvent } from "@/lib/events/queries";
import { compose } from "@/lib/messages/compose";
import type { Message } from "@/lib/messages/message";
import { decide, type Playbook } from "@/lib/routing/decide";
import type { Decision } from "@/lib/routing/reason";
import type { DecidedEvent, Planned } from "./commands";

type Context = { now: Date; makeId: () => string };

function plannedOf(event: StoredEvent, decision: Decision, message: Message, playbook: Playbook, makeId: () => string): Planned[] {
  if (decision.verdict === "skip") return [];
  const destination = playbook.destinations.get(decision.destinationId);
  if (!destination) return [];
  return [
    {
      id: makeId(),
      dedupeKey: `${event.id}|${decision.routeId}|${decision.destinationId}`,
      kind: "event",
      eventId: event.id,
      eventType: event.type,
      customerId: event.customerId,
      routeId: decision.routeId,
      routeName: decision.routeName,
      destinationId: destination.id,
      destinationName: destination.name,
      destinationKind: destination.kind,
      lane: destination.lane,
      environment: event.environment,
      severity: message.severity,
      state: decision.verdict === "send" ? "pending" : "suppressed",
      reason: decision.reason,
      message,
    },
  ];
}

/** What follows from one event: every candidate route's decision, and a notification for each that sends or would have. */
export function planEvent(playbook: Playbook, event: StoredEvent, { now, makeId }: Context): DecidedEvent {
  const trace = decide(playbook, event);
  if (trace.every((decision) => decision.verdict === "skip")) return { eventId: event.id, trace, planned: [] };
  const message = compose(event, { now });
  return { eventId: event.id, trace, planned: trace.flatMap((decision) => plannedOf(event, decision, message, playbook, makeId)) };
}
