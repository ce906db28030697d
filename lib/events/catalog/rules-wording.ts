import { changeOfMoney, changeOfNumber, signedPercent } from "@/lib/messages/change";
import { formatMoment } from "@/lib/messages/format";
import type { Span } from "@/lib/messages/message";
import { say } from "@/lib/messages/sentence";
import type { View } from "./define";
import { brief, given, plural, sentence, sentences, subject } from "./parts";
import {
  countIn,
  type Data,
  flagIn,
  instantIn,
  moneyIn,
  numberIn,
  percentIn,
  sizeIn,
  textIn,
  textsIn,
} from "./read";
import {
  amountOf,
  inWindow,
  lead,
  nounOf,
  valueBeside,
  whenOf,
  windowLabelIn,
  windowSizeIn,
} from "./rules-parts";

const isUsage = (data: Data) => textIn(data, "kind") === "meter" || textIn(data, "kind") === "events";
const isInclusive = (data: Data) => /^at or /.test(textIn(data, "thresholdCondition") ?? "");

/** `Acme passed 1,000 h this week (1,042)`. */
function passed(view: View, mark: string): Span[] {
  const { data, customer } = view;
  const bound = amountOf(view, mark) ?? "its bound";
  const verb = mark === "step" || isInclusive(data) ? "reached" : "passed";
  const value = given(valueBeside(view, amountOf(view, mark, false)), (text) => ` (${text})`);
  if (!(customer && isUsage(data))) return say`${lead(view)} ${verb} ${bound}${whenOf(data)}${value}`;
  const what = textIn(data, "unit") ? "" : ` of ${nounOf(data)}`;
  return say`${subject(view)} ${verb} ${bound}${what}${inWindow(data)}${value}`;
}

/** `Acme api-hours at 12 h last week, below 100 h`. */
function fell(view: View): Span[] {
  const { data } = view;
  const bound = amountOf(view, "threshold") ?? "its bound";
  const value = amountOf(view, "value") ?? "nothing";
  return say`${lead(view)} at ${value}${whenOf(data)}, ${isInclusive(data) ? "at or below" : "below"} ${bound}`;
}

/** `Q4 revenue at 75 % of target`, `Acme api-calls at 92 % of 10,000 this month`. */
function atShare(view: View, percent: number | undefined): Span[] {
  const { data, pen } = view;
  const isRevenue = textIn(data, "kind") === "revenue";
  const whole = isRevenue ? "target" : (amountOf(view, "target") ?? "the target");
  const share = percent === undefined ? "a share" : pen.percent(percent);
  return say`${lead(view)} at ${share} of ${whole}${whenOf(data)}`;
}

const adverbs: Readonly<Record<string, string>> = {
  hour: "hour over hour",
  day: "day over day",
  week: "week over week",
  month: "month over month",
  quarter: "quarter over quarter",
  cycle: "cycle over cycle",
};

/** Against what it has changed: `week over week`, `vs 4-week baseline`, `in 7 days`. */
function against(data: Data): string {
  const size = windowSizeIn(data);
  const count = countIn(data, "against") ?? 0;
  if (size === undefined) return count > 0 ? ` in ${plural(count, "day")}` : "";
  return count > 1 ? ` vs ${count}-${size} baseline` : ` ${adverbs[size] ?? "on the window before"}`;
}

/** `72 → 54 (-18)` in the signal's own words. */
export function movedOf(view: View): string | undefined {
  const { data, pen } = view;
  const [from, to] = [moneyIn(data, "compared"), moneyIn(data, "value")];
  if (from && to) return changeOfMoney(pen, from, to);
  const [before, now] = [numberIn(data, "compared"), numberIn(data, "value")];
  if (before === undefined || now === undefined) return undefined;
  if (textIn(data, "field") !== "churnProbability") return changeOfNumber(pen, before, now);
  return `${pen.percent(before)} → ${pen.percent(now)}`;
}

/** Usage and revenue move in percent, numbers of a profile from one to another. */
function changed(view: View): Span[] {
  const { data, pen } = view;
  const share = percentIn(data, "change");
  const inPercent =
    share !== undefined && textIn(data, "kind") !== "field" && textIn(data, "measuredIn") !== "points";
  const move = inPercent ? signedPercent(pen, share) : (movedOf(view) ?? "changed");
  return say`${lead(view)} ${move}${against(data)}`;
}

/** `Acme is in the red zone (health 36)`. */
function inZone(view: View): Span[] {
  const zone = textIn(view.data, "zone") ?? textsIn(view.data, "zones").join(" or ");
  const score = given(amountOf(view, "value"), (text) => ` (health ${text})`);
  return say`${subject(view)} is in the ${zone || "watched"} zone${score}`;
}

