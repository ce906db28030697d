import { z } from "zod";
import { shareOf } from "@/lib/messages/money-math";
import { say } from "@/lib/messages/sentence";
import { defineEvent, type View } from "./define";
import { brief, given, graded, links, metrics, plural, sentences } from "./parts";
import { countIn, type Data, flagIn, moneyIn, percentIn, shareIn, textIn, urlIn } from "./read";
import { at } from "./samples-of";
import { count, flag, label, money, quantity, url } from "./shapes";

const periodOf = (data: Data) => brief(textIn(data, "period", "quarter", "name"), 30);

/** How much of the target is reached: as sent in percent, or from the amounts. */
function reachedOf(data: Data): number | undefined {
  const [actual, target] = [moneyIn(data, "actual", "revenue", "current"), moneyIn(data, "target")];
  return percentIn(data, "percent", "step") ?? (actual && target ? shareOf(actual, target) : undefined);
}

/** How much of the period has passed; revenue that keeps up with it is on pace. */
const elapsedOf = (data: Data) => shareIn(data, "elapsed", "periodElapsed");

function isBehind(data: Data): boolean {
  const isAhead = flagIn(data, "isAhead");
  if (isAhead !== undefined) return !isAhead;
  const [reached, elapsed] = [reachedOf(data), elapsedOf(data)];
  return reached !== undefined && elapsed !== undefined && reached < elapsed;
}

function amount({ data, pen }: View, ...names: string[]): string | undefined {
  const money = moneyIn(data, ...names);
  return money && pen.money(money, "short");
}

export const revenue = [
  defineEvent({
    type: "revenue.target_reached",
    label: "Revenue target step",
    family: "revenue",
    description: "Revenue passed a step of its target, such as 25, 50, 75 or 90 percent of the quarter's.",
    data: z.looseObject({
      period: label,
      actual: money,
      target: money,
      percent: quantity,
      daysLeft: count,
      elapsed: quantity,
      isAhead: flag,
      url,
    }),
    severity: "good",
    emoji: ":dart:",
    wording: (view) => {
      const { data, pen } = view;
      const reached = given(reachedOf(data), pen.percent) || "a step";
      return {
        headline: say`${given(periodOf(data), (period) => `${period} revenue`) || "Revenue"} at ${reached} of target`,
        why: sentences(
          given(
            elapsedOf(data),
            (share) =>
              `${pen.percent(share)} of the time has passed: ${isBehind(data) ? "behind" : "on or ahead of"} pace.`,
          ),
          "Each step is told once a period.",
        ),
      };
    },
    fields: (view) => {
      const reached = reachedOf(view.data);
      return metrics({
        Actual: amount(view, "actual", "revenue", "current"),
        Target: amount(view, "target"),
        Reached: reached === undefined ? undefined : view.pen.percent(reached),
        "Days left": given(countIn(view.data, "daysLeft"), (days) => plural(days, "day")) || undefined,
      });
    },
    links: ({ data }) => links({ "Open report": urlIn(data, "url", "reportUrl") }),
    vary: ({ data }) => (isBehind(data) ? graded("warning") : undefined),
    feeds: ["revenue"],
    sample: {
      id: "sample_revenue_target_reached",
      type: "revenue.target_reached",
      occurredAt: at,
      data: {
        period: "Q4",
        actual: { amount: "375000.00", currency: "USD" },
        target: { amount: "500000.00", currency: "USD" },
        percent: 75,
        daysLeft: 40,
        elapsed: 0.56,
        url: "https://app.example/reports/q4",
      },
    },
  }),
];
