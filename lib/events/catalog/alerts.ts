import { z } from "zod";
import { severities } from "@/db/enums";
import { say } from "@/lib/messages/sentence";
import type { SampleEvent } from "../sample";
import { defineEvent, joining, type Story, type View } from "./define";
import { brief, customerPage, few, given, graded, links, metrics, sentence, sentences, who } from "./parts";
import { type Data, textIn, textsIn, urlIn } from "./read";
import { acme, at } from "./samples-of";
import { label, list, named, url } from "./shapes";

const data = z.looseObject({
  alertId: label,
  name: named,
  severity: label,
  reason: label,
  currentValue: label,
  thresholdValue: label,
  condition: label,
  window: label,
  duration: label,
  entities: list,
  url,
});

const nameOf = (data: Data) =>
  brief(textIn(data, "name", "rule", "title", "notificationName", "alert"), 60) ?? "Alert";

/** The severity that the sender's rule has; words that others use for it count. */
function severityOf(data: Data) {
  const sent = textIn(data, "severity", "level", "priority")?.toLowerCase() ?? "";
  const known = severities.find((severity) => severity === sent);
  if (known) return known;
  if (/^(?:crit|fatal|high|urgent|error|p1)/.test(sent)) return "critical";
  return /^(?:low|notice|p[45])/.test(sent) ? "info" : undefined;
}

function bySeverity({ data }: View) {
  const severity = severityOf(data);
  return severity && graded(severity);
}

function fields({ data }: View) {
  return metrics({
    Current: textIn(data, "currentValue", "current", "value"),
    Threshold: textIn(data, "thresholdValue", "threshold"),
    Condition: textIn(data, "condition", "thresholdCondition"),
    Window: textIn(data, "window", "range"),
    Meter: textIn(data, "meter", "meterName"),
    Affected: few(textsIn(data, "entities", "entityList"), 5),
  });
}

const alertLinks = (view: View) =>
  links({
    "Open alert": urlIn(view.data, "url", "uiHyperlink", "link"),
    "Open customer": customerPage(view),
  });

const forWhom = ({ customer }: View) => (customer ? say`: ${who(customer, "")}` : "");
const value = ({ data }: View) =>
  given(brief(textIn(data, "currentValue", "current", "value"), 20), (text) => ` (${text})`);

/** One alert for one customer is one story; an alert without an id cannot be known again. */
function alertStory({ data, customer }: View, phase: Story["phase"], rank: number): Story | undefined {
  const id = textIn(data, "alertId", "notificationId", "incidentId");
  if (id === undefined) return undefined;
  return joining(`alert:${id}${given(customer?.id, (who) => `/${who}`)}`, phase, rank);
}

const sampleOf = (type: string, data: Record<string, unknown>): SampleEvent => ({
  id: `sample_${type.replace(".", "_")}`,
  type,
  occurredAt: at,
  customer: acme,
  data: {
    alertId: "al_5",
    name: "API errors above 2 %",
    currentValue: "3.4 %",
    thresholdValue: "2 %",
    window: "15 min",
    ...data,
    url: "https://app.example/alerts/5",
  },
});

export const alerts = [
  defineEvent({
    type: "alert.triggered",
    label: "Alert triggered",
    family: "alerts",
    description: "A condition that one of your own systems watches has come true.",
    data,
    severity: "warning",
    wording: (view) => ({
      headline: say`${nameOf(view.data)}${forWhom(view)}${value(view)}`,
      why: sentences(sentence(textIn(view.data, "reason", "description", "message"))),
    }),
    fields,
    links: alertLinks,
    vary: bySeverity,
    story: (view) => alertStory(view, "opens", 1),
    sample: sampleOf("alert.triggered", {
      severity: "critical",
      reason: "Three of five nodes answer slowly",
    }),
  }),
  defineEvent({
    type: "alert.updated",
    label: "Alert updated",
    family: "alerts",
    description: "An alert that goes on has changed.",
    data,
    severity: "warning",
    wording: (view) => ({
      headline: say`Update: ${nameOf(view.data)}${forWhom(view)}${value(view)}`,
      why: sentences(sentence(textIn(view.data, "reason", "description", "message"))),
    }),
    fields,
    links: alertLinks,
    vary: bySeverity,
    story: (view) => alertStory(view, "updates", 2),
    sample: sampleOf("alert.updated", { currentValue: "2.6 %" }),
  }),
  defineEvent({
    type: "alert.resolved",
    label: "Alert resolved",
    family: "alerts",
    description: "The condition no longer holds.",
    data,
    severity: "good",
    wording: (view) => ({
      headline: say`Resolved: ${nameOf(view.data)}${forWhom(view)}${value(view)}`,
      why: sentences(given(textIn(view.data, "duration"), (text) => `It lasted ${text}.`)),
    }),
    fields,
    links: alertLinks,
    story: (view) => alertStory(view, "resolves", 3),
    sample: sampleOf("alert.resolved", { currentValue: "0.3 %", duration: "41 min" }),
  }),
];