/** `No payment.succeeded for 6 hours`. */
function silent(view: View): Span[] {
  const { data, customer } = view;
  const what = textIn(data, "kind") === "revenue" ? "revenue" : nounOf(data);
  const hours = given(countIn(data, "hours"), (count) => ` for ${plural(count, "hour")}`);
  return say`No ${what}${customer ? say` from ${subject(view)}` : ""}${hours}`;
}

/** `4 unknown meters sent data`. */
function unknown({ data }: View): Span[] {
  const noun = textIn(data, "entityType") ?? "entity";
  const names = textsIn(data, "entities");
  const total = countIn(data, "count") ?? sizeIn(data, "entities") ?? 1;
  const name = given(total === 1 ? brief(names[0]) : undefined, (text) => `: ${text}`);
  return say`${plural(total, `unknown ${noun}`)} sent data${name}`;
}

const isNothingLeft = (data: Data) => (numberIn(data, "value") ?? 1) <= 0;

/** `Acme has $120 of $1,000 credit left`. */
function creditLeft(view: View): Span[] {
  const { data } = view;
  const value = amountOf(view, "value") ?? "little";
  if (textIn(data, "measure") === "daysLeft") return say`${subject(view)} has credit for ${value} more days`;
  const granted = amountOf(view, "granted");
  if (isNothingLeft(data))
    return say`${subject(view)} has used up all ${given(granted, (text) => `${text} of `)}its credit`;
  return say`${subject(view)} has ${value}${given(granted, (text) => ` of ${text}`)} credit left`;
}

/** What has come true, in one sentence. */
export function firedSentence(view: View): Span[] {
  const { data } = view;
  const condition = textIn(data, "conditionKind");
  if (textIn(data, "kind") === "unknown") return unknown(view);
  if (textIn(data, "kind") === "balance" && condition !== "change") return creditLeft(view);
  if (textIn(data, "field") === "churnProbability" && condition === "above")
    return say`${subject(view)} likely to churn${given(amountOf(view, "value"), (text) => ` (${text})`)}`;
  switch (condition) {
    case "above":
      return passed(view, "threshold");
    case "below":
      return fell(view);
    case "share":
      return atShare(view, percentIn(view.data, "percent"));
    case "steps":
      return data.target ? atShare(view, percentIn(data, "step")) : passed(view, "step");
    case "change":
      return changed(view);
    case "zone":
      return inZone(view);
    case "absent":
      return silent(view);
    default:
      return say`${lead(view)}: ${brief(textIn(data, "rule"), 60) ?? "a rule has something to tell"}`;
  }
}

/** What is so again. */
export function recoveredSentence(view: View): Span[] {
  const { data, customer } = view;
  if (textIn(data, "conditionKind") === "absent")
    return say`${textIn(data, "kind") === "revenue" ? "Revenue" : nounOf(data)}${customer ? say` from ${subject(view)}` : ""} is coming in again`;
  if (textIn(data, "conditionKind") === "zone")
    return say`${subject(view)} has left the ${textsIn(data, "zones").join(" or ") || "watched"} zone${given(amountOf(view, "value"), (text) => ` (health ${text})`)}`;
  if (textIn(data, "kind") === "balance") return creditLeft(view);
  return say`${lead(view)}${given(amountOf(view, "value"), (text) => ` at ${text}`)}${whenOf(data)}`;
}

/** The numbers that were held against each other. */
function comparedWords(view: View): string | undefined {
  const { data } = view;
  const value = amountOf(view, "value");
  const when = given(windowLabelIn(data) || undefined, (text) => ` ${text}`);
  if (textIn(data, "conditionKind") === "change") {
    const moved = given(movedOf(view), (text) => `${text}${when}`);
    return moved ? sentence(moved) : undefined;
  }
  return value && textIn(data, "kind") !== "unknown" ? `Now ${value}${when}.` : undefined;
}

/** Why it is told: the rule, what was compared, over which window, what to do, and when it may be told again. */
export function whyOf(view: View): string | undefined {
  const { data } = view;
  const rule = brief(textIn(data, "rule"), 80);
  const condition = textIn(data, "condition");
  const until = instantIn(data, "cooldownUntil");
  return sentences(
    given(rule, (name) => `Rule “${name}”${given(condition, (text) => `: ${text}`)}.`),
    comparedWords(view),
    flagIn(data, "isPartial") && textIn(data, "conditionKind") === "change"
      ? "The window is not over yet."
      : "",
    textIn(data, "kind") === "unknown"
      ? `Most often a spelling that changed, or a ${textIn(data, "entityType") ?? "thing"} nobody has created yet.`
      : "",
    given(textIn(data, "action"), (action) => `Next: ${sentence(action)}`),
    given(until, (instant) => `Not told again before ${formatMoment(instant)}.`),
  );
}

/** A rule by its name, and for whom: what a closed story is called. */
export const ruleFor = (view: View): Span[] =>
  say`${brief(textIn(view.data, "rule"), 50) ?? "A rule"}${view.customer ? say`: ${subject(view)}` : ""}`;
