import { houseLocale, localMoney, localNumber } from "@/lib/messages/locale";
import { type Money, parseMoney } from "@/lib/messages/money";
import { ruleCaseKey } from "./case-key";
import { comparisonWord, conditionWords } from "./condition-words";
import type { ToldFiring } from "./firing-event";
import type { Firing, Observation } from "./observation";
import { percentChange, percentOf } from "./ratio";
import type { Condition, Override, Rule } from "./schema";
import { signalName } from "./signal-name";
import { windowLabel } from "./window-label";

const minute = 60_000;
const mostEntities = 100;

/** The currency that the numbers of a rule are in, if they are money. A single customer's MRR is in its own. */
function currencyOf({ signal }: Rule, { customer }: Observation): string | undefined {
  if (signal.kind === "revenue") return signal.currency;
  if (signal.kind !== "field") return undefined;
  return signal.currency ?? (signal.field === "mrr" ? parseMoney(customer?.mrr)?.currency : undefined);
}

/** Money as such, so that a destination that may not see amounts does not see it; anything else as decimal text. */
type Amount = string | Money;
type ToAmount = (value: string) => Amount;

const amountsIn =
  (currency: string | undefined): ToAmount =>
  (value) =>
    currency === undefined ? value : { amount: value, currency };

const overrideOf = (rule: Rule, { customerId }: Observation): Override | undefined =>
  rule.overrides.find((override) => override.customerId === customerId);

/** The condition as it is for this customer: an override's bound in place of the rule's. */
function conditionFor(condition: Condition, value: string | undefined): Condition {
  if (value === undefined) return condition;
  switch (condition.kind) {
    case "above":
    case "below":
      return { ...condition, value };
    case "share":
      return { ...condition, percent: value };
    case "change":
      return { ...condition, by: "percent" in condition.by ? { percent: value } : { points: value } };
    case "absent":
      return { ...condition, hours: Number(value) };
    default:
      return condition;
  }
}

/** What the condition says of it in numbers: the bound, and what it is taken of or compared with. */
function comparisonOf(condition: Condition, { value, compared, step }: Firing, money: ToAmount) {
  const target = compared === null ? {} : { target: money(compared) };
  const share = value === null || compared === null ? undefined : percentOf(value, compared);
  const percent = share === undefined ? {} : { percent: share };
  switch (condition.kind) {
    case "above":
    case "below":
      return { threshold: money(condition.value) };
    case "share":
      return { threshold: condition.percent, ...target, ...percent };
    case "change": {
      const change = value === null || compared === null ? undefined : percentChange(compared, value);
      const threshold = "percent" in condition.by ? condition.by.percent : money(condition.by.points);
      return {
        threshold,
        measuredIn: "percent" in condition.by ? "percent" : "points",
        against: "windows" in condition.against ? condition.against.windows : condition.against.days,
        ...(compared === null ? {} : { compared: money(compared) }),
        ...(change === undefined ? {} : { change }),
      };
    }
    case "steps": {
      if (!condition.of) return step === null ? {} : { step, threshold: money(step) };
      return { ...(step === null ? {} : { step, threshold: step }), ...target, ...percent };
    }
    case "zone":
      return { zones: condition.zones };
    case "absent":
      return { threshold: String(condition.hours), hours: condition.hours };
    case "seen":
      return {};
  }
}

/** What the signal is, with the names that templates and filters know it by. */
function signalOf({ signal }: Rule) {
  const said = { kind: signal.kind, signal: signalName(signal) };
  switch (signal.kind) {
    case "meter":
      return { ...said, meter: signal.meter, meterId: signal.meter, measure: signal.measure };
    case "field":
      return { ...said, field: signal.field };
    case "revenue":
      return { ...said, currency: signal.currency };
    case "events":
      return { ...said, eventType: signal.eventType };
    case "balance":
      return {
        ...said,
        credits: signal.credits,
        measure: signal.measure,
        ...(signal.meter === undefined ? {} : { meter: signal.meter, meterId: signal.meter }),
      };
    case "unknown":
      return { ...said, entityType: signal.of };
  }
}

