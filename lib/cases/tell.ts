import type { CaseState, NotificationKind, Severity } from "@/db/enums";
import type { HistoryLine, Message } from "@/lib/messages/message";
import type { CaseThere } from "./delivery/queries";
import { statusOf, withStatus } from "./facts";
import { isGraver } from "./order";

/** A claimed notification of the case. */
export type Waiting = { kind: NotificationKind; eventId: string | null; message: Message };

/** What is told of a case at one destination next. */
export type Telling = {
  /** `post`: there is no message yet. `edit`: it is brought up to date. `supersede`: it is left for a new one. */
  kind: "post" | "edit" | "supersede";
  root: Message;
  /** What goes into the thread, oldest first. */
  reply: HistoryLine[];
  /** All that was told here, for the thread of a message that has none yet. */
  story: HistoryLine[];
  /** What the message that is left says from then on. */
  farewell: Message | null;
  severity: Severity;
  state: CaseState;
};

/** The event type of a message that says what somebody did with a case. */
export const changedByHand = "case.changed";

type Line = HistoryLine & { eventId: string | null; atMs: number };

function linesOf(there: CaseThere, waiting: readonly Waiting[]): { told: Line[]; coming: Line[] } {
  const coming = new Map(waiting.map((one) => [one.eventId ?? one, one]));
  const told = there.steps.flatMap(({ eventId, isSent, toldText, toldEmoji, occurredAt }): Line[] => {
    if (!isSent || toldText === null || coming.has(eventId)) return [];
    const atMs = occurredAt.getTime();
    return [
      { eventId, atMs, emoji: toldEmoji ?? "", at: Math.floor(atMs / 1_000), text: toldText, isLate: false },
    ];
  });
  const latest = Math.max(...told.map(({ atMs }) => atMs));
  const lines = [...coming.values()].flatMap(({ kind, eventId, message }): Line[] => {
    // What only brings the message up to date says nothing of its own.
    if (kind === "case_edit" && message.eventType !== changedByHand) return [];
    const step = there.steps.find((one) => one.eventId === eventId);
    const atMs = step?.occurredAt.getTime() ?? message.occurredAt * 1_000;
    const { emoji, text, occurredAt: at } = message;
    return [{ eventId, atMs, emoji, at, text, isLate: eventId !== null && atMs < latest }];
  });
  return { told, coming: inOrder(there, lines) };
}

/** As things happened; what happened at one instant in the order of the steps. */
function inOrder(there: CaseThere, lines: readonly Line[]): Line[] {
  const place = (line: Line) => there.steps.findIndex(({ eventId }) => eventId === line.eventId);
  return [...lines].sort((one, other) => one.atMs - other.atMs || place(one) - place(other));
}

const shown = ({ emoji, at, text, isLate }: Line): HistoryLine => ({ emoji, at, text, isLate });

/** A case of one event that nobody has touched is told just as the event is. */
const isPlain = ({ stepCount, acknowledgedAt, assignedTo, snoozedUntil }: CaseThere) =>
  stepCount <= 1 && [acknowledgedAt, assignedTo, snoozedUntil].every((touch) => touch === null);

const graver = (one: Severity, other: Severity) => (isGraver(one, other) ? one : other);

const attentionOf = (waiting: readonly Waiting[]) =>
  waiting.find(({ message }) => message.attention)?.message.attention;

/** Only what is worse than all that the message has said, or begins anew, is worth a new one; late news never is. */
function isNews(there: CaseThere, waiting: readonly Waiting[]): boolean {
  const { living, state, severity, leadEventId } = there;
  if (!living || state !== "open" || !waiting.some(({ kind }) => kind !== "case_edit")) return false;
  if (living.state === "resolved") return true;
  return waiting.some(({ eventId }) => eventId === leadEventId) && isGraver(severity, living.severity);
}

const grey = "#98A2B3";

/** What is left of a message whose story goes on elsewhere: no buttons that could mislead. */
function farewellOf(message: Message): Message {
  const status = { state: "moved", word: "Continued in a new message below", facts: [] } as const;
  return { ...message, severity: "info", color: grey, links: [], status: { ...status, facts: [] } };
}

/**
 * What a destination whose messages can be edited is told of a case: one message that says how things stand, and the whole
 * history in its thread, each event once.
 * @returns null when there is nothing to say and nothing to say it in.
 */
export function tellingOf(there: CaseThere, waiting: readonly Waiting[]): Telling | null {
  const { living, severity, state } = there;
  const base =
    there.lead?.message ?? waiting.find(({ kind }) => kind !== "case_edit")?.message ?? living?.message;
  if (!base || (!living && waiting.every(({ kind }) => kind === "case_edit"))) return null;
  // Whoever was told to look stays told, whichever event leads.
  const attention = base.attention ?? living?.message.attention ?? attentionOf(waiting);
  const plain = isPlain(there) ? base : withStatus(there, base, { isEditable: true });
  const root = attention ? { ...plain, attention } : plain;
  const { told, coming } = linesOf(there, waiting);
  const all = inOrder(there, [...told, ...coming]).map(shown);
  const story = all.length > 1 ? all : [];
  if (!living) return { kind: "post", root, reply: story, story, farewell: null, severity, state };
  if (isNews(there, waiting))
    return {
      kind: "supersede",
      root,
      reply: story,
      story,
      farewell: farewellOf(living.message),
      severity,
      state,
    };
  const worst = state === "open" ? graver(severity, living.severity) : living.severity;
  const reply = living.replyTs === null ? story : coming.map(shown);
  return { kind: "edit", root, reply, story, farewell: null, severity: worst, state };
}

const late = "This arrived late: what is said above happened after it.";

/** What a webhook is told of a case: it cannot be edited, so each message refers back to what was said first. */
export function followUpOf(there: CaseThere, waiting: readonly Waiting[]): Message | null {
  const { coming } = linesOf(there, waiting);
  const isLed = waiting.some(({ eventId }) => eventId !== null && eventId === there.lead?.eventId);
  const lastId = coming.at(-1)?.eventId;
  const newest = waiting.find(({ eventId }) => eventId !== null && eventId === lastId) ?? waiting.at(-1);
  const base = isLed ? there.lead?.message : newest?.message;
  if (!base || waiting.every(({ kind }) => kind === "case_edit")) return null;
  if (isPlain(there) && !there.living) return base;
  const isLate = there.living !== null && coming.every((line) => line.isLate);
  const message = isLed
    ? withStatus(there, base, { isEditable: false })
    : { ...base, ...stand(there, isLate) };
  const { living } = there;
  return {
    ...message,
    ...(coming.length > 1 && { history: coming.map(shown) }),
    ...(living && { followUpTo: { text: living.message.text, at: living.message.occurredAt } }),
  };
}

/** An event that does not lead keeps its own look, unless it is old news: then it alarms nobody. */
function stand(there: CaseThere, isLate: boolean): Partial<Message> {
  return {
    status: statusOf(there, { isEditable: false }),
    ...(isLate && { severity: "info", color: grey, why: late, links: [] }),
  };
}
