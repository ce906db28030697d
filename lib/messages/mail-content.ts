import { formatMoment } from "./format";
import type { Field, HistoryLine, Link, Message, Section, Span } from "./message";
import { singleLine } from "./plain";
import { tones } from "./tone";
import { linkableUrl } from "./url";

/** Whose mail it is. */
export type MailBrand = { name: string; color: string | null; iconUrl: string | null };

/** Where its reader decides about further mails, and why they got this one (“you get this because …”). */
export type Manage = { url: string; because: string };

/** What a mail says, made ready: bounded, links checked, nothing escaped yet. */
export type MailContent = {
  subject: string;
  headline: readonly Span[];
  status: Message["status"] | null;
  followUpTo: Message["followUpTo"] | null;
  history: readonly HistoryLine[];
  fields: readonly Field[];
  why: string | null;
  /** What a digest says part by part. */
  sections: readonly Section[];
  links: readonly Link[];
  /** Urgency, type, reference and moment. */
  footer: string;
  brand: MailBrand;
  color: string | null;
  manage: Manage | null;
};

/** How much of a long message is shown. */
type Room = { fields: number; history: number; links: number };

export const wholeRoom: Room = { fields: 25, history: 30, links: 6 };
export const scantRoom: Room = { fields: 5, history: 5, links: 2 };

/** An instant in unix seconds, for who has no clock of theirs in it: mail cannot be shown by the reader's own. */
export const momentText = (at: number) => formatMoment(new Date(at * 1_000));

const footerOf = (message: Message) =>
  [
    message.word ?? tones[message.severity].word,
    message.eventType,
    message.reference,
    momentText(message.occurredAt),
    ...(message.environment === "sandbox" ? ["sandbox"] : []),
  ]
    .map((part) => singleLine(part, 200))
    .join(" · ");

const isMarked = ({ isTest, environment }: Message) => isTest || environment === "sandbox";

/** The sentence as a subject: one line whatever is in it, so that no header can be smuggled in. */
export function subjectOf(message: Message, prefix: string | null): string {
  const before = prefix === null ? "" : `${prefix} `;
  return singleLine(`${before}${isMarked(message) ? "[TEST] " : ""}${message.text}`, 200);
}

type Options = { brand: MailBrand; manage: Manage | null; prefix: string | null; room: Room };

export function contentOf(message: Message, { brand, manage, prefix, room }: Options): MailContent {
  const { status = null, followUpTo = null, history = [], why = null } = message;
  return {
    subject: subjectOf(message, prefix),
    headline: message.headline,
    status,
    followUpTo,
    history: history.slice(-room.history),
    fields: message.fields.slice(0, room.fields),
    why,
    sections: message.sections ?? [],
    links: message.links
      .flatMap(({ label, url: given }) => {
        const url = linkableUrl(given);
        return url === undefined ? [] : [{ label: singleLine(label, 75) || "Open", url }];
      })
      .slice(0, room.links),
    footer: footerOf(message),
    brand,
    color: message.color,
    manage,
  };
}
