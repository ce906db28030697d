import { dress, mailSenderOf, senderOf, speak } from "@/lib/brands/voice";
import { type ComposableEvent, compose } from "@/lib/messages/compose";
import { customerUrlOf } from "@/lib/messages/customer-url";
import type { Message } from "@/lib/messages/message";
import type { Money } from "@/lib/messages/money";
import { penFor } from "@/lib/messages/pen";
import { fitToType } from "@/lib/redaction/fit";
import { scrubMessage } from "@/lib/redaction/message";
import { type Redaction, redactEvent } from "@/lib/redaction/redact";
import type { Playbook, PlaybookDestination } from "@/lib/routing/decide";
import { PartFailure } from "@/lib/templates/body";
import { describeFault, type ReadyTemplate, type Style } from "@/lib/templates/style";
import { isBlank, own } from "@/lib/templates/values";
import { rootsOf } from "@/lib/templates/variables";

/** Says an event for one destination, in the project's words and days. The result is what is stored with the notification. */
export type Teller = (destination?: Partial<PlaybookDestination>) => Message;

type Told = { event: ComposableEvent; style: Style; now: Date };

/** The template's words on top of the built-in ones; those alone, with a note, when it cannot be used for this event. */
function reworded(message: Message, template: ReadyTemplate, { event, style, now }: Told): Message {
  const { id: templateId, revision } = template;
  const because = (fault: string): Message => ({ ...message, origin: { templateId, revision, fault } });
  if ("fault" in template) return because(template.fault);
  const { locale } = style.brand;
  const { timeZone } = style.project;
  const pen = penFor({ now, timeZone, locale });
  const format = { locale, timeZone, now, money: (amount: Money) => pen.money(amount) };
  try {
    const told = template.apply(message, rootsOf(event, style.project), format);
    return { ...told, origin: { templateId, revision } };
  } catch (error) {
    // A wording of somebody's own must never cost anybody the message.
    return because(error instanceof PartFailure ? describeFault(error.fault) : "It failed for this event.");
  }
}

const idOf = (customer: unknown) => own(customer, "id");

/** The customer with their page by the project's pattern (OCT-8), unless the event names one or the id may not be seen. */
function withCustomerUrl(event: ComposableEvent, original: ComposableEvent, pattern: string | null) {
  const { customer } = event;
  const id = idOf(customer);
  const isSeen = typeof id === "string" && id === idOf(original.customer);
  if (pattern === null || !isSeen || typeof customer !== "object" || customer === null) return event;
  if (!isBlank(own(customer, "url"))) return event;
  return { ...event, customer: { ...customer, url: customerUrlOf(pattern, id) } };
}

function composed(told: Told): Message {
  const { event, style, now } = told;
  const { brand, project } = style;
  const context = { now, timeZone: project.timeZone, locale: brand.locale };
  const builtIn = speak(dress(compose(event, context), brand), brand.tone);
  const template = style.templates.get(event.type);
  return template ? reworded(builtIn, template, told) : builtIn;
}

function redacted(told: Told, original: ComposableEvent, redaction: Redaction): Message {
  const { locale, customerUrl } = told.style.brand;
  const { event, secrets } = redactEvent(original, redaction, locale);
  const seen = withCustomerUrl(fitToType(event), original, customerUrl);
  const message = scrubMessage(composed({ ...told, event: seen }), secrets);
  return { ...message, origin: { ...message.origin, isRedacted: true } };
}

/** What a destination is told differently by: its redaction, and whether it may be posted under the brand's name. */
const keyOf = ({ redaction, maySetSender, kind }: Partial<PlaybookDestination>) =>
  `${maySetSender === true} ${kind === "email"} ${JSON.stringify(redaction ?? null)}`;

/**
 * One event's teller: what several destinations are told alike is composed once. A redacted value is gone before anything
 * is composed, so that the snapshot does not hold it either. Without a destination: as nobody is kept from anything.
 */
export function tellerOf(playbook: Playbook, event: ComposableEvent, { now }: { now: Date }): Teller {
  const { style } = playbook;
  const told = { event, style, now };
  const known = new Map<string, Message>();

  function make(to: Partial<PlaybookDestination>): Message {
    const whole = { ...told, event: withCustomerUrl(event, event, style.brand.customerUrl) };
    const message = to.redaction ? redacted(told, event, to.redaction) : composed(whole);
    const ofBrand = to.kind === "email" ? mailSenderOf : senderOf;
    const sender = to.maySetSender ? ofBrand(style.brand) : undefined;
    return sender ? { ...message, sender } : message;
  }

  return (destination = {}) => {
    const key = keyOf(destination);
    const message = known.get(key) ?? make(destination);
    known.set(key, message);
    return message;
  };
}
