import type { FieldError } from "@/lib/errors";
import { isTimeZone } from "@/lib/projects/time-zone";
import { cronDefect } from "@/lib/schedule/cron";
import type { Condition, RuleInput } from "./schema";

/** What happens at a moment of its own has no state that could be looked at later; undefined for what can be. */
function momentOf(condition: Condition): string | undefined {
  if (condition.kind === "seen") return "what is seen for the first time is told at once";
  if (condition.kind === "steps") return "a step is told when it is reached; use above or share";
  const isJustNow =
    condition.kind === "change" && "days" in condition.against && condition.against.days === 0;
  return isJustNow ? "a change against the value just before is told when it happens" : undefined;
}

/** What does not go with looking at certain times only. */
export function checkCron(rule: RuleInput): FieldError[] {
  const { cron, condition, judge, forMinutes, repeatMinutes, schedule } = rule;
  if (!cron) return [];
  const errors: FieldError[] = [];
  const defect = cronDefect(cron.expression);
  if (defect !== undefined) errors.push({ pointer: "/cron/expression", message: defect });
  if (cron.timeZone !== undefined && !isTimeZone(cron.timeZone))
    errors.push({ pointer: "/cron/timeZone", message: "must be a time zone such as Europe/Berlin" });
  const moment = momentOf(condition);
  if (moment !== undefined) errors.push({ pointer: "/cron", message: `must be left out: ${moment}` });
  for (const [name, value] of Object.entries({ judge, forMinutes, repeatMinutes, schedule })) {
    if (value !== undefined)
      errors.push({
        pointer: `/${name}`,
        message: "must be left out: cron says when it is looked at and told",
      });
  }
  if ("clear" in condition && condition.clear !== undefined)
    errors.push({
      pointer: "/condition/clear",
      message: "must be left out: with cron nothing goes on from one look to the next",
    });
  return errors;
}
