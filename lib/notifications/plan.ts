import { type Joined, nameOf } from "@/lib/cases/join";
import type { StoredEvent } from "@/lib/events/queries";
import { decide, type Playbook, type PlaybookDestination } from "@/lib/routing/decide";
import type { Decision, Reason } from "@/lib/routing/reason";
import { delayOf } from "@/lib/routing/timing";
import type { DecidedEvent, Planned } from "./commands";
import { type Teller, tellerOf } from "./telling";

type Context = {
  now: Date;
  makeId: () => string;
  makeCaseId: () => string;
  /** The part that each event has in a case, by event id. */
  stories: ReadonlyMap<string, Joined>;
  /** Ids of the destinations that were told of a case before, by the case's name (lib/cases/join). */
  audiences: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of the destinations where a message of a case stands, by the case's name. */
  living?: ReadonlyMap<string, ReadonlySet<string>>;
};
type Told = {
  event: StoredEvent;
  tell: Teller;
  makeId: () => string;
  story: Joined | undefined;
  now: Date;
  /** Where a message of its case stands. */
  living: ReadonlySet<string>;
};

/** What a row comes from: a route's decision, or that its destination was told of the case before. */
type Source = Pick<Decision, "reason"> & { routeId: string | null; routeName: string | null };

function rowOf({ event, tell, makeId, story }: Told, decision: Source, to: PlaybookDestination): Planned {
  const message = tell(to);
  return {
    id: makeId(),
    dedupeKey: `${event.id}|${decision.routeId ?? "case"}|${to.id}`,
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
    ...(story && { caseKey: story.key, settleSeconds: story.settleSeconds ?? 0 }),
  };
}

/** A critical notification does not wait for a broken destination: it goes to the project's fallback as well. */
function fallbackOf(
  told: Told,
  decision: Source,
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
  if (decision.verdict === "suppress")
    return [{ ...rowOf(told, decision, destination), state: "suppressed" }];
  return sentOrHeld(told, decision, destination, playbook);
}

const routesTo = ({ routes }: Playbook, destinationId: string) =>
  routes.filter((route) => route.enabled && route.destinationId === destinationId).map(({ id }) => id);

function sentOrHeld(
  told: Told,
  decision: Source,
  destination: PlaybookDestination,
  playbook: Playbook,
): Planned[] {
  const row = rowOf(told, decision, destination);
  const delay = delayOf(
    playbook.timing,
    { ...row, isLiving: told.living.has(destination.id) },
    { now: told.now, routesThere: routesTo(playbook, destination.id) },
  );
  if (delay && (delay.heldFor === "digest" || !destination.isBroken)) {
    const text = `${decision.reason.text} ${delay.reason.text}`;
    return [{ ...row, ...delay, state: "held", reason: { ...delay.reason, text } }];
  }
  if (!destination.isBroken) return [row];
  const text = `${decision.reason.text} Its destination “${destination.name}” is broken, so this is held until it is mended.`;
  const held: Planned = { ...row, state: "held", reason: { code: "destination_broken", text } };
  return [held, ...fallbackOf(told, decision, held, playbook)];
}

/** Why a destination that was told of the case so far may not be told of this, if so. */
function refusalOf(destination: PlaybookDestination, { environment }: StoredEvent): Reason | undefined {
  const name = `“${destination.name}”`;
  if (!destination.enabled)
    return { code: "destination_disabled", text: `${name} was told how this began, but it is switched off.` };
  if (environment === "sandbox" && !destination.acceptsSandbox)
    return {
      code: "sandbox_not_accepted",
      text: `${name} was told how this began, but it does not accept sandbox events.`,
    };
  return undefined;
}

