import { z } from "zod";
import { environments, ownerRoutings, severities } from "@/db/enums";

/** A run of words. Data is always plain text here; only a renderer turns it into markup, escaping as it goes. */
const span = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("strong"), text: z.string() }),
  z.object({ kind: z.literal("link"), text: z.string(), url: z.string() }),
  /** An instant, in unix seconds. `text` says it in UTC for whoever cannot show the reader's own clock. */
  z.object({ kind: z.literal("time"), text: z.string(), at: z.number().int() }),
]);
export type Span = z.infer<typeof span>;

const field = z.object({ label: z.string(), value: z.array(span) });
export type Field = z.infer<typeof field>;

/** A part of a longer message, such as a digest's: its lines, and how many more there are than are named. */
const section = z.object({
  title: z.string(),
  lines: z.array(z.array(span)),
  more: z.number().int().nonnegative().optional(),
});
export type Section = z.infer<typeof section>;

const link = z.object({ label: z.string(), url: z.string() });
export type Link = z.infer<typeof link>;

/** How the case stands that the message belongs to: a word for it, and what is worth knowing beside it. */
const status = z.object({
  state: z.enum(["open", "resolved", "moved"]),
  word: z.string(),
  facts: z.array(z.array(span)),
});

/** One step of a case, told in a line. `at` in unix seconds; late when something that happened after it was told before. */
const historyLine = z.object({
  emoji: z.string(),
  at: z.number().int(),
  text: z.string(),
  isLate: z.boolean(),
});
export type HistoryLine = z.infer<typeof historyLine>;

/** Where the words come from when not from the catalog alone. Told in the console, sent nowhere. */
const origin = z.object({
  templateId: z.string().optional(),
  revision: z.number().int().optional(),
  /** Why the template could not be used, so that the built-in wording stands here. */
  fault: z.string().optional(),
  /** Composed without what the destination may not see. */
  isRedacted: z.boolean().optional(),
});

/** `person`: whom an escalation asked for; routes tell owners alone. */
const attention = z.object({
  owner: z.enum(ownerRoutings),
  groupId: z.string().optional(),
  person: z.enum(["owner", "manager"]).optional(),
});

/**
 * What is to be said, in no destination's language. Composed once when the notification is planned and stored with it,
 * so that what was sent can be shown for ever, whatever happens to wording or templates.
 */
export const messageSchema = z.object({
  version: z.literal(1),
  /** `classic`: sentence, then one field a line, as purchase messages have always looked. `standard`: headline, metrics, why, buttons. */
  layout: z.enum(["standard", "classic"]),
  severity: z.enum(severities),
  /** A Slack shortcode such as `:smiley_cat:`. */
  emoji: z.string(),
  /** `#rrggbb` of the bar. */
  color: z.string(),
  /** Who, what and how much, as one plain sentence: the push preview and what a screen reader says. */
  text: z.string(),
  /** The sentence with its links, without the emoji. */
  headline: z.array(span),
  fields: z.array(field),
  /** Why this was sent, in words. */
  why: z.string().optional(),
  /** What a digest says part by part. */
  sections: z.array(section).optional(),
  links: z.array(link),
  environment: z.enum(environments),
  isTest: z.boolean(),
  eventType: z.string(),
  /** The sender's own id of the event, shown so that a message can be found again. */
  reference: z.string(),
  /** Unix seconds of the moment it happened. */
  occurredAt: z.number().int(),
  /** The word for the severity, where the project's tone has one of its own. */
  word: z.string().optional(),
  /** Under whose name and icon it is sent, where that is possible; the colour is of use in mail alone. */
  sender: z
    .object({ name: z.string().optional(), iconUrl: z.string().optional(), color: z.string().optional() })
    .optional(),
  origin: origin.optional(),
  /** Who else is to be told where it goes: the one who looks after the customer, a user group of Slack. Found out when it is sent. */
  attention: attention.optional(),
  status: status.optional(),
  /** What else is told together with it, oldest first. */
  history: z.array(historyLine).optional(),
  /** The message that this one goes on from, where that one cannot be edited. */
  followUpTo: z.object({ text: z.string(), at: z.number().int() }).optional(),
  /** What a webhook is told of Bellwire itself (lib/webhooks/topics); nothing else is sent of such a message. */
  signal: z.record(z.string(), z.json()).optional(),
});
export type Message = z.infer<typeof messageSchema>;

/** Reads a stored snapshot back. @throws when the row was not written by `compose`. */
export function parseMessage(stored: unknown): Message {
  return messageSchema.parse(stored);
}