/** What else is worth knowing when a number of the customer's profile is told. */
function profileOf({ signal }: Rule, { customer }: Observation) {
  if (signal.kind !== "field" || !customer) return {};
  const fields = ["zone", "engagement", "renewalOn", "lastInteractionAt"] as const;
  const known = fields.filter((field) => customer[field] !== undefined && customer[field] !== null);
  return Object.fromEntries(known.map((field) => [field, customer[field]]));
}

/** A number of the customer by the name of its field. */
function numberOf({ customer }: Observation, field: string): string | undefined {
  if (!customer) return undefined;
  const name = field.replace(/^attributes\./, "");
  const from = name === field ? customer : customer.attributes;
  const value = typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined;
  if (typeof value === "number") return String(value);
  return parseMoney(value)?.amount ?? (typeof value === "string" ? value : undefined);
}

/** What a prepaid balance is best understood by: of how much, how fast it goes. */
function balanceOf({ rule, observation, burnPerDay }: ToldFiring) {
  if (rule.signal.kind !== "balance") return {};
  const granted = rule.signal.meter === undefined ? undefined : numberOf(observation, rule.signal.credits);
  return {
    ...(granted === undefined ? {} : { granted }),
    ...(burnPerDay == null ? {} : { burnPerDay }),
  };
}

function windowOf({ rule, firing, timeZone }: ToldFiring) {
  const { period } = firing;
  if (rule.window === undefined || period === null) return {};
  const iso = (at: number) => new Date(at).toISOString();
  return {
    window: {
      size: rule.window,
      start: iso(period.start),
      end: iso(period.end),
      label: windowLabel(period, rule.window, firing.at, timeZone),
    },
    ...(firing.at < period.end ? { isPartial: true } : {}),
  };
}

/** The case: this rule for this customer, of this period where each period is a story of its own. What is seen for the first time is no story. */
function caseKeyOf({ rule, firing, observation }: ToldFiring): string | undefined {
  if (rule.signal.kind === "unknown") return undefined;
  return ruleCaseKey(rule.id, observation.customerId, firing.story);
}

const writeAmount = (currency: string | undefined) => (amount: string) =>
  currency === undefined
    ? localNumber(amount, houseLocale)
    : localMoney({ amount, currency }, houseLocale, "short");

/** The `data` of a firing's event (what each key holds is worded by lib/events/catalog/rules). */
export function firingData(told: ToldFiring): Record<string, unknown> {
  const { rule, firing, observation, unit, series, entities } = told;
  const currency = currencyOf(rule, observation);
  const money = amountsIn(currency);
  const condition = conditionFor(rule.condition, overrideOf(rule, observation)?.value);
  const isOver = firing.kind === "recovered";
  const until = !isOver && rule.cooldownMinutes ? firing.at + rule.cooldownMinutes * minute : undefined;
  const names = entities ?? (firing.name === undefined ? [] : [firing.name]);
  const caseKey = caseKeyOf(told);
  const words = conditionWords(condition, writeAmount(currency), firing.compared ?? undefined);
  const optional: Record<string, unknown> = {
    unit: unit ?? undefined,
    currency,
    value: firing.value === null ? undefined : money(firing.value),
    lastSeenAt: observation.lastSeenAt === null ? undefined : new Date(observation.lastSeenAt).toISOString(),
    series: series?.map((value) => (value === null ? 0 : money(value))),
    action: rule.action,
    runbookUrl: rule.runbookUrl,
    cooldownUntil: until === undefined ? undefined : new Date(until).toISOString(),
    entities: names.length === 0 ? undefined : names.slice(0, mostEntities),
    count: names.length > 1 ? names.length : undefined,
    caseKey,
  };
  return {
    ruleId: rule.id,
    rule: rule.name,
    revision: rule.revision,
    ...signalOf(rule),
    scope: rule.scope.kind,
    conditionKind: condition.kind,
    condition: words,
    thresholdCondition: comparisonWord(condition),
    ...("direction" in condition ? { direction: condition.direction } : {}),
    ...comparisonOf(condition, firing, money),
    ...balanceOf(told),
    ...profileOf(rule, observation),
    ...windowOf(told),
    severity: firing.severity,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}
