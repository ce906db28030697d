import type { Environment } from "@/db/enums";
import { findEventType } from "@/lib/events/catalog";
import type { Customer, EventType, Story, Telling, View } from "@/lib/events/catalog/define";
import { asText, type Data } from "@/lib/events/catalog/read";
import { type Bounds, usualBounds } from "./bounds";
import { customerUrlOf } from "./customer-url";
import { genericTelling, topLevelFields } from "./generic";
import type { Message } from "./message";
import { parseMoney } from "./money";
import { penFor } from "./pen";
import { cut, singleLine } from "./plain";
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
  /** BCP 47 tag, in which amounts, numbers and days are written; `en-US` when left out. */
  locale?: string | undefined;
  /** Where a customer's page is in the project's own product, with `{{ customer.id }}` in it. */
  customerUrl?: string | undefined;
  /** How purchase messages look when the data leaves it open; `classic` when left out. */
  style?: "classic" | "standard" | undefined;
  /** From where on an amount deserves more urgency. */
  bounds?: Bounds | undefined;
};

/** Longest subject of a message of the catalog's, so that a push preview shows all of it. */
const longestSubject = 90;
const mostFields = 6;

function isRecord(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function customerOf(value: unknown, pattern: string | undefined): Customer | undefined {
  if (!isRecord(value)) return undefined;
  const id = asText(value.id, 255);
  const email = asText(value.email, 120);
  const label = asText(value.name, 120) ?? email ?? id;
  if (label === undefined) return undefined;
  return {
    id,
    label,
    email,
    url: linkableUrl(value.url) ?? customerUrlOf(pattern, id),
    owner: isRecord(value.owner) ? (asText(value.owner.name) ?? asText(value.owner.email)) : undefined,
    tier: asText(value.tier, 60),
    mrr: parseMoney(value.mrr),
  };
}

/**
 * The id as its sender knows it. The source that we put before a vendor's own id tells a reader nothing, nor does what we name a
 * rule's firings by beyond the rule.
 */
const referenceOf = ({ externalId }: ComposableEvent) =>
  singleLine(
    externalId.replace(/^src_[0-9a-z]+\//, "").replace(/^bellwire:(rul_[0-9a-z]+)\|.*$/s, "$1"),
    255,
  );

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
    fields: isBare ? topLevelFields(view.data) : fields.slice(0, mostFields),
    ...(why === undefined ? {} : { why }),
    links: telling.links(view),
    environment: event.environment,
    isTest,
    eventType: event.type,
    reference: referenceOf(event),
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
    const telling = { ...entry, ...entry.vary?.(view) };
    const message = assemble(telling, view, event, isTest);
    return telling.layout === "standard" ? { ...message, text: cut(message.text, longestSubject) } : message;
  } catch {
    // Wording that trips over a value must not cost anybody their message: the generic one says what is there.
    return undefined;
  }
}

/** An event as the catalog's functions see it. */
function viewOf(event: ComposableEvent, context: ComposeContext): View {
  const { now, timeZone = "UTC", locale, customerUrl, style = "classic", bounds = usualBounds } = context;
  return {
    data: isRecord(event.data) ? event.data : {},
    customer: customerOf(event.customer, customerUrl),
    occurredAt: event.occurredAt,
    now,
    environment: event.environment,
    style,
    pen: penFor({ now, timeZone, locale }),
    bounds,
  };
}

/** Puts an event into the words of an entry, or into the generic ones without an entry or where the entry cannot tell it. */
export function tell(entry: EventType | undefined, event: ComposableEvent, context: ComposeContext): Message {
  const { isTest = false } = context;
  const view = viewOf(event, context);
  const known = entry && composeAs(entry, view, event, isTest);
  return known ?? assemble(genericTelling(event.type, referenceOf(event)), view, event, isTest);
}

/**
 * Puts an event into words, once: the result is stored with the notification and rendered for its destination.
 * Never throws on what a sender sent.
 */
export function compose(event: ComposableEvent, context: ComposeContext): Message {
  return tell(findEventType(event.type), event, context);
}

/** The part that an event has in a case; undefined when it belongs to none, or names nothing to know the case by. */
export function storyOf(event: ComposableEvent, context: ComposeContext): Story | undefined {
  try {
    return findEventType(event.type)?.story?.(viewOf(event, context));
  } catch {
    // As with wording: an odd value must not cost anybody their message, only its place in a case.
    return undefined;
  }
}
