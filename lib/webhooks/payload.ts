import type { Matter } from "@/lib/destinations/transport";
import type { Message } from "@/lib/messages/message";
import { plainText } from "@/lib/messages/sentence";

/** All that one request says. `matter` is left out where nothing but the message is known. */
export type Told = { notificationId: string; message: Message; matter?: Matter | undefined };

const instantOf = (unixSeconds: number) => new Date(unixSeconds * 1_000).toISOString();

/** The message in plain words, as it is told everywhere else. */
function messageOf(message: Message) {
  const { text, headline, severity, why, fields, links, word, status, history, reference } = message;
  return {
    text,
    headline: plainText(headline),
    severity,
    ...(word && { word }),
    ...(why && { why }),
    fields: fields.map(({ label, value }) => ({ label, value: plainText(value) })),
    links,
    ...(status && { status: { state: status.state, word: status.word } }),
    ...(history && { history: history.map(({ at, text: line }) => ({ at: instantOf(at), text: line })) }),
    reference,
  };
}

/** The rule that an event of a rule names. */
function ruleOf({ event }: Matter): { id: string; name: string } | null {
  const rule: unknown = event?.data.rule;
  if (typeof rule !== "object" || rule === null || !("id" in rule) || !("name" in rule)) return null;
  return typeof rule.id === "string" && typeof rule.name === "string"
    ? { id: rule.id, name: rule.name }
    : null;
}

function matterOf(matter: Matter) {
  const { event, case: story, notification, project, destination, route } = matter;
  return {
    event: event && {
      ...event,
      occurredAt: event.occurredAt.toISOString(),
      receivedAt: event.receivedAt.toISOString(),
    },
    case: story,
    route,
    rule: ruleOf(matter),
    destination,
    project: { id: project.id, name: project.name },
    notification: { kind: notification.kind, createdAt: notification.createdAt.toISOString() },
  };
}

/**
 * The default body (AMB-2): `type` and `timestamp` of what happened, as Standard Webhooks asks, and under `data` the message
 * in words and the event whole, as far as the destination may see it. What Bellwire tells of itself has its topic's data.
 */
export function payloadOf({ notificationId, message, matter }: Told): Record<string, unknown> {
  const { eventType: type, occurredAt, environment, isTest, severity, signal } = message;
  const head = { type, timestamp: instantOf(occurredAt) };
  if (signal) return { ...head, data: signal };
  const { notification, ...more } = matter ? matterOf(matter) : { notification: {} };
  return {
    ...head,
    data: {
      notification: { id: notificationId, environment, severity, isTest, ...notification },
      message: messageOf(message),
      ...more,
    },
  };
}

/** JSON that is harmless in a page as well: no text in it can be taken for markup. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
