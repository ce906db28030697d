import { say } from "@/lib/messages/sentence";
import { defineEvent, type View } from "./define";
import { brief, given, graded, metrics, ownerOf, sentences, subject } from "./parts";
import { textIn } from "./read";
import { acme, at } from "./samples-of";
import {
  amountText,
  byRule,
  currentOf,
  labelsOf,
  limitOf,
  meterOf,
  percentOf,
  ruleLine,
  thresholdOf,
  usageData,
  usageLinks,
  windowOf,
} from "./usage-parts";

function limitFields(view: View) {
  const { data, pen } = view;
  const share = percentOf(data);
  return metrics({
    Meter: meterOf(data),
    Current: amountText(view, currentOf(data)),
    Limit: amountText(view, limitOf(data) ?? thresholdOf(data)),
    Used: share === undefined ? undefined : pen.percent(share),
    Labels: labelsOf(data),
    Owner: ownerOf(view),
  });
}

const limitExceeded = defineEvent({
  type: "usage.limit_exceeded",
  label: "Usage limit exceeded",
  family: "usage",
  description: "A customer used more than their plan allows.",
  data: usageData,
  severity: "warning",
  wording: (view) => {
    const [current, limit] = [amountText(view, currentOf(view.data)), amountText(view, limitOf(view.data))];
    const numbers = limit ? `${current ? `${current} of ` : ""}${limit}` : current;
    return {
      headline: say`${subject(view)} went over the limit of ${brief(meterOf(view.data)) ?? "their plan"}${given(numbers, (text) => ` (${text})`)}`,
      why: sentences(ruleLine(view.data)),
    };
  },
  fields: limitFields,
  links: usageLinks,
  vary: ({ data }) => byRule(data),
  feeds: ["usage"],
  sample: {
    id: "sample_usage_limit_exceeded",
    type: "usage.limit_exceeded",
    occurredAt: at,
    customer: acme,
    data: {
      meter: "API calls",
      current: 10412,
      limit: 10000,
      labels: { region: "eu" },
      url: "https://app.example/c/acme/usage",
    },
  },
});

const thresholdReached = defineEvent({
  type: "usage.threshold_reached",
  label: "Usage threshold reached",
  family: "usage",
  description: "A customer's usage passed a mark: a share of the limit, or a number of your own.",
  data: usageData,
  severity: "info",
  emoji: ":bar_chart:",
  wording: (view) => {
    const { data, pen } = view;
    const threshold = amountText(view, thresholdOf(data));
    const share = percentOf(data);
    const meter = brief(meterOf(data), 30);
    const window = given(brief(windowOf(data), 20), (text) => ` ${text}`);
    const current = given(amountText(view, currentOf(data)), (text) => ` (${text})`);
    const mark = threshold ?? (share === undefined ? undefined : `${pen.percent(share)} of the limit`);
    const passed = mark ?? "a mark";
    return {
      headline: say`${subject(view)} passed ${passed}${given(meter, (name) => (threshold && textIn(data, "unit") ? "" : ` of ${name}`))}${window}${current}`,
      why: sentences(
        ruleLine(data),
        given(textIn(data, "cooldown", "nextAlert"), (text) => `Next alert: ${text}.`),
      ),
    };
  },
  fields: (view) => {
    const { data, pen } = view;
    const share = percentOf(data);
    return metrics({
      Meter: meterOf(data),
      Current: amountText(view, currentOf(data)),
      Threshold: amountText(view, thresholdOf(data)),
      Limit: amountText(view, limitOf(data)),
      Used: share === undefined ? undefined : pen.percent(share),
      Window: windowOf(data),
    });
  },
  links: usageLinks,
  vary: ({ data }) => byRule(data) ?? ((percentOf(data) ?? 0) >= 0.9 ? graded("warning") : undefined),
  feeds: ["usage"],
  sample: {
    id: "sample_usage_threshold_reached",
    type: "usage.threshold_reached",
    occurredAt: at,
    customer: acme,
    data: {
      meter: "Compute",
      unit: "h",
      current: 1042,
      threshold: 1000,
      window: "this week",
      rule: "More than 1,000 h a week, each customer",
      url: "https://app.example/c/acme/usage",
    },
  },
});

export const usage = [limitExceeded, thresholdReached];
