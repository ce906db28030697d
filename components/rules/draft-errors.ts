import type { RuleDraft } from "./draft";

const signalInputs: Readonly<Record<string, string>> = {
  meter: "meter",
  field: "field",
  currency: "currency",
  eventType: "eventType",
  credits: "credits",
  measure: "measure",
  of: "unknownOf",
};

const conditionInputs: Readonly<Record<string, string>> = {
  by: "changeBy",
  severities: "stepSeverities",
  direction: "condition",
  kind: "condition",
  inclusive: "bound",
};

const ruleInputs: Readonly<Record<string, string>> = {
  forMinutes: "forCount",
  cooldownMinutes: "cooldownCount",
  repeatMinutes: "repeatCount",
  enabled: "name",
  schedule: "scheduleWhen",
  cron: "cronExpression",
};

const scheduleInputs: Readonly<Record<string, string>> = {
  days: "scheduleDays",
  from: "scheduleFrom",
  to: "scheduleTo",
  timeZone: "scheduleZone",
  when: "scheduleWhen",
};

function conditionInput(rest: readonly string[]): string {
  const [part = "kind", inner] = rest;
  if (part === "of") return inner === "field" ? "ofField" : "ofValue";
  return conditionInputs[part] ?? part;
}

/** The input of the form that a place in a rule belongs to, so that what is wrong is told where it was typed. */
export function inputOf(path: readonly PropertyKey[], { type }: Pick<RuleDraft, "type">): string {
  const [first = "", ...rest] = path.map(String).filter((part) => part !== "definition");
  switch (first) {
    case "signal":
      if (rest[0] === "meter" && type === "balance") return "balanceMeter";
      if (rest[0] === "measure" && type === "balance") return "balanceMeasure";
      return signalInputs[rest[0] ?? ""] ?? "type";
    case "scope":
      return rest[0] === "customerId" ? "customerId" : rest[0] === "filter" ? "segment" : "scope";
    case "condition":
      return conditionInput(rest);
    case "cron":
      return rest[0] === "timeZone" ? "cronZone" : "cronExpression";
    case "schedule":
      return scheduleInputs[rest[0] ?? ""] ?? "scheduleWhen";
    default:
      return ruleInputs[first] ?? first;
  }
}

/** Inputs by the step of the form that they stand in; what is not named stands in the second. */
const stepOne = new Set(["type"]);
const stepThree = new Set([
  "cooldownCount",
  "repeatCount",
  "tellRecovered",
  "cronExpression",
  "cronZone",
  "destinations",
  "recipientSeverities",
  "ownerRouting",
  "action",
  "runbookUrl",
  "enabled",
]);

/** The step that an input stands in. */
export function stepOf(input: string): 1 | 2 | 3 {
  if (stepOne.has(input)) return 1;
  return stepThree.has(input) ? 3 : 2;
}
