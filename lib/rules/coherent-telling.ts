import type { FieldError } from "@/lib/errors";
import { linkableUrl } from "@/lib/messages/url";
import { isTimeZone } from "@/lib/projects/time-zone";
import type { Filter } from "@/lib/routing/filter";
import { compileExpression } from "./expression";
import type { RuleInput, Schedule } from "./schema";

const isTogether = ({ scope }: RuleInput) => scope.kind === "all" || scope.kind === "segment";

/** Moments of which there is one only: nothing goes on that could be told again, or waited for. */
const isOnce = ({ condition }: RuleInput) =>
  condition.kind === "seen" ||
  (condition.kind === "change" && "days" in condition.against && condition.against.days === 0);

function checkTimes(rule: RuleInput): FieldError[] {
  const { repeatMinutes, cooldownMinutes, forMinutes, schedule, condition } = rule;
  const errors: FieldError[] = [];
  if (repeatMinutes !== undefined && isOnce(rule))
    errors.push({
      pointer: "/repeatMinutes",
      message: "must be left out: it is told once, and does not go on",
    });
  else if (repeatMinutes !== undefined && cooldownMinutes !== undefined && repeatMinutes < cooldownMinutes)
    errors.push({
      pointer: "/repeatMinutes",
      message: "must not be less than cooldownMinutes, within which nothing is told",
    });
  if (condition.kind !== "seen") return errors;
  const waits = { cooldownMinutes, forMinutes, schedule };
  for (const [name, value] of Object.entries(waits)) {
    if (value !== undefined)
      errors.push({
        pointer: `/${name}`,
        message: "must be left out: what is seen for the first time is told at once",
      });
  }
  return errors;
}

const isAlways = ({ from, to, days }: Schedule) => from === to && new Set(days).size === 7;

function checkSchedule({ schedule }: RuleInput): FieldError[] {
  if (!schedule) return [];
  const errors: FieldError[] = [];
  if (schedule.timeZone !== undefined && !isTimeZone(schedule.timeZone))
    errors.push({ pointer: "/schedule/timeZone", message: "must be a time zone such as Europe/Berlin" });
  if (new Set(schedule.days).size < schedule.days.length)
    errors.push({ pointer: "/schedule/days", message: "must name each day once" });
  if (schedule.when === "outside" && isAlways(schedule))
    errors.push({
      pointer: "/schedule",
      message: "must leave a time to tell: outside of all hours there is none",
    });
  return errors;
}

type Place = { pointer: string; field: string };

function fieldsOf(filter: Filter, pointer: string): Place[] {
  if ("all" in filter)
    return filter.all.flatMap((child, index) => fieldsOf(child, `${pointer}/all/${index}`));
  if ("any" in filter)
    return filter.any.flatMap((child, index) => fieldsOf(child, `${pointer}/any/${index}`));
  if ("not" in filter) return fieldsOf(filter.not, `${pointer}/not`);
  return [{ pointer: `${pointer}/field`, field: filter.field }];
}

function checkFilters(rule: RuleInput): FieldError[] {
  const { filter, scope, expression } = rule;
  const places = [
    ...(filter ? fieldsOf(filter, "/filter") : []),
    ...(scope.kind === "segment" ? fieldsOf(scope.filter, "/scope/filter") : []),
  ];
  const errors = places
    .filter(({ field }) => !field.startsWith("customer."))
    .map(({ pointer }) => ({ pointer, message: "must be about the customer, such as customer.tier" }));
  if (filter && isTogether(rule))
    errors.push({
      pointer: "/filter",
      message: 'must be left out: use the scope { "kind": "segment", "filter": … }',
    });
  const parsed = expression === undefined || expression === "" ? undefined : compileExpression(expression);
  if (expression === "") errors.push({ pointer: "/expression", message: "may not be empty: leave it out" });
  if (parsed?.ok === false) errors.push({ pointer: "/expression", message: parsed.message });
  if (parsed?.ok && parsed.readsCustomer && isTogether(rule))
    errors.push({
      pointer: "/expression",
      message: "must not ask about customer: the rule is about several as a whole",
    });
  return errors;
}

function checkRecipients(rule: RuleInput): FieldError[] {
  const { destinations, ownerRouting, runbookUrl } = rule;
  const errors: FieldError[] = [];
  destinations.forEach(({ destinationId }, index) => {
    if (destinations.findIndex((other) => other.destinationId === destinationId) < index)
      errors.push({
        pointer: `/destinations/${index}/destinationId`,
        message: "is there already: name its severities in one place",
      });
  });
  if (ownerRouting !== "none" && isTogether(rule))
    errors.push({
      pointer: "/ownerRouting",
      message: "must be none: several customers as a whole have no owner",
    });
  if (runbookUrl !== undefined && (runbookUrl.startsWith("mailto:") || linkableUrl(runbookUrl) === undefined))
    errors.push({ pointer: "/runbookUrl", message: "must be a link that begins with https:// or http://" });
  return errors;
}

/** What of whom it is about, when and to whom it is told does not go together. */
export function checkTelling(rule: RuleInput): FieldError[] {
  return [...checkTimes(rule), ...checkSchedule(rule), ...checkFilters(rule), ...checkRecipients(rule)];
}
