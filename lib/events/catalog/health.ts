import { z } from "zod";
import { reaches } from "@/lib/messages/bounds";
import { changeOfNumber } from "@/lib/messages/change";
import { say } from "@/lib/messages/sentence";
import { defineEvent, type View } from "./define";
import { customerPage, given, graded, links, metrics, ownerOf, phrases, sentences, subject } from "./parts";
import { type Data, dayIn, numberIn, shareIn, textIn, textsIn, urlIn } from "./read";
import { acme, at } from "./samples-of";
import { instant, label, list, money, quantity, url } from "./shapes";
import { mrrOf } from "./subscription-parts";

const moneyOf = (view: View) => {
  const mrr = mrrOf(view);
  return mrr && view.pen.money(mrr);
};

const scoreOf = (data: Data) => numberIn(data, "score", "healthScore", "currentScore");
const previousOf = (data: Data) => numberIn(data, "previousScore", "previous", "oldScore");
const renewalOf = ({ data, pen }: View) => pen.day(dayIn(data, "renewalOn", "renewalDate", "renewsOn"));
const reasonsOf = (data: Data) => textsIn(data, "reasons", "reason", "drivers");

/** The zone as sent, or by the usual bounds: red below 40, yellow below 70 (STA-50). */
function zoneOf(data: Data): "red" | "yellow" | "green" | undefined {
  const zone = textIn(data, "zone", "healthZone")?.toLowerCase();
  if (zone === "red" || zone === "yellow" || zone === "green") return zone;
  const score = scoreOf(data);
  if (score === undefined) return undefined;
  return score < 40 ? "red" : score < 70 ? "yellow" : "green";
}

function isRise(data: Data): boolean {
  const [score, previous] = [scoreOf(data), previousOf(data)];
  return score !== undefined && previous !== undefined && score > previous;
}

function healthWording(view: View) {
  const { data, pen } = view;
  const [score, previous] = [scoreOf(data), previousOf(data)];
  const numbers =
    score === undefined
      ? " changed"
      : ` ${previous === undefined ? pen.number(score) : changeOfNumber(pen, previous, score)}`;
  return {
    headline: say`${subject(view)} health${numbers}`,
    why: sentences(
      phrases(reasonsOf(data), 3),
      given(textIn(data, "rule", "ruleName"), (rule) => `Rule: ${rule}.`),
    ),
  };
}

const healthChanged = defineEvent({
  type: "customer.health_changed",
  label: "Health changed",
  family: "health",
  description: "A customer's health score moved far enough to matter, mostly down.",
  data: z.looseObject({
    score: quantity,
    previousScore: quantity,
    zone: label,
    engagement: label,
    reasons: list,
    renewalOn: instant,
    mrr: money,
    rule: label,
    url,
  }),
  severity: "warning",
  wording: healthWording,
  fields: (view) =>
    metrics({
      Score: given(scoreOf(view.data), (score) => `${view.pen.number(score)} of 100`) || undefined,
      Zone: zoneOf(view.data),
      MRR: moneyOf(view),
      Engagement: textIn(view.data, "engagement"),
      Renewal: renewalOf(view),
      Owner: ownerOf(view),
    }),
  links: (view) =>
    links({
      "Open profile": customerPage(view) ?? urlIn(view.data, "url"),
      "Open history": urlIn(view.data, "historyUrl"),
    }),
  vary: ({ data }) => {
    if (isRise(data)) return graded("good");
    const zone = zoneOf(data);
    return zone === "red" ? graded("critical") : zone === "green" ? graded("info") : undefined;
  },
  // No story: every drop is news, and most senders never say that a customer is well again.
  feeds: ["healthScore"],
  sample: {
    id: "sample_customer_health_changed",
    type: "customer.health_changed",
    occurredAt: at,
    customer: acme,
    data: {
      previousScore: 72,
      score: 54,
      zone: "yellow",
      engagement: "low",
      reasons: ["3 unanswered tickets", "Logins down 40 %", "Champion left"],
      renewalOn: "2027-01-31",
      rule: "drop of 10 points or more in 7 days",
    },
  },
});

const probabilityOf = (data: Data) => shareIn(data, "probability", "churnProbability", "risk");

const churnRisk = defineEvent({
  type: "customer.churn_risk",
  label: "Churn risk",
  family: "health",
  description: "A customer is likely to leave, by your own or a vendor's prediction.",
  data: z.looseObject({
    probability: quantity,
    factors: list,
    recommendation: label,
    lastContactOn: instant,
    renewalOn: instant,
    mrr: money,
    historyUrl: url,
    url,
  }),
  severity: "warning",
  wording: (view) => {
    const { data, pen } = view;
    return {
      headline: say`${subject(view)} likely to churn${given(probabilityOf(data), (share) => ` (${pen.percent(share)})`)}`,
      why: sentences(
        phrases(textsIn(data, "factors", "riskFactors", "reasons"), 5),
        given(
          phrases(textsIn(data, "recommendations", "recommendation", "recommendedActions"), 3),
          (actions) => `Next: ${actions}`,
        ),
      ),
    };
  },
  fields: (view) =>
    metrics({
      Probability: given(probabilityOf(view.data), view.pen.percent) || undefined,
      "MRR at risk": moneyOf(view),
      Renewal: renewalOf(view),
      "Last contact": view.pen.day(dayIn(view.data, "lastContactOn", "lastContactAt", "lastInteractionAt")),
      Owner: ownerOf(view),
    }),
  links: (view) =>
    links({
      "Open profile": customerPage(view) ?? urlIn(view.data, "url"),
      "Open history": urlIn(view.data, "historyUrl", "interactionsUrl"),
    }),
  // Almost certain, or much to lose.
  vary: (view) =>
    (probabilityOf(view.data) ?? 0) >= 0.8 || reaches(mrrOf(view), view.bounds.highValue)
      ? graded("critical")
      : undefined,
  feeds: ["churnProbability", "churn"],
  sample: {
    id: "sample_customer_churn_risk",
    type: "customer.churn_risk",
    occurredAt: at,
    customer: acme,
    data: {
      probability: 0.81,
      factors: ["Usage halved in 4 weeks", "Two invoices paid late", "No reply since October"],
      recommendation: "Call the sponsor before the renewal talk",
      renewalOn: "2026-12-31",
      lastContactOn: "2026-10-12",
      historyUrl: "https://app.example/c/acme/history",
    },
  },
});

export const health = [healthChanged, churnRisk];
