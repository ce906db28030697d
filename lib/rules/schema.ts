import { z } from "zod";
import { environments, ownerRoutings, severities } from "@/db/enums";
import { addressText, customerId } from "@/lib/customers/schema";
import { zones } from "@/lib/customers/zone";
import { windowSizes } from "@/lib/meters/windows";
import { playbookName } from "@/lib/playbook/name";
import { decimalKey, decimalOf } from "@/lib/routing/decimal";
import { isEventTypePattern } from "@/lib/routing/event-type";
import { filterInput } from "@/lib/routing/schema";

const mostDigits = 20;

/** An exact decimal, kept as canonical text. */
const decimal = z.union([z.number(), z.string().trim().max(64)]).transform((given, context) => {
  const read = decimalOf(given);
  if (read && read.whole.length <= mostDigits && read.fraction.length <= mostDigits) return decimalKey(read);
  context.addIssue({ code: "custom", message: 'must be a number, or decimal text such as "12.5"' });
  return z.NEVER;
});

const positive = decimal.refine((text) => !text.startsWith("-") && text !== "0", "must be above zero");
const minutes = (most: number) => z.number().int("must be whole minutes").min(1).max(most);
const currency = z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code such as USD");

/** A number of a customer's profile, or one of its attributes. */
export const customerField = z
  .string()
  .max(220)
  .regex(
    /^(?:mrr|healthScore|sentimentScore|churnProbability|engagement|attributes\..{1,200})$/s,
    "must be mrr, healthScore, sentimentScore, churnProbability, engagement or attributes.<name>",
  );

/** How the readings of a window become one number. */
export const measures = ["sum", "count", "min", "max", "last", "average"] as const;
export type Measure = (typeof measures)[number];

/** What is watched. */
export const signalSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("meter"),
    meter: addressText(255).min(1),
    measure: z.enum(measures).default("sum"),
  }),
  /** A number of the profile. Over several customers it is added up. Money counts in one currency. */
  z.strictObject({ kind: z.literal("field"), field: customerField, currency: currency.optional() }),
  /** What was paid less what was paid back (`lib/events/catalog` says which events those are). */
  z.strictObject({ kind: z.literal("revenue"), currency }),
  /** How many events of a type came, such as `payment.failed` or `payment.*`. */
  z.strictObject({
    kind: z.literal("events"),
    eventType: z.string().max(128).refine(isEventTypePattern, "must be an event type such as payment.failed"),
  }),
  /**
   * Prepaid credits less what was used of them in the billing cycle; without a meter the credits as they are told. `daysLeft`
   * is how long they last at the pace of the last seven days.
   */
  z.strictObject({
    kind: z.literal("balance"),
    credits: customerField,
    meter: addressText(255).min(1).optional(),
    measure: z.enum(["amount", "daysLeft"]).default("amount"),
  }),
  /** A meter or a customer that was never seen before (AMB-22). */
  z.strictObject({ kind: z.literal("unknown"), of: z.enum(["meter", "customer"]) }),
]);
export type Signal = z.infer<typeof signalSchema>;

/** Whose numbers: all as a whole, each by itself, one, or those of a segment as a whole (AMB-4…6). */
export const scopeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({ kind: z.literal("each") }),
  z.strictObject({ kind: z.literal("customer"), customerId }),
  z.strictObject({ kind: z.literal("segment"), filter: filterInput }),
]);
export type RuleScope = z.infer<typeof scopeSchema>;

/** The calendar of the project's zone, or each customer's billing cycle (`attributes.billingCycleDay`, else the day of its contract). */
export const ruleWindows = [...windowSizes, "cycle"] as const;
export type RuleWindow = (typeof ruleWindows)[number];

/** What a share is taken of: a constant, or a number of the customer. */
const target = z.union([z.strictObject({ value: positive }), z.strictObject({ field: customerField })]);
export type Target = z.infer<typeof target>;

/** `inclusive`: the bound itself counts (“10 or more”), else only what goes beyond it (“more than 10”). */
const inclusive = z.boolean().default(false);

