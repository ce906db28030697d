import type { z } from "zod";
import type { Environment, Severity } from "@/db/enums";
import type { Bounds } from "@/lib/messages/bounds";
import type { Field, Link, Span } from "@/lib/messages/message";
import type { Money } from "@/lib/messages/money";
import type { Pen } from "@/lib/messages/pen";
import { tones } from "@/lib/messages/tone";
import type { SampleEvent } from "../sample";
import type { Data } from "./read";

/** The customer as messages speak of them. `label` is the name, else the e-mail address, else the id. */
export type Customer = {
  id: string | undefined;
  label: string;
  url: string | undefined;
  email: string | undefined;
  owner: string | undefined;
  tier: string | undefined;
  mrr: Money | undefined;
};

/** What an event type has to tell from. */
export type View = {
  data: Data;
  customer: Customer | undefined;
  occurredAt: Date;
  now: Date;
  environment: Environment;
  /** How purchase messages look when the data leaves it open. */
  style: "classic" | "standard";
  /** Writes amounts, numbers and days in the project's locale and zone. */
  pen: Pen;
  /** From where on an amount deserves more urgency. */
  bounds: Bounds;
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
  /** How things stand after it, in a word or two, such as `Approved`; “Open” or “Resolved” without one. */
  status?: string;
  /** When the case ends by itself unless something happens before. */
  expiresAt?: Date;
  /** The event type that says so when it does. */
  expiresAs?: string;
  /** Seconds to wait for what the sender's system sends together with this one (RC-31), so that they are told as one. */
  settleSeconds?: number;
  /**
   * The event joins the case of `key` only while that stands open. Otherwise it belongs to the case of this key, or with
   * `null` to none and is told by itself: a renewal ends a billing issue, but twelve good renewals are twelve messages.
   */
  ifNotOpen?: string | null;
};

/** A part in the case of `key`; none when the event does not name what it is about. */
export function joining(
  key: string | undefined,
  phase: Story["phase"],
  rank: number,
  more: Partial<Pick<Story, "isFinal" | "status" | "expiresAt" | "settleSeconds" | "ifNotOpen">> = {},
): Story | undefined {
  return key === undefined ? undefined : { key, phase, rank, isFinal: false, ...more };
}

/** What an event says about a customer or about the business, for rules and profiles to draw on. */
export const signals = [
  "customers",
  "mrr",
  "revenue",
  "payments",
  "failedPayments",
  "refunds",
  "invoices",
  "subscriptions",
  "trials",
  "churn",
  "healthScore",
  "churnProbability",
  "engagement",
  "sentimentScore",
  "usage",
  "credits",
  "opportunities",
  "approvals",
  "invalidData",
] as const;
export type Signal = (typeof signals)[number];

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
  /** The signals that it moves. */
  feeds?: readonly Signal[];
};

export type EventType = Described & Telling;

/** Groups of types as people think of them, in the order they are shown. */
export const families = [
  "customers",
  "health",
  "opportunities",
  "subscriptions",
  "trials",
  "purchases",
  "stores",
  "invoices",
  "payments",
  "approvals",
  "usage",
  "credits",
  "revenue",
  "feedback",
  "alerts",
  "rules",
  "data",
  "tests",
] as const;
export type Family = (typeof families)[number];

type Definition = Described & Pick<Telling, "severity" | "wording"> & Partial<Telling>;

/** One entry of the catalog. Emoji and colour follow from the severity unless the entry has its own. */
export function defineEvent(definition: Definition): EventType {
  const { emoji, color } = tones[definition.severity];
  return { layout: "standard", emoji, color, fields: () => [], links: () => [], ...definition };
}
