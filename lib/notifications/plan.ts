import type { StoredEvent } from "@/lib/events/queries";
import { decide, type Playbook, type PlaybookDestination } from "@/lib/routing/decide";
import type { Decision } from "@/lib/routing/reason";
import type { DecidedEvent, Planned } from "./commands";
import { type Teller, tellerOf } from "./telling";

type Context = { now: Date; makeId: () => string };
type Told = { event: StoredEvent; tell: Teller; makeId: () => string };

function rowOf({ event, tell, makeId }: Told, decision: Decision, to: PlaybookDestination): Planned {
  const message = tell(to);
  return {
    id: makeId(),
    dedupeKey: `${event.id}|${decision.routeId}|${to.id}`,
    kind: "event",
    eventId: event.id,
    eventType: event.type,
    customerId: event.customerId,
    routeId: decision.routeId,
    routeName: decision.routeName,
    destinationId: to.id,
    destinationName: to.name,
    destinationKind: to.kind,
    lane: to.lane,
    environment: event.environment,
    severity: message.severity,
    state: "pending",
    reason: decision.reason,
    fallbackFor: null,
    message,
  };
}

/** A critical notification does not wait for a broken destination: it goes to the project's fallback as well. */
function fallbackOf(
  told: Told,
  decision: Decision,
  held: Planned,
  { destinations, fallbackDestinationId }: Playbook,
): Planned[] {
  const fallback = fallbackDestinationId === null ? undefined : destinations.get(fallbackDestinationId);
  const isUsable =
    fallback?.enabled && !fallback.isBroken && (fallback.acceptsSandbox || held.environment !== "sandbox");
  if (held.severity !== "critical" || !isUsable || fallback.id === held.destinationId) return [];
  const text = `${decision.reason.text} Its destination “${held.destinationName}” is broken, so this critical notification goes to the fallback.`;
  return [{ ...rowOf(told, decision, fallback), reason: { code: "fallback", text }, fallbackFor: held.id }];
}

function plannedOf(told: Told, decision: Decision, playbook: Playbook): Planned[] {
  const destination = playbook.destinations.get(decision.destinationId);
  if (decision.verdict === "skip" || !destination) return [];
  const row = rowOf(told, decision, destination);
  if (decision.verdict === "suppress") return [{ ...row, state: "suppressed" }];
  if (!destination.isBroken) return [row];
  const text = `${decision.reason.text} Its destination “${destination.name}” is broken, so this is held until it is mended.`;
  const held: Planned = { ...row, state: "held", reason: { code: "destination_broken", text } };
  return [held, ...fallbackOf(told, decision, held, playbook)];
}

/** What follows from one event: every candidate route's decision, and a notification for each that sends or would have. */
export function planEvent(playbook: Playbook, event: StoredEvent, { now, makeId }: Context): DecidedEvent {
  const trace = decide(playbook, event);
  if (trace.every((decision) => decision.verdict === "skip"))
    return { eventId: event.id, trace, planned: [] };
  const told = { event, tell: tellerOf(playbook, event, { now }), makeId };
  return {
    eventId: event.id,
    trace,
    planned: trace.flatMap((decision) => plannedOf(told, decision, playbook)),
  };
}
