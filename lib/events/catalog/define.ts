import type { z } from "zod";
import type { Severity } from "@/db/enums";
import type { Field, Link, Span } from "@/lib/messages/message";
import { tones } from "@/lib/messages/tone";
import type { SampleEvent } from "../sample";
import type { Data } from "./read";

/** The customer as messages speak of them. `label` is the name, else the e-mail address, else the id. */
export type Customer = { id: string | undefined; label: string; url: string | undefined };

/** What an event type has to tell from. */
export type View = {
  data: Data;
  customer: Customer | undefined;
  occurredAt: Date;
  now: Date;
  /** The project's, in which days are named. */
  timeZone: string;
};

/** `text` is the plain sentence; the headline's own words when it is left out. `why` is the line that explains. */
export type Wording = { headline: Span[]; text?: string; why?: string | undefined };

/** How one kind of event looks and reads. */
export type Telling = {
  severity: Severity;
  layout: "standard" | "classic";
  emoji: string;
  color: string;
  wording: (view: View) => Wording;
  fields: (view: View) => Field[];
  links: (view: View) => Link[];
};

/** The part that an event has in a case. */
export type Story = {
  /** What the case is about, such as `invoice:in_1042`: made of ids that every event of the case names. */
  key: string;
  /** `opens` a case or opens it anew, `updates` it as it stands, `resolves` it. */
  phase: "opens" | "updates" | "resolves";
  /** Among events of one instant, the one of the highest rank says how things stand. */
  rank: number;
  /** Nothing that happens later changes it, such as a decision on an approval. */
  isFinal: boolean;
  /** When the case ends by itself unless something happens before. */
  expiresAt?: Date;
  /** Seconds to wait for what the sender's system sends together with this one (RC-31), so that they are told as one. */
  settleSeconds?: number;
};

type Described = {
  type: string;
  /** What people call it, in the catalog and the console. */
  label: string;
  family: Family;
  /** When the sender's system fires it. */
  description: string;
  /** Unknown fields are kept; whatever a sender could leave out is optional. */
  data: z.ZodType<Record<string, unknown>>;
  sample: SampleEvent;
  /** What changes in the telling for some of these events: another variant, or a higher severity. */
  vary?: (view: View) => Partial<Telling> | undefined;
  /** The case that an event of this type belongs to, if it names what it is about. */
  story?: (view: View) => Story | undefined;
};

export type EventType = Described & Telling;

export type Family =
  | "customers"
  | "subscriptions"
  | "trials"
  | "purchases"
  | "invoices"
  | "payments"
  | "approvals"
  | "feedback"
  | "tests";

type Definition = Described & Pick<Telling, "severity" | "wording"> & Partial<Telling>;

/** One entry of the catalog. Emoji and colour follow from the severity unless the entry has its own. */
export function defineEvent(definition: Definition): EventType {
  const { emoji, color } = tones[definition.severity];
  return { layout: "standard", emoji, color, fields: () => [], links: () => [], ...definition };
}
