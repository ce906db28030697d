import { z } from "zod";
import type { Field, Span } from "@/lib/messages/message";
import { say, words } from "@/lib/messages/sentence";
import type { View } from "./define";
import { brief, given, metrics, ownerOf, subject } from "./parts";
import { type Data, dayIn, instantIn, moneyIn, numberIn, textIn } from "./read";
import { currency, flag, instant, label, list, money, quantity, stretch, url } from "./shapes";

/** As long as it is: an alarm must not be refused for the digits of its numbers. */
const exact = z
  .union([z.number(), z.string().regex(/^-?\d{1,60}(\.\d{1,60})?$/, "must be a number")], {
    error: "must be a number",
  })
  .nullish();
const amount = z.union([money, exact]);

/** What every event of a rule carries (lib/rules/firing-data writes it). */
export const ruleData = z.looseObject({
  ruleId: label,
  rule: label,
  revision: quantity,
  kind: label,
  signal: label,
  meter: label,
  meterId: label,
  measure: label,
  field: label,
  eventType: label,
  scope: label,
  conditionKind: label,
  condition: label,
  thresholdCondition: label,
  value: amount,
  compared: amount,
  threshold: amount,
  target: amount,
  step: amount,
  percent: exact,
  change: exact,
  unit: label,
  currency,
  granted: amount,
  burnPerDay: amount,
  hours: exact,
  zone: label,
  zones: list,
  window: stretch,
  isPartial: flag,
  severity: label,
  reason: label,
  series: list,
  entityType: label,
  entities: list,
  action: label,
  runbookUrl: url,
  cooldownUntil: instant,
  caseKey: label,
});

/** Numbers that are shares by their nature are told in percent. */
const isShare = (data: Data) => textIn(data, "field") === "churnProbability";

/** A number of the rule's signal: an amount of money, a share, a quantity with its unit; as it stands when it is too long to be formatted. */
export function amountOf({ data, pen }: View, name: string, hasUnit = true): string | undefined {
  const amount = moneyIn(data, name);
  if (amount) return pen.money(amount, "short");
  const number = numberIn(data, name);
  if (number === undefined) return brief(textIn(data, name), 30);
  if (isShare(data)) return pen.percent(number);
  return `${pen.number(number)}${hasUnit ? given(brief(textIn(data, "unit"), 12), (unit) => ` ${unit}`) : ""}`;
}

/** The value, in more digits where rounding would make it look like the bound that it passed. */
export function valueBeside(view: View, bound: string | undefined): string | undefined {
  const value = amountOf(view, "value", false);
  const raw = textIn(view.data, "value");
  return value !== undefined && value === bound && raw !== textIn(view.data, "threshold")
    ? (raw ?? value)
    : value;
}

const windowIn = (data: Data): Data => {
  const { window } = data;
  return typeof window === "object" && window !== null && !Array.isArray(window) ? { ...window } : {};
};

/** What the window is called, such as `this week`; empty for what has none. */
export const windowLabelIn = (data: Data) => textIn(windowIn(data), "label") ?? "";
export const windowSizeIn = (data: Data) => textIn(windowIn(data), "size");
export const windowEndIn = (data: Data) => instantIn(windowIn(data), "end");
export const windowStartIn = (data: Data) => instantIn(windowIn(data), "start");

/** ` this week`, to end a sentence with. */
export const inWindow = (data: Data) => given(windowLabelIn(data) || undefined, (label) => ` ${label}`);

const fieldWords: Readonly<Record<string, string>> = {
  healthScore: "health",
  sentimentScore: "sentiment",
  churnProbability: "churn probability",
  engagement: "engagement",
  mrr: "MRR",
};

/** What is watched, as the middle of a sentence: `health`, `api-hours`. */
export function nounOf(data: Data): string {
  const field = textIn(data, "field");
  return (field && fieldWords[field]) ?? brief(textIn(data, "meter", "eventType", "signal"), 30) ?? "usage";
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const isSegment = ({ data, customer }: View) => customer === undefined && textIn(data, "scope") === "segment";

/** Before what is said of several customers together: which. */
const segmentOf = (view: View) =>
  isSegment(view) ? given(brief(textIn(view.data, "rule"), 40), (rule) => `${rule}: `) : "";

/** Whose number it is, and what: `Acme api-hours`, `Q4 revenue`, `MRR of all customers`. */
export function lead(view: View): Span[] {
  const { data, customer } = view;
  if (textIn(data, "kind") === "revenue") {
    const quarter = /^in (Q[1-4].*)$/.exec(windowLabelIn(data))?.[1];
    const revenue = quarter === undefined ? "Revenue" : `${quarter} revenue`;
    return customer
      ? say`${revenue} from ${subject(view)}`
      : [words(`${segmentOf(view)}${isSegment(view) && quarter === undefined ? "revenue" : revenue}`)];
  }
  if (customer) return say`${subject(view)} ${nounOf(data)}`;
  const isField = textIn(data, "kind") === "field";
  if (isSegment(view)) return [words(`${segmentOf(view)}${nounOf(data)}`)];
  return [words(isField ? `${capital(nounOf(data))} of all customers` : nounOf(data))];
}

/** ` this week`, unless the quarter is named already. */
export const whenOf = (data: Data) =>
  textIn(data, "kind") === "revenue" && windowLabelIn(data).startsWith("in Q") ? "" : inWindow(data);

/** Of its kind what a reader wants to see beside it: who, how much is at stake, what comes next. */
export function accountFields(view: View): Field[] {
  const { customer, pen, data } = view;
  return metrics({
    MRR: customer?.mrr && textIn(data, "field") !== "mrr" ? pen.money(customer.mrr) : undefined,
    Renewal: pen.day(dayIn(data, "renewalOn")),
    "Last contact": pen.day(dayIn(data, "lastInteractionAt")),
    Owner: ownerOf(view),
  });
}
