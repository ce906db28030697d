import type { FormValues } from "@/lib/action-state";

/** What is watched, as the first step of the form asks for it. */
export const ruleTypes = ["usage", "customer", "revenue", "events", "balance", "absence", "unknown"] as const;
export type RuleType = (typeof ruleTypes)[number];

/** What the form asks for, by the names of its inputs. Everything is text, as it is typed; what is structured is JSON. */
const texts = {
  ruleId: "",
  name: "",
  description: "",
  type: "",
  meter: "",
  measure: "sum",
  field: "healthScore",
  currency: "",
  eventType: "",
  credits: "attributes.credits",
  balanceMeter: "",
  balanceMeasure: "amount",
  absenceOf: "events",
  unknownOf: "meter",
  scope: "each",
  customerId: "",
  segment: "",
  window: "day",
  condition: "above",
  value: "",
  /** `from`: the bound itself counts; `beyond`: only what goes past it. */
  bound: "beyond",
  clear: "",
  percent: "",
  ofKind: "value",
  ofValue: "",
  ofField: "",
  changeUnit: "percent",
  changeBy: "",
  against: "1",
  steps: "25, 50, 75, 90",
  every: "",
  stepSeverities: "",
  hours: "48",
  judge: "",
  environment: "production",
  filter: "",
  minMrr: "",
  expression: "",
  severity: "warning",
  forCount: "",
  forUnit: "minutes",
  cooldownCount: "",
  cooldownUnit: "hours",
  repeatCount: "",
  repeatUnit: "days",
  scheduleWhen: "",
  scheduleFrom: "09:00",
  scheduleTo: "17:00",
  scheduleZone: "",
  cronExpression: "",
  cronZone: "",
  overrides: "",
  recipientSeverities: "",
  ownerRouting: "none",
  action: "",
  runbookUrl: "",
};

const lists = {
  zones: ["red"],
  tiers: [] as string[],
  filterZones: [] as string[],
  scheduleDays: ["1", "2", "3", "4", "5"],
  destinations: [] as string[],
};

const flags = { enabled: true, tellRecovered: true };

export type TextName = keyof typeof texts;
export type ListName = keyof typeof lists;
export type FlagName = keyof typeof flags;
export type RuleDraft = Record<TextName, string> & Record<ListName, string[]> & Record<FlagName, boolean>;

/** Where an empty form starts. */
export const blankDraft: RuleDraft = { ...texts, ...lists, ...flags };

const isIn =
  <Name extends string>(table: Record<Name, unknown>) =>
  (name: string): name is Name =>
    Object.hasOwn(table, name);
export const isTextName = isIn(texts);

const firstOf = (value: string | string[] | undefined) =>
  Array.isArray(value) ? (value[0] ?? "") : (value ?? "");

/** The draft that a form holds, as it posts it: a list without a tick and a box without one are simply not there. */
export function draftFrom(values: FormValues): RuleDraft {
  const draft: RuleDraft = { ...blankDraft };
  for (const [name, value] of Object.entries(values)) if (isTextName(name)) draft[name] = firstOf(value);
  for (const name of namesOf(lists)) draft[name] = [values[name] ?? []].flat();
  for (const name of namesOf(flags)) draft[name] = values[name] !== undefined;
  return draft;
}

/** The keys of one of the tables above, which have no others. */
function namesOf<Name extends string>(table: Record<Name, unknown>): Name[] {
  return Object.keys(table).filter(isIn(table));
}

export const listNames: readonly ListName[] = namesOf(lists);

export const isRuleType = (text: string): text is RuleType => ruleTypes.some((type) => type === text);
