import type { Condition, RuleInput, Signal, Target } from "@/lib/rules/schema";
import { blankDraft, type RuleDraft, type RuleType } from "./draft";
import { splitFilter } from "./filter-shortcuts";

type Part = Partial<RuleDraft>;

function typeOf({ kind }: Signal, condition: Condition): RuleType {
  if (condition.kind === "absent") return "absence";
  if (kind === "meter") return "usage";
  return kind === "field" ? "customer" : kind;
}

function signalPart(signal: Signal, isAbsence: boolean): Part {
  switch (signal.kind) {
    case "meter":
      return { meter: signal.meter, measure: signal.measure, ...(isAbsence && { absenceOf: "meter" }) };
    case "field":
      return { field: signal.field, currency: signal.currency ?? "" };
    case "revenue":
      return { currency: signal.currency, ...(isAbsence && { absenceOf: "revenue" }) };
    case "events":
      return { eventType: signal.eventType, ...(isAbsence && { absenceOf: "events" }) };
    case "balance":
      return {
        credits: signal.credits,
        balanceMeter: signal.meter ?? "",
        balanceMeasure: signal.measure,
      };
    case "unknown":
      return { unknownOf: signal.of };
  }
}

function targetPart(of: Target | undefined): Part {
  if (of === undefined) return { ofKind: "none" };
  return "field" in of ? { ofKind: "field", ofField: of.field } : { ofKind: "value", ofValue: of.value };
}

const boundOf = (inclusive: boolean) => (inclusive ? "from" : "beyond");

function conditionPart(condition: Condition): Part {
  switch (condition.kind) {
    case "above":
    case "below":
      return {
        condition: condition.kind,
        value: condition.value,
        bound: boundOf(condition.inclusive),
        clear: condition.clear ?? "",
      };
    case "share":
      return {
        condition: condition.direction === "above" ? "shareAbove" : "shareBelow",
        percent: condition.percent,
        bound: boundOf(condition.inclusive),
        clear: condition.clear ?? "",
        ...targetPart(condition.of),
      };
    case "change": {
      const { by, against, direction, inclusive } = condition;
      return {
        condition: direction,
        bound: boundOf(inclusive),
        ...("percent" in by
          ? { changeUnit: "percent", changeBy: by.percent }
          : { changeUnit: "points", changeBy: by.points }),
        against: String("windows" in against ? against.windows : against.days),
      };
    }
    case "steps":
      return {
        condition: "steps",
        steps: condition.steps.join(", "),
        every: condition.every ?? "",
        stepSeverities: JSON.stringify(condition.severities),
        ...targetPart(condition.of),
      };
    case "zone":
      return { condition: "zone", zones: [...condition.zones] };
    case "absent":
      return { condition: "absent", hours: String(condition.hours) };
    case "seen":
      return { condition: "seen" };
  }
}

type Stretch = { count: string; unit: string };

/** A number of minutes in the largest unit that it is a whole number of. */
export function stretchOf(minutes: number | undefined, usual: string): Stretch {
  if (minutes === undefined) return { count: "", unit: usual };
  if (minutes % 1_440 === 0) return { count: String(minutes / 1_440), unit: "days" };
  if (minutes % 60 === 0) return { count: String(minutes / 60), unit: "hours" };
  return { count: String(minutes), unit: "minutes" };
}

function timingPart({ forMinutes, cooldownMinutes, repeatMinutes, schedule, cron }: RuleInput): Part {
  const hold = stretchOf(forMinutes, "minutes");
  const cooldown = stretchOf(cooldownMinutes, "hours");
  const repeat = stretchOf(repeatMinutes, "days");
  return {
    forCount: hold.count,
    forUnit: hold.unit,
    cooldownCount: cooldown.count,
    cooldownUnit: cooldown.unit,
    repeatCount: repeat.count,
    repeatUnit: repeat.unit,
    ...(cron && { cronExpression: cron.expression, cronZone: cron.timeZone ?? "" }),
    ...(schedule && {
      scheduleWhen: schedule.when,
      scheduleZone: schedule.timeZone ?? "",
      scheduleDays: schedule.days.map(String),
      scheduleFrom: schedule.from,
      scheduleTo: schedule.to,
    }),
  };
}

const jsonOf = (value: object | null) =>
  value === null || Object.keys(value).length === 0 ? "" : JSON.stringify(value);

function peoplePart({ destinations, ownerRouting, action, runbookUrl, overrides }: RuleInput): Part {
  const chosen = destinations.flatMap(({ destinationId, severities }) =>
    severities ? [[destinationId, severities]] : [],
  );
  return {
    destinations: destinations.map(({ destinationId }) => destinationId),
    recipientSeverities: jsonOf(Object.fromEntries(chosen)),
    ownerRouting,
    action: action ?? "",
    runbookUrl: runbookUrl ?? "",
    overrides: jsonOf(overrides),
  };
}

/** A rule as the form shows it. */
export function draftOfRule(rule: RuleInput & { id?: string }): RuleDraft {
  const { rest, ...shortcuts } = splitFilter(rule.filter);
  const { scope } = rule;
  return {
    ...blankDraft,
    ruleId: rule.id ?? "",
    name: rule.name,
    description: rule.description,
    enabled: rule.enabled,
    type: typeOf(rule.signal, rule.condition),
    ...signalPart(rule.signal, rule.condition.kind === "absent"),
    scope: scope.kind,
    ...(scope.kind === "customer" && { customerId: scope.customerId }),
    ...(scope.kind === "segment" && { segment: JSON.stringify(scope.filter) }),
    ...(rule.window !== undefined && { window: rule.window }),
    ...conditionPart(rule.condition),
    judge: rule.judge ?? "",
    environment: rule.environment,
    ...shortcuts,
    filter: jsonOf(rest),
    expression: rule.expression ?? "",
    severity: rule.severity,
    tellRecovered: rule.tellRecovered,
    ...timingPart(rule),
    ...peoplePart(rule),
  };
}
