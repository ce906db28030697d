import { type Joined, nameOf } from "@/lib/cases/join";
import type { StoredEvent } from "@/lib/events/queries";
import type { Message } from "@/lib/messages/message";
import { decide, type Playbook, type PlaybookDestination } from "@/lib/routing/decide";
import type { Decision, Reason } from "@/lib/routing/reason";
import { ruleOf } from "@/lib/routing/rule-routes";
import { delayOf } from "@/lib/routing/timing";
import type { DecidedEvent, Planned } from "./commands";
import { dispositionOf } from "./disposition";
import { toMailboxes } from "./mailboxes";
import { attentionAt, unnamedNote } from "./owner/seen";
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
  /** Who looks after the customer, by event id; of use where mail is written to them. */
  owners?: ReadonlyMap<string, string>;
};
type Told = {
  event: StoredEvent;
  tell: Teller;
  makeId: () => string;
  story: Joined | undefined;
  playbook: Playbook;
  now: Date;
  /** Who looks after the customer. */
  owner: string | undefined;
  /** Where a message of its case stands. */
  living: ReadonlySet<string>;
};

/** What a row comes from: a route's decision, or that its destination was told of the case before. */
type Source = Pick<Decision, "reason"> & { routeId: string | null; routeName: string | null };

/** Its words for the destination, with whom else the route tells. */
function messageFor({ tell, playbook }: Told, { routeId }: Source, to: PlaybookDestination): Message {
  const attention = attentionAt(playbook.attention.get(routeId ?? ""), to);
  return attention ? { ...tell(to), attention } : tell(to);
}

/** Why it is told there, and why its owner is not. */
function reasonFor({ playbook }: Told, { reason, routeId }: Source, to: PlaybookDestination): Reason {
  const note = unnamedNote(playbook.attention.get(routeId ?? ""), to);
  return note === "" ? reason : { ...reason, text: reason.text + note };
}

function rowOf(told: Told, decision: Source, to: PlaybookDestination): Planned {
  const { event, makeId, story } = told;
  const message = messageFor(told, decision, to);
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
function fallbackOf(told: Told, decision: Source, held: Planned): Planned[] {
  const { destinations, fallbackDestinationId } = told.playbook;
  const fallback = fallbackDestinationId === null ? undefined : destinations.get(fallbackDestinationId);
  const isUsable =
    fallback?.enabled && !fallback.isBroken && (fallback.acceptsSandbox || held.environment !== "sandbox");
  if (held.severity !== "critical" || !isUsable || fallback.id === held.destinationId) return [];
  const text = `${decision.reason.text} Its destination “${held.destinationName}” is broken, so this critical notification goes to the fallback.`;
  const row = { ...rowOf(told, decision, fallback), fallbackFor: held.id };
  const reason = reasonFor(told, { ...decision, reason: { code: "fallback", text } }, fallback);
  return [toMailboxes({ ...row, reason }, fallback, told.owner)];
}

function plannedOf(told: Told, decision: Decision): Planned[] {
  const destination = told.playbook.destinations.get(decision.destinationId);
  if (decision.verdict === "skip" || !destination) return [];
  if (decision.verdict === "suppress")
    return [{ ...rowOf(told, decision, destination), state: "suppressed" }];
  return disposed(told, decision, destination);
}

const routesTo = ({ routes }: Playbook, destinationId: string) =>
  routes.filter((route) => route.enabled && route.destinationId === destinationId).map(({ id }) => id);

/** What it waits for although its destination could take it; a digest gathers for a broken destination too. */
function delayed(
  { playbook, now, living }: Told,
  row: Planned,
  { isBroken, mailsOwner }: PlaybookDestination,
): Partial<Planned> | undefined {
  const { timing } = playbook;
  if (timing.digests.length === 0 && timing.hours.length === 0) return undefined;
  const asked = { ...row, isLiving: living.has(row.destinationId) };
  // Asked only of what no route took: there may be thousands of routes.
  const routesThere = row.routeId === null ? routesTo(playbook, row.destinationId) : [];
  const delay = delayOf(timing, asked, { now, routesThere });
  if (!delay || (isBroken && delay.heldFor === "hours")) return undefined;
  // Mail to the owners alone has no reader whom all of it is for.
  if (mailsOwner === "alone" && delay.heldFor === "digest") return undefined;
  const text = `${row.reason.text} ${delay.reason.text}`;
  return { ...delay, state: "held", reason: { ...delay.reason, text } };
}

/** What is to be told, as it stands now: on its way, held, or kept back for good (./disposition). */
function disposed(told: Told, decision: Source, destination: PlaybookDestination): Planned[] {
  const { event, playbook, now } = told;
  const { routeId } = decision;
  const reason = reasonFor(told, decision, destination);
  const { customerId } = event;
  const about = { reason, destination, customerId, routeId, ruleId: ruleOf(event) ?? null };
  const disposition = dispositionOf(about, { mutes: playbook.mutes, now });
  const plain = { ...rowOf(told, decision, destination), reason };
  const delay = disposition.state === "suppressed" ? undefined : delayed(told, plain, destination);
  const row = toMailboxes({ ...plain, ...(delay ?? disposition) }, destination, told.owner);
  return !delay && disposition.state === "held" ? [row, ...fallbackOf(told, decision, row)] : [row];
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
function followUpsOf(told: Told, audience: Iterable<string>, covered: Set<string>) {
  return [...audience].flatMap((id): Planned[] => {
    const destination = told.playbook.destinations.get(id);
    if (!destination || covered.has(id)) return [];
    const refusal = refusalOf(destination, told.event);
    const text = `“${destination.name}” was told how this began, so it is told how it goes on.`;
    const source = {
      routeId: null,
      routeName: null,
      reason: refusal ?? { code: "case_follow_up", text },
    } as const;
    if (refusal) return [{ ...rowOf(told, source, destination), state: "suppressed" }];
    return disposed(told, source, destination);
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
  { now, makeId, stories, owners, living = new Map() }: Context,
): Draft {
  const trace = decide(playbook, event);
  const story = stories.get(event.id);
  const name = story && nameOf({ key: story.key, environment: event.environment });
  const told = {
    event,
    tell: tellerOf(playbook, event, { now }),
    makeId,
    story,
    playbook,
    now,
    owner: owners?.get(event.id),
    living: (name !== undefined && living.get(name)) || new Set<string>(),
  };
  const isSkipped = trace.every((decision) => decision.verdict === "skip");
  return {
    told,
    trace,
    planned: isSkipped ? [] : trace.flatMap((decision) => plannedOf(told, decision)),
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
      planned: [...planned, ...followUpsOf(told, audience, covered)],
      ...(step && { step }),
    };
  });
}