export const conditionSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("above"), value: decimal, inclusive, clear: decimal.optional() }),
  z.strictObject({ kind: z.literal("below"), value: decimal, inclusive, clear: decimal.optional() }),
  /** Above or below so many percent of a target or limit. `clear` is in percent too. */
  z.strictObject({
    kind: z.literal("share"),
    direction: z.enum(["above", "below"]),
    percent: positive,
    of: target,
    inclusive,
    clear: decimal.optional(),
  }),
  /**
   * Changed by so much against the window before, the mean of several before, or (of a profile's number) against what it was
   * so many days ago (what was not known yet then: what it was first since), 0 for the value just before. Against nothing, or in percent against zero, nothing has changed.
   */
  z.strictObject({
    kind: z.literal("change"),
    direction: z.enum(["up", "down", "either"]),
    by: z.union([z.strictObject({ percent: positive }), z.strictObject({ points: positive })]),
    against: z.union([
      z.strictObject({ windows: z.number().int().min(1).max(52) }),
      z.strictObject({ days: z.number().int().min(0).max(366) }),
    ]),
    inclusive: z.boolean().default(true),
  }),
  /** Reached 25, 50, 75, 90 (percent of a target, or the number itself), each once a period; then every so many more. */
  z.strictObject({
    kind: z.literal("steps"),
    of: target.optional(),
    steps: z.array(positive).min(1).max(20),
    every: positive.optional(),
    /** By step: how grave it is, where that differs from the rule's severity. */
    severities: z.record(z.string().max(64), z.enum(severities)).default({}),
  }),
  /** Came into one of these zones of health (STA-50). */
  z.strictObject({ kind: z.literal("zone"), zones: z.array(z.enum(zones)).min(1) }),
  /** Nothing came for so many hours, of whom something came before. */
  z.strictObject({
    kind: z.literal("absent"),
    hours: z
      .number()
      .int()
      .min(1)
      .max(24 * 366),
  }),
  /** Of `unknown`: it was seen. */
  z.strictObject({ kind: z.literal("seen") }),
]);
export type Condition = z.infer<typeof conditionSchema>;

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 09:00");

/** When it may be told: inside or outside of these hours (STA-61). What came true meanwhile is told when that begins, if it still holds. */
export const scheduleSchema = z.strictObject({
  when: z.enum(["inside", "outside"]).default("inside"),
  /** The project's when left out. */
  timeZone: z.string().max(64).optional(),
  /** 1 is Monday, 7 Sunday (ISO 8601). */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  from: timeOfDay,
  /** At or before `from`: on the next day. */
  to: timeOfDay,
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** What is different for one customer (STA-62). */
const override = z.strictObject({
  customerId,
  /** The bound of `above` and `below`, the percent of `share`, the amount of `change`, the hours of `absent`. */
  value: decimal.optional(),
  severity: z.enum(severities).optional(),
  /** Never told of this customer. */
  muted: z.boolean().optional(),
});
export type Override = z.infer<typeof override>;

/** A destination, for every severity or for some of them (STA-63). */
const recipient = z.strictObject({
  destinationId: z.string().min(1).max(64),
  severities: z.array(z.enum(severities)).min(1).optional(),
});

/** The only times at which a rule looks (AMB-27), on the clocks of its zone: a cron expression of five fields, an hour apart at least. */
const ruleCron = z.strictObject({
  expression: z.string().trim().min(1).max(100),
  /** The project's when left out. */
  timeZone: z.string().max(64).optional(),
});

export const ruleDefinition = z.strictObject({
  signal: signalSchema,
  scope: scopeSchema,
  /** Of what adds up: meters, revenue, events. */
  window: z.enum(ruleWindows).optional(),
  condition: conditionSchema,
  /**
   * When a window is judged: as it goes, or when it is over. Left out: what can only grow towards its bound is judged as it goes, a
   * fall only when the window is over.
   */
  judge: z.enum(["live", "window_end"]).optional(),
  /** Looked at these times only: told if it holds then, once each time, and never that it is over. */
  cron: ruleCron.optional(),
  environment: z.enum(environments).default("production"),
  /** Which customers count, over `customer.…` (`customer.zone`, `customer.mrr.amount`, `customer.tier`, …). */
  filter: filterInput.nullable().default(null),
  /** The same as text for experts: a CEL expression over `customer`, `value`, `compared`. */
  expression: z.string().trim().max(2_000).optional(),
  severity: z.enum(severities).default("warning"),
  /** How long it must hold before it is told. */
  forMinutes: minutes(60 * 24 * 31).optional(),
  /** How long nothing is told again of the same customer. */
  cooldownMinutes: minutes(60 * 24 * 366).optional(),
  /** While it goes on: tell it again after so long (AMB-18). */
  repeatMinutes: minutes(60 * 24 * 366).optional(),
  schedule: scheduleSchema.optional(),
  /** Whether it is told that an alarm is over (ahead.md 9). */
  tellRecovered: z.boolean().default(true),
  overrides: z.array(override).max(1_000).default([]),
  destinations: z.array(recipient).max(20).default([]),
  ownerRouting: z.enum(ownerRoutings).default("none"),
  /** What to do about it, and where that is written down (STA-59). */
  action: z.string().trim().max(500).optional(),
  runbookUrl: z.string().trim().max(2_000).optional(),
});
export type RuleDefinition = z.infer<typeof ruleDefinition>;

/** A new rule, as the API, the wizard or a file brings it. lib/rules/coherent says which parts go together. */
export const ruleInput = ruleDefinition.extend({
  name: playbookName,
  description: z.string().trim().max(500).default(""),
  enabled: z.boolean().default(true),
});
export type RuleInput = z.infer<typeof ruleInput>;

/** A rule as it is kept. */
export type Rule = RuleInput & {
  id: string;
  revision: number;
  watchesSince: Date;
};