/** Who was told how a story began is told how it goes on, whatever the routes take. */
function followUpsOf(told: Told, playbook: Playbook, audience: Iterable<string>, covered: Set<string>) {
  return [...audience].flatMap((id): Planned[] => {
    const destination = playbook.destinations.get(id);
    if (!destination || covered.has(id)) return [];
    const refusal = refusalOf(destination, told.event);
    const text = `“${destination.name}” was told how this began, so it is told how it goes on.`;
    const source = {
      routeId: null,
      routeName: null,
      reason: refusal ?? { code: "case_follow_up", text },
    } as const;
    if (refusal) return [{ ...rowOf(told, source, destination), state: "suppressed" }];
    return sentOrHeld(told, source, destination, playbook);
  });
}

function stepOf({ event, story, tell }: Told, { makeCaseId }: Context): DecidedEvent["step"] {
  if (!story) return undefined;
  const { severity, text } = tell();
  return {
    caseId: makeCaseId(),
    key: story.key,
    environment: event.environment,
    eventId: event.id,
    eventType: event.type,
    phase: story.phase,
    rank: story.rank,
    isFinal: story.isFinal,
    severity,
    status: story.status ?? null,
    text,
    occurredAt: event.occurredAt,
    customerId: event.customerId,
    customerName: event.customer?.name ?? null,
    expiresAt: story.expiresAt ?? null,
  };
}

type Draft = { told: Told; trace: Decision[]; planned: Planned[] };

function draftOf(
  playbook: Playbook,
  event: StoredEvent,
  { now, makeId, stories, living = new Map() }: Context,
): Draft {
  const trace = decide(playbook, event);
  const story = stories.get(event.id);
  const name = story && nameOf({ key: story.key, environment: event.environment });
  const standing = (name !== undefined && living.get(name)) || new Set<string>();
  const told = { event, tell: tellerOf(playbook, event, { now }), makeId, story, now, living: standing };
  const isSkipped = trace.every((decision) => decision.verdict === "skip");
  return {
    told,
    trace,
    planned: isSkipped ? [] : trace.flatMap((decision) => plannedOf(told, decision, playbook)),
  };
}

/** Whom each case was told to, once the batch is: those of before and those that it leads there. */
function audiencesWith(drafts: readonly Draft[], before: Context["audiences"]): Map<string, Set<string>> {
  const audiences = new Map([...before].map(([name, ids]) => [name, new Set(ids)]));
  for (const { told, planned } of drafts) {
    if (!told.story) continue;
    const name = nameOf({ key: told.story.key, environment: told.event.environment });
    const audience = audiences.get(name) ?? new Set();
    for (const { state, destinationId } of planned) if (state !== "suppressed") audience.add(destinationId);
    audiences.set(name, audience);
  }
  return audiences;
}

/**
 * Whether an event is taken into its case: a case is kept from when somebody is to be told of it, and one that ends by itself
 * in any event, because its end may be what somebody waits for. What nobody asked about leaves no story behind.
 */
function isTakenIn({ told: { story }, planned }: Draft, isKnown: boolean, audience: ReadonlySet<string>) {
  return isKnown || planned.length > 0 || audience.size > 0 || story?.expiresAt !== undefined;
}

/**
 * What follows from a batch of events: every candidate route's decision, each event's step in its case, and a
 * notification for each route that sends or would have, and for each destination that was told of the case before.
 */
export function planEvents(
  playbook: Playbook,
  events: readonly StoredEvent[],
  context: Context,
): DecidedEvent[] {
  const drafts = events.map((event) => draftOf(playbook, event, context));
  const audiences = audiencesWith(drafts, context.audiences);
  return drafts.map((draft) => {
    const { told, trace, planned } = draft;
    const { event, story } = told;
    if (!story) return { eventId: event.id, trace, planned };
    const name = nameOf({ key: story.key, environment: event.environment });
    const audience = audiences.get(name) ?? new Set();
    if (!isTakenIn(draft, context.audiences.has(name), audience))
      return { eventId: event.id, trace, planned };
    const covered = new Set(planned.map(({ destinationId }) => destinationId));
    const step = stepOf(told, context);
    return {
      eventId: event.id,
      trace,
      planned: [...planned, ...followUpsOf(told, playbook, audience, covered)],
      ...(step && { step }),
    };
  });
}
