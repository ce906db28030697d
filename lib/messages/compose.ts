import type { Environment } from "@/db/enums";
import { findEventType } from "@/lib/events/catalog";
import type { Customer, EventType, Telling, View } from "@/lib/events/catalog/define";
import { asText, type Data } from "@/lib/events/catalog/read";
import { genericTelling, topLevelFields } from "./generic";
import type { Message } from "./message";
import { singleLine } from "./plain";
import { plainText } from "./sentence";
import { linkableUrl } from "./url";

/** An event as stored. Customer and data are the sender's and may hold anything. */
export type ComposableEvent = {
  type: string;
  externalId: string;
  occurredAt: Date;
  environment: Environment;
  customer?: unknown;
  data: unknown;
};

export type ComposeContext = {
  now: Date;
  /** Sent by the Test button, so labelled as such. */
  isTest?: boolean;
  /** The project's zone, in which days are named; UTC when left out. */
  timeZone?: string;
};

function isRecord(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function customerOf(value: unknown): Customer | undefined {
  if (!isRecord(value)) return undefined;
  const id = asText(value.id, 255);
  const label = asText(value.name, 120) ?? asText(value.email, 120) ?? id;
  return label === undefined ? undefined : { id, label, url: linkableUrl(value.url) };
}

/** An entry that recognises nothing in the data shows what is there, as the generic telling would. */
function assemble(telling: Telling, view: View, event: ComposableEvent, isTest: boolean): Message {
  const { headline, text, why } = telling.wording(view);
  const fields = telling.fields(view);
  const isBare = fields.length === 0 && telling.layout === "standard";
  return {
    version: 1,
    layout: telling.layout,
    severity: telling.severity,
    emoji: telling.emoji,
    color: telling.color,
    text: text ?? plainText(headline),
    headline: [...headline],
    fields: isBare ? topLevelFields(view.data) : fields,
    ...(why === undefined ? {} : { why }),
    links: telling.links(view),
    environment: event.environment,
    isTest,
    eventType: event.type,
    reference: singleLine(event.externalId, 255),
    occurredAt: Math.floor(event.occurredAt.getTime() / 1000),
  };
}

/** The telling of an entry, as far as the data bears it. The data was valid at the door; the catalog may have moved on since. */
function composeAs(
  entry: EventType,
  view: View,
  event: ComposableEvent,
  isTest: boolean,
): Message | undefined {
  if (!entry.data.safeParse(view.data).success) return undefined;
  try {
    return assemble({ ...entry, ...entry.vary?.(view) }, view, event, isTest);
  } catch {
    // Wording that trips over a value must not cost anybody their message: the generic one says what is there.
    return undefined;
  }
}

/** Puts an event into the words of an entry, or into the generic ones without an entry or where the entry cannot tell it. */
export function tell(entry: EventType | undefined, event: ComposableEvent, context: ComposeContext): Message {
  const { now, isTest = false, timeZone = "UTC" } = context;
  const data = isRecord(event.data) ? event.data : {};
  const view: View = {
    data,
    customer: customerOf(event.customer),
    occurredAt: event.occurredAt,
    now,
    timeZone,
  };
  const known = entry && composeAs(entry, view, event, isTest);
  return (
    known ?? assemble(genericTelling(event.type, singleLine(event.externalId, 255)), view, event, isTest)
  );
}

/**
 * Puts an event into words, once: the result is stored with the notification and rendered for its destination.
 * Never throws on what a sender sent.
 */
export function compose(event: ComposableEvent, context: ComposeContext): Message {
  return tell(findEventType(event.type), event, context);
}
