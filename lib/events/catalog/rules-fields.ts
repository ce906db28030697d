import { changeOfMoney, changeOfNumber, signedPercent } from "@/lib/messages/change";
import type { Field } from "@/lib/messages/message";
import { parseMoney } from "@/lib/messages/money";
import { sparkline } from "@/lib/messages/sparkline";
import type { View } from "./define";
import { few, given, metrics, ownerOf } from "./parts";
import { countIn, moneyIn, numberIn, percentIn, seriesIn, sizeIn, textIn, textsIn } from "./read";
import { accountFields, amountOf, windowEndIn, windowLabelIn, windowStartIn } from "./rules-parts";

const day = 86_400_000;

/** The course of the last windows, as a text bar; amounts count by their number. */
function courseOf({ data }: View): string | undefined {
  const { series } = data;
  const plain = Array.isArray(series)
    ? series.map((item: unknown) => parseMoney(item)?.amount ?? item)
    : undefined;
  const values = plain && seriesIn({ series: plain }, "series");
  return values && sparkline(values);
}

/** How far the window has gone, as a share; undefined without one. */
function goneOf(view: View): number | undefined {
  const [start, end] = [windowStartIn(view.data), windowEndIn(view.data)];
  if (!start || !end || end <= start) return undefined;
  const share = (view.occurredAt.getTime() - start.getTime()) / (end.getTime() - start.getTime());
  return Math.min(1, Math.max(0, share));
}

const daysUntil = (view: View, end: Date) =>
  Math.max(0, Math.ceil((end.getTime() - view.occurredAt.getTime()) / day));

/** Where it ends up if the rest of the window is as what has gone of it. */
function paceOf(view: View): string | undefined {
  const gone = goneOf(view);
  const money = moneyIn(view.data, "value");
  const value = money ? Number(money.amount) : numberIn(view.data, "value");
  if (gone === undefined || gone < 0.02 || gone >= 1 || value === undefined || Number.isNaN(value))
    return undefined;
  const expected = Math.round(value / gone);
  const text = money
    ? view.pen.money({ amount: String(expected), currency: money.currency }, "short")
    : view.pen.number(expected);
  return `${text} by the end`;
}

/** Towards a target: actual, target, share, days left, pace (AMB-13). */
function targetFields(view: View): Field[] {
  const { data, pen } = view;
  const end = windowEndIn(data);
  return metrics({
    Actual: amountOf(view, "value"),
    Target: amountOf(view, "target"),
    Reached: given(percentIn(data, "percent"), pen.percent) || undefined,
    "Days left": end && goneOf(view) !== 1 ? daysUntil(view, end) : undefined,
    Pace: paceOf(view),
    Trend: courseOf(view),
    Owner: ownerOf(view),
  });
}

function creditFields(view: View): Field[] {
  const { data, pen, occurredAt } = view;
  const [value, burn] = [numberIn(data, "value"), numberIn(data, "burnPerDay")];
  const isDays = textIn(data, "measure") === "daysLeft";
  const left = isDays
    ? value
    : value !== undefined && burn !== undefined && burn > 0
      ? value / burn
      : undefined;
  const days = left === undefined ? undefined : Math.max(0, Math.floor(left));
  const runsOut =
    days !== undefined && days > 0 && days < 3_650 ? new Date(occurredAt.getTime() + days * day) : undefined;
  return metrics({
    Balance: isDays ? undefined : amountOf(view, "value"),
    Granted: amountOf(view, "granted"),
    "Burn per day": amountOf(view, "burnPerDay"),
    "Days left": days,
    "Runs out": runsOut && pen.day(runsOut.toISOString()),
    Owner: ownerOf(view),
  });
}

function changeFields(view: View): Field[] {
  const { data, pen } = view;
  const [from, to] = [moneyIn(data, "compared"), moneyIn(data, "value")];
  const [before, now] = [numberIn(data, "compared"), numberIn(data, "value")];
  const share = percentIn(data, "change");
  const isProfile = textIn(data, "kind") === "field";
  const move =
    from && to
      ? changeOfMoney(pen, from, to)
      : before !== undefined && now !== undefined
        ? changeOfNumber(pen, before, now)
        : undefined;
  return metrics({
    [isProfile ? "Now" : "This window"]: amountOf(view, "value"),
    [isProfile ? "Before" : "Before it"]: amountOf(view, "compared"),
    Change: share === undefined ? move : signedPercent(pen, share),
    Zone: textIn(data, "zone"),
    Trend: courseOf(view),
  });
}

function boundFields(view: View): Field[] {
  const { data, pen } = view;
  const share = percentIn(data, "percent");
  return metrics({
    Current: amountOf(view, "value"),
    Threshold: data.target ? undefined : amountOf(view, "threshold"),
    Target: amountOf(view, "target"),
    Reached: share === undefined ? undefined : pen.percent(share),
    Window: windowLabelIn(data) || undefined,
    Zone: textIn(data, "zone"),
    Trend: courseOf(view),
  });
}

const churnFields = (view: View): Field[] =>
  metrics({ Probability: amountOf(view, "value"), Zone: textIn(view.data, "zone") });

function unknownFields({ data }: View): Field[] {
  const total = countIn(data, "count") ?? sizeIn(data, "entities") ?? 1;
  return metrics({
    "Entity type": textIn(data, "entityType"),
    Names: few(textsIn(data, "entities"), 10, total),
  });
}

function ownFields(view: View): Field[] {
  const { data } = view;
  const kind = textIn(data, "kind");
  const condition = textIn(data, "conditionKind");
  if (kind === "unknown") return unknownFields(view);
  if (kind === "balance" && condition !== "change") return creditFields(view);
  if (kind === "revenue" && data.target) return targetFields(view);
  if (textIn(data, "field") === "churnProbability" && condition !== "change") return churnFields(view);
  return condition === "change" ? changeFields(view) : boundFields(view);
}

/** At most so many are shown. */
const room = 6;

/** The metrics of a rule's event: those of its kind, and beside them of the customer what there is room for. */
export function ruleFields(view: View): Field[] {
  const own = ownFields(view);
  const named = new Set(own.map(({ label }) => label));
  const more = accountFields(view).filter(({ label }) => !named.has(label));
  return [...own, ...more].slice(0, room);
}
