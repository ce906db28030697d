import { findEventType } from "@/lib/events/catalog";
import { humanize } from "@/lib/messages/humanize";
import type { Message, Span } from "@/lib/messages/message";
import { moment, say } from "@/lib/messages/sentence";
import { tones } from "@/lib/messages/tone";
import type { CaseThere } from "./delivery/queries";

type Status = NonNullable<Message["status"]>;

const labelOf = (eventType: string) => findEventType(eventType)?.label ?? humanize(eventType);

/** Buttons of a settled case only lead somewhere; nothing is left to answer, so neither is the page to answer on. */
const isPlainLink = ({ label }: { label: string }) =>
  /^(?:open|see|view)\b/i.test(label) && !/\bapproval\b/i.test(label);

function recoveryOf({ state, severity, steps }: CaseThere): string | undefined {
  if (state !== "resolved" || (severity !== "good" && severity !== "info")) return undefined;
  const failed = steps.filter(({ eventType }) => eventType === "payment.failed").length;
  if (failed === 0) return undefined;
  return `Recovered after ${failed} failed ${failed === 1 ? "attempt" : "attempts"}`;
}

function wordOf(there: CaseThere, recovery: string | undefined): string {
  const state = there.state === "open" ? "Open" : "Resolved";
  const more = there.status ?? (recovery ? "Recovered" : undefined);
  return more === undefined || more === state ? state : `${state} · ${more}`;
}

/** The event that leads was never told here, and its words may not be: it is named by its type alone. */
function leadFact({ lead, leadEventId, leadEventType }: CaseThere): Span[] | undefined {
  if (lead?.eventId === leadEventId || leadEventType.startsWith("case.")) return undefined;
  return say`Since then: ${labelOf(leadEventType)}`;
}

/** How a case stands, in words for its message at one destination. */
export function statusOf(there: CaseThere, { isEditable }: { isEditable: boolean }): Status {
  const { acknowledgedAt, acknowledgedBy, assignedTo, snoozedUntil, stepCount } = there;
  const recovery = recoveryOf(there);
  const counted = `${stepCount} events${isEditable ? ", history in the thread" : ""}`;
  const facts = [
    leadFact(there),
    recovery ? say`${recovery}` : undefined,
    acknowledgedAt
      ? say`Acknowledged by ${acknowledgedBy ?? "somebody"}, ${moment(acknowledgedAt)}`
      : undefined,
    assignedTo ? say`Assigned to ${assignedTo}` : undefined,
    snoozedUntil ? say`Snoozed until ${moment(snoozedUntil)}` : undefined,
    stepCount > 1 ? say`${counted}` : undefined,
  ];
  return {
    state: there.state,
    word: wordOf(there, recovery),
    facts: facts.filter((fact) => fact !== undefined),
  };
}

/** A settled case looks settled, unless it ended badly: an approval that expired is no good news. */
function settledTone(there: CaseThere, { severity, emoji, color }: Message) {
  if (there.lead?.eventId !== there.leadEventId)
    return { severity: "good", emoji: tones.good.emoji, color: tones.good.color } as const;
  if (severity === "warning" || severity === "critical") return { severity, emoji, color };
  return { severity: "good", emoji, color: severity === "good" ? color : tones.good.color } as const;
}

/** A message of the case's events, with how the case stands. */
export function withStatus(there: CaseThere, message: Message, how: { isEditable: boolean }): Message {
  const told: Message = { ...message, status: statusOf(there, how) };
  if (there.state !== "resolved") return told;
  // The status says it already, by what Bellwire itself has counted.
  const { why, word, ...rest } = told;
  const tone = settledTone(there, message);
  const keepsWhy = why !== undefined && !(recoveryOf(there) && why.startsWith("Recovered after"));
  return {
    ...rest,
    ...(keepsWhy && { why }),
    ...(word !== undefined && tone.severity === message.severity && { word }),
    ...tone,
    links: message.links.filter(isPlainLink),
  };
}
