import { z } from "zod";
import { signedPercent } from "@/lib/messages/change";
import { say } from "@/lib/messages/sentence";
import { sparkline } from "@/lib/messages/sparkline";
import { defineEvent, type View } from "./define";
import {
  brief,
  customerPage,
  given,
  graded,
  links,
  metrics,
  ownerOf,
  sentence,
  sentences,
  subject,
} from "./parts";
import { type Data, numberIn, percentIn, seriesIn, textIn, urlIn } from "./read";
import { acme, at } from "./samples-of";
import { label, list, named, quantity, url } from "./shapes";

const currentOf = (data: Data) => numberIn(data, "current", "currentValue", "value");
const baselineOf = (data: Data) => numberIn(data, "baseline", "baselineValue", "previous", "previousValue");

/** The change as a share: as sent in percent, or from the values. */
function changeOf(data: Data): number | undefined {
  const sent = percentIn(data, "changePercent", "changePct");
  if (sent !== undefined) return sent;
  const [current, baseline] = [currentOf(data), baselineOf(data)];
  return current !== undefined && baseline !== undefined && baseline > 0 ? current / baseline - 1 : undefined;
}

const metricOf = (data: Data) => brief(textIn(data, "metric", "meter", "signal"), 30) ?? "usage";
const windowOf = (data: Data) => textIn(data, "window", "baselineWindow", "period");

/** The last weeks as text bars (ahead.md 22): a picture would need a public address. */
function courseOf({ data, pen }: View): string | undefined {
  const history = seriesIn(data, "history", "trend", "weekly");
  const bars = history && sparkline(history);
  const [first, last] = [history?.at(0), history?.at(-1)];
  return bars && `${bars} ${pen.number(first ?? 0)} → ${pen.number(last ?? 0)}`;
}

const engagementDropped = defineEvent({
  type: "customer.engagement_dropped",
  label: "Engagement dropped",
  family: "health",
  description: "A customer does far less than usual.",
  data: z.looseObject({
    metric: named,
    current: quantity,
    baseline: quantity,
    changePercent: quantity,
    window: label,
    history: list,
    suggestion: label,
    url,
  }),
  severity: "warning",
  emoji: ":chart_with_downwards_trend:",
  wording: (view) => {
    const { data, pen } = view;
    const change = given(changeOf(data), (share) => ` ${signedPercent(pen, share)}`) || " dropped";
    return {
      headline: say`${subject(view)} ${metricOf(data)}${change}${given(windowOf(data), (window) => ` vs ${window}`)}`,
      why: sentences(given(textIn(data, "suggestion", "recommendation"), (text) => `Try: ${sentence(text)}`)),
    };
  },
  fields: (view) => {
    const { data, pen } = view;
    const change = changeOf(data);
    return metrics({
      Current: given(currentOf(data), pen.number) || undefined,
      Baseline: given(baselineOf(data), pen.number) || undefined,
      Change: change === undefined ? undefined : signedPercent(pen, change),
      Trend: courseOf(view),
      "Last active": textIn(data, "lastActive"),
      Owner: ownerOf(view),
    });
  },
  links: (view) => links({ "Open profile": customerPage(view) ?? urlIn(view.data, "url") }),
  vary: ({ data }) => ((changeOf(data) ?? 0) <= -0.75 ? graded("critical") : undefined),
  feeds: ["engagement", "usage"],
  sample: {
    id: "sample_customer_engagement_dropped",
    type: "customer.engagement_dropped",
    occurredAt: at,
    customer: acme,
    data: {
      metric: "usage",
      current: 412,
      baseline: 723,
      changePercent: -43,
      window: "4-week baseline",
      history: [701, 744, 719, 730, 698, 610, 505, 412],
      suggestion: "Show the new export to the two teams that stopped",
    },
  },
});

/** As much of a quote as belongs into a message. */
const quoteLimit = 200;

const sentiment = defineEvent({
  type: "customer.sentiment",
  label: "Sentiment noticed",
  family: "health",
  description: "A customer sounds unhappy, or happy, in something they wrote or said.",
  data: z.looseObject({
    score: quantity,
    sentiment: label,
    source: named,
    quote: label,
    summary: label,
    url,
  }),
  severity: "warning",
  wording: (view) => ({
    headline: say`${isHappy(view.data) ? "Happy" : "Unhappy"} signal from ${view.customer ? subject(view) : "a customer"}${given(scoreOf(view), (score) => ` (${score})`)}`,
    why: sentence(textIn(view.data, "summary")),
  }),
  fields: (view) =>
    metrics({
      Score: scoreOf(view),
      Source: textIn(view.data, "source", "channel"),
      Quote:
        given(brief(textIn(view.data, "quote", "text", "message"), quoteLimit), (quote) => `“${quote}”`) ||
        undefined,
      Owner: ownerOf(view),
    }),
  links: (view) =>
    links({
      "Open interaction": urlIn(view.data, "url", "interactionUrl"),
      "Open profile": customerPage(view),
    }),
  vary: ({ data }) => (isHappy(data) ? graded("good") : undefined),
  feeds: ["sentimentScore"],
  sample: {
    id: "sample_customer_sentiment",
    type: "customer.sentiment",
    occurredAt: at,
    customer: acme,
    data: {
      score: 18,
      sentiment: "negative",
      source: "Support ticket",
      quote: "This is the third time we lose a day to the same export.",
      url: "https://app.example/tickets/311",
    },
  },
});

function scoreOf({ data, pen }: View): string | undefined {
  const score = numberIn(data, "score", "sentimentScore");
  return score === undefined ? undefined : `${pen.number(score)} of 100`;
}

function isHappy(data: Data): boolean {
  const word = textIn(data, "sentiment", "label");
  if (word !== undefined) return /^(?:positive|happy|delighted|satisfied)/i.test(word);
  return (numberIn(data, "score", "sentimentScore") ?? 0) >= 60;
}

export const engagement = [engagementDropped, sentiment];
