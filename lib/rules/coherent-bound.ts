import type { FieldError } from "@/lib/errors";
import { unitsOf } from "./amount";
import type { Condition, Override, RuleInput } from "./schema";
import { mustWait } from "./window";

function checkClear(condition: Condition): FieldError[] {
  if (condition.kind !== "above" && condition.kind !== "below" && condition.kind !== "share") return [];
  if (condition.clear === undefined) return [];
  const isAbove = condition.kind === "share" ? condition.direction === "above" : condition.kind === "above";
  const bound = condition.kind === "share" ? condition.percent : condition.value;
  const isRight = isAbove
    ? unitsOf(condition.clear) <= unitsOf(bound)
    : unitsOf(condition.clear) >= unitsOf(bound);
  if (isRight) return [];
  const message = `must not be ${isAbove ? "above" : "below"} ${bound}: it is the level at which the alarm is over`;
  return [{ pointer: "/condition/clear", message }];
}

const escaped = (key: string) => key.replaceAll("~", "~0").replaceAll("/", "~1");

function checkSteps(condition: Condition): FieldError[] {
  if (condition.kind !== "steps") return [];
  const { steps, severities } = condition;
  const errors: FieldError[] = [];
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    if (before !== undefined && unitsOf(step) <= unitsOf(before))
      errors.push({ pointer: `/condition/steps/${index}`, message: `must be above ${before}: steps go up` });
  });
  for (const step of Object.keys(severities)) {
    if (!steps.includes(step))
      errors.push({
        pointer: `/condition/severities/${escaped(step)}`,
        message: `must be one of the steps ${steps.join(", ")}`,
      });
  }
  return errors;
}

function checkJudge(rule: RuleInput): FieldError[] {
  const { judge, window, forMinutes, condition } = rule;
  const errors: FieldError[] = [];
  if (judge !== undefined && window === undefined)
    errors.push({ pointer: "/judge", message: "must be left out: there is no window to judge" });
  const waits = window !== undefined && (judge === "window_end" || (judge === undefined && mustWait(rule)));
  if (window !== undefined && judge === "live" && mustWait(rule))
    errors.push({
      pointer: "/judge",
      message: "must be window_end: a sum starts at zero with every window, which is below everything",
    });
  if (forMinutes !== undefined && waits)
    errors.push({
      pointer: "/forMinutes",
      message: "must be left out: a window that is over does not change any more",
    });
  if (forMinutes !== undefined && condition.kind === "steps")
    errors.push({ pointer: "/forMinutes", message: "must be left out: a step counts when it is reached" });
  if (forMinutes !== undefined && condition.kind === "absent")
    errors.push({ pointer: "/forMinutes", message: "must be left out: say the whole time in hours" });
  return errors;
}

/** What an override's number must be, by condition; undefined where it has none. */
function defectOfValue(condition: Condition, value: string): string | undefined {
  switch (condition.kind) {
    case "above":
    case "below":
      return undefined;
    case "share":
    case "change":
      return unitsOf(value) > 0n ? undefined : "must be above zero";
    case "absent":
      return /^[1-9]\d{0,3}$/.test(value) ? undefined : "must be whole hours, from 1 to 9999";
    default:
      return `must be left out: ${condition.kind} has no bound that could differ`;
  }
}

function checkOverride(rule: RuleInput, { customerId, value }: Override, index: number): FieldError[] {
  const errors: FieldError[] = [];
  const isTwice = rule.overrides.findIndex((other) => other.customerId === customerId) < index;
  if (isTwice) errors.push({ pointer: `/overrides/${index}/customerId`, message: "is there already" });
  const defect = value === undefined ? undefined : defectOfValue(rule.condition, value);
  if (defect) errors.push({ pointer: `/overrides/${index}/value`, message: defect });
  return errors;
}

function checkOverrides(rule: RuleInput): FieldError[] {
  const { overrides, scope } = rule;
  if (overrides.length > 0 && (scope.kind === "all" || scope.kind === "segment"))
    return [{ pointer: "/overrides", message: "must be empty: the rule is about no single customer" }];
  return overrides.flatMap((override, index) => checkOverride(rule, override, index));
}

/** What of a rule's numbers does not go together: the clear level, the steps, the overrides, and when it is judged. */
export function checkBounds(rule: RuleInput): FieldError[] {
  return [
    ...checkClear(rule.condition),
    ...checkSteps(rule.condition),
    ...checkJudge(rule),
    ...checkOverrides(rule),
  ];
}
