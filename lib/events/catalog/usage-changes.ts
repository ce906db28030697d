import { changeOfNumber, signedPercent } from "@/lib/messages/change";
import { say } from "@/lib/messages/sentence";
import { defineEvent } from "./define";
import { brief, given, graded, metrics, ownerOf, sentences, subject } from "./parts";
import { type Data, flagIn, percentIn } from "./read";
import { acme, at } from "./samples-of";
import {
  amountText,
  byRule,
  currentOf,
  meterOf,
  previousOf,
  ruleLine,
  usageData,
  usageLinks,
  windowOf,
} from "./usage-parts";

function changeOf(data: Data): number | undefined {
  const sent = percentIn(data, "changePercent", "changePct");
  if (sent !== undefined) return sent;
  const [current, previous] = [currentOf(data), previousOf(data)];
  return current !== undefined && previous !== undefined && previous > 0 ? current / previous - 1 : undefined;
}

const usageChanged = defineEvent({
  type: "usage.changed",
  label: "Usage changed",
  family: "usage",
  description: "A customer's usage in one window differs from the window before.",
  data: usageData,
  severity: "info",
  emoji: ":bar_chart:",
  wording: (view) => {
    const { data, pen } = view;
    const change = given(changeOf(data), (share) => ` ${signedPercent(pen, share)}`) || " changed";
    return {
      headline: say`${subject(view)} ${brief(meterOf(data), 30) ?? "usage"}${change} ${brief(windowOf(data), 24) ?? "week over week"}`,
      why: sentences(
        previousOf(data) === 0
          ? "There was nothing in the window before, so there is no percentage."
          : undefined,
        flagIn(data, "isPartial") ? "The window is not over yet." : undefined,
        ruleLine(data),
      ),
    };
  },
  fields: (view) => {
    const { data, pen } = view;
    const [current, previous] = [currentOf(data), previousOf(data)];
    return metrics({
      Meter: meterOf(data),
      "This window": amountText(view, current),
      "Window before": amountText(view, previous),
      Change:
        current === undefined || previous === undefined
          ? undefined
          : changeOfNumber(pen, previous, current, "percent"),
      Owner: ownerOf(view),
    });
  },
  links: usageLinks,
  vary: ({ data }) => byRule(data) ?? ((changeOf(data) ?? 0) < 0 ? graded("warning") : undefined),
  feeds: ["usage", "engagement"],
  sample: {
    id: "sample_usage_changed",
    type: "usage.changed",
    occurredAt: at,
    customer: acme,
    data: {
      meter: "usage",
      current: 770,
      previous: 1000,
      window: "week over week",
      url: "https://app.example/c/acme/usage",
    },
  },
});

export const usageChanges = [usageChanged];
