import { say } from "@/lib/messages/sentence";
import type { SampleEvent } from "../sample";
import { defineEvent, joining, type Story, type View } from "./define";
import { customerPage, links, metrics, ownerOf, sentences } from "./parts";
import { instantIn, textIn, urlIn } from "./read";
import { ruleFields } from "./rules-fields";
import { ruleData } from "./rules-parts";
import { firedSentence, recoveredSentence, ruleFor, whyOf } from "./rules-wording";
import { acme, at } from "./samples-of";
import { byRule } from "./usage-parts";

const ruleLinks = (view: View) =>
  links({
    "Open customer": customerPage(view),
    Runbook: urlIn(view.data, "runbookUrl"),
    Open: urlIn(view.data, "url"),
  });

/** The case that the rule itself has named: this rule for this customer, by period where each period is a story of its own. */
const storyIn = ({ data }: View, phase: Story["phase"], rank: number, status?: string) =>
  joining(textIn(data, "caseKey"), phase, rank, { ...periodEnd(data), ...(status && { status }) });

const momentIn = (value: unknown, key: string): Date | undefined =>
  typeof value === "object" && value !== null ? instantIn({ ...value }, key) : undefined;

/** The story of a period ends with it; lib/cases/periods says so without news. */
function periodEnd(data: View["data"]): { expiresAt?: Date } {
  const [start, end] = [momentIn(data.window, "start"), momentIn(data.window, "end")];
  const isOfPeriod = start && textIn(data, "caseKey")?.endsWith(`/${start.toISOString()}`);
  return isOfPeriod && end ? { expiresAt: end } : {};
}

const week = {
  size: "week",
  start: "2026-11-16T00:00:00.000Z",
  end: "2026-11-23T00:00:00.000Z",
  label: "this week",
};

const hoursRule = {
  ruleId: "rul_01jd7m0c0000000000000000",
  rule: "Over 1,000 hours a week",
  revision: 1,
  kind: "meter",
  signal: "api-hours",
  meter: "api-hours",
  meterId: "api-hours",
  measure: "sum",
  scope: "each",
  conditionKind: "above",
  condition: "above 1,000",
  thresholdCondition: "above",
  threshold: "1000",
  unit: "h",
  window: week,
  isPartial: true,
  severity: "warning",
  caseKey: "rule:rul_01jd7m0c0000000000000000/cus_acme/2026-11-16T00:00:00.000Z",
};

const revenueRule = {
  ruleId: "rul_01jd7m0c0000000000000001",
  rule: "Quarterly revenue target",
  revision: 3,
  kind: "revenue",
  signal: "Revenue",
  currency: "USD",
  scope: "all",
  conditionKind: "steps",
  condition: "reaches 25, 50, 75 or 90 % of $3,000,000",
  thresholdCondition: "reached",
  threshold: "75",
  step: "75",
  target: { amount: "3000000", currency: "USD" },
  percent: "75.2",
  value: { amount: "2256000", currency: "USD" },
  window: {
    size: "quarter",
    start: "2026-10-01T00:00:00.000Z",
    end: "2027-01-01T00:00:00.000Z",
    label: "in Q4",
  },
  isPartial: true,
  severity: "good",
  caseKey: "rule:rul_01jd7m0c0000000000000001/all/2026-10-01T00:00:00.000Z",
};

const healthRule = {
  ruleId: "rul_01jd7m0c0000000000000002",
  rule: "Health in the red",
  revision: 1,
  kind: "field",
  signal: "Health score",
  field: "healthScore",
  scope: "each",
  conditionKind: "below",
  condition: "below 40",
  thresholdCondition: "below",
  threshold: "40",
  value: "61",
  zone: "yellow",
  severity: "warning",
  caseKey: "rule:rul_01jd7m0c0000000000000002/cus_acme",
};

const sampleOf = (type: string, data: Record<string, unknown>, customer = true): SampleEvent => ({
  id: `sample_${type.replace(".", "_")}`,
  type,
  occurredAt: at,
  ...(customer ? { customer: acme } : {}),
  data,
});

const shared = {
  family: "rules",
  data: ruleData,
  fields: ruleFields,
  links: ruleLinks,
  feeds: [],
} as const;

/** What Bellwire's own rules tell. Bellwire records these itself; a backend has no need to send them. */
export const rules = [
  defineEvent({
    ...shared,
    type: "rule.triggered",
    label: "Rule triggered",
    description: "Recorded by Bellwire: what one of your rules watches has come true.",
    severity: "warning",
    wording: (view) => ({ headline: firedSentence(view), why: whyOf(view) }),
    vary: ({ data }) => byRule(data),
    story: (view) => storyIn(view, "opens", 1),
    sample: sampleOf("rule.triggered", {
      ...hoursRule,
      value: "1042",
      series: ["610", "655", "640", "702", "731", "800", "874", "1042"],
      action: "Offer the next plan before the invoice does",
      runbookUrl: "https://app.example/runbooks/over-usage",
    }),
  }),
  defineEvent({
    ...shared,
    type: "rule.step_reached",
    label: "Rule reached its next step",
    description: "Recorded by Bellwire: after an earlier step, a rule has reached a further one.",
    severity: "info",
    wording: (view) => ({ headline: firedSentence(view), why: whyOf(view) }),
    vary: ({ data }) => byRule(data),
    story: (view) => storyIn(view, "updates", 2),
    sample: sampleOf("rule.step_reached", revenueRule, false),
  }),
  defineEvent({
    ...shared,
    type: "rule.still_firing",
    label: "Rule still firing",
    description: "Recorded by Bellwire: it goes on, and the rule is to say so every so often.",
    severity: "warning",
    wording: (view) => ({ headline: say`Still: ${firedSentence(view)}`, why: whyOf(view) }),
    vary: ({ data }) => byRule(data),
    story: (view) => storyIn(view, "updates", 3),
    sample: sampleOf("rule.still_firing", { ...hoursRule, value: "1310" }),
  }),
  defineEvent({
    ...shared,
    type: "rule.recovered",
    label: "Rule recovered",
    description: "Recorded by Bellwire: what a rule had told of holds no more.",
    severity: "good",
    wording: (view) => ({
      headline: say`Recovered: ${recoveredSentence(view)}`,
      why: sentences(
        textIn(view.data, "rule") &&
          `Rule “${textIn(view.data, "rule")}”: no longer ${textIn(view.data, "condition") ?? "so"}.`,
      ),
    }),
    story: (view) => storyIn(view, "resolves", 4, "Recovered"),
    sample: sampleOf("rule.recovered", healthRule),
  }),
  defineEvent({
    ...shared,
    type: "rule.ended",
    label: "Rule switched off",
    description:
      "Recorded by Bellwire: a rule was switched off or deleted while it was firing, so its case is closed.",
    severity: "info",
    wording: (view) => ({
      headline: say`Closed: ${ruleFor(view)}`,
      why: "The rule was switched off or deleted while it was firing; nobody watches this any more.",
    }),
    fields: (view) =>
      metrics({
        Rule: textIn(view.data, "rule"),
        Condition: textIn(view.data, "condition"),
        Owner: ownerOf(view),
      }),
    story: (view) => storyIn(view, "resolves", 5, "Closed"),
    sample: sampleOf("rule.ended", hoursRule),
  }),
];
