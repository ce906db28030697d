import { houseLocale, localMoney, localNumber } from "@/lib/messages/locale";
import { describeCron } from "@/lib/schedule/cron-wording";
import { conditionWords, type WriteAmount } from "./condition-words";
import type { Condition, RuleDefinition, RuleScope, RuleWindow, Signal } from "./schema";
import { fieldName, signalName } from "./signal-name";

/** The currency that a signal's numbers are in, where they are money. */
const currencyOf = (signal: Signal) => ("currency" in signal ? signal.currency : undefined);

/** Writes the numbers of a signal: with separators, money with its currency. */
export function writerOf(signal: Signal): WriteAmount {
  const currency = currencyOf(signal);
  return (amount) =>
    currency === undefined
      ? localNumber(amount, houseLocale)
      : localMoney({ amount, currency }, houseLocale, "short");
}

const measures = {
  sum: "",
  count: "number of readings of ",
  min: "lowest ",
  max: "highest ",
  last: "latest ",
  average: "average ",
} as const;

/** What is watched, for people: `api-hours`, `highest cpu`, `Health score`. */
export function describeSignal(signal: Signal): string {
  return signal.kind === "meter" ? `${measures[signal.measure]}${signal.meter}` : signalName(signal);
}

/** Whose numbers: `each customer`, `all customers together`. */
export function describeScope(scope: RuleScope): string {
  switch (scope.kind) {
    case "all":
      return "all customers together";
    case "each":
      return "each customer";
    case "customer":
      return `the customer ${scope.customerId}`;
    case "segment":
      return "a segment of customers together";
  }
}

function targetOf(condition: Condition): string | undefined {
  const of = condition.kind === "share" || condition.kind === "steps" ? condition.of : undefined;
  return of && "value" in of ? of.value : undefined;
}

/** The condition with its numbers written as its signal's are: `above 1,000`, `80 % or more of $10,000`. */
export function describeCondition({
  condition,
  signal,
}: Pick<RuleDefinition, "condition" | "signal">): string {
  const of = condition.kind === "share" || condition.kind === "steps" ? condition.of : undefined;
  const words = conditionWords(condition, writerOf(signal), targetOf(condition));
  return of && "field" in of ? words.replace("the target", `its ${fieldName(of.field)}`) : words;
}

const windows = {
  hour: "in an hour",
  day: "in a day",
  week: "in a week",
  month: "in a month",
  quarter: "in a quarter",
  cycle: "in a billing cycle",
} as const satisfies Record<RuleWindow, string>;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** When a rule is looked at, if at certain times only: `, looked at 09:00 on Mondays`. */
function timesOf({ cron }: RuleDefinition): string {
  if (!cron) return "";
  const zone = cron.timeZone === undefined ? "" : ` (${cron.timeZone})`;
  return `, looked at ${describeCron(cron.expression).replace(/^at /, "")}${zone}`;
}

/** A rule in one sentence, without its end: `Api-hours of each customer in a week is above 1,000, looked at 09:00 on Mondays`. */
export const describeRule = (rule: RuleDefinition): string => `${whatHolds(rule)}${timesOf(rule)}`;

function whatHolds(rule: RuleDefinition): string {
  const { signal, scope, window, condition } = rule;
  if (signal.kind === "unknown") return `A ${signal.of} is seen for the first time`;
  const whose = `${describeSignal(signal)} of ${describeScope(scope)}`;
  const where = window === undefined ? whose : `${whose} ${windows[window]}`;
  const words = describeCondition(rule);
  if (condition.kind === "absent") return `There is ${words} of ${whose}`;
  return capital(condition.kind === "steps" ? `${where} ${words}` : `${where} is ${words}`);
}
