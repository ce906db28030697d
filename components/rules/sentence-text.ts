import { describeFilter } from "@/components/routes/filter-draft";
import { tones } from "@/lib/messages/tone";
import { describeRule } from "@/lib/rules/describe";
import type { RuleDefinition } from "@/lib/rules/schema";
import { splitFilter } from "./filter-shortcuts";
import { stretchOf } from "./rule-draft";

const orList = (words: readonly string[]) => words.join(" or ");

/** Which customers count, as far as not all do. */
function whoOf({ filter, expression }: RuleDefinition): string {
  const { minMrr, tiers, filterZones, rest } = splitFilter(filter);
  const parts = [
    ...(minMrr === "" ? [] : [`MRR is at least ${minMrr}`]),
    ...(tiers.length === 0 ? [] : [`tier is ${orList(tiers)}`]),
    ...(filterZones.length === 0 ? [] : [`health is ${orList(filterZones)}`]),
    ...(rest === null ? [] : [describeFilter(rest)]),
    ...(expression === undefined ? [] : ["the expression holds"]),
  ];
  return parts.length === 0 ? "" : ` Only where ${parts.join(" and ")}.`;
}

/** When a rule has something to tell, and of whom. */
export const sentenceOf = (rule: RuleDefinition) => `${describeRule(rule)}.${whoOf(rule)}`;

function spanWords(minutes: number): string {
  const { count, unit } = stretchOf(minutes, "minutes");
  return count === "1" ? `1 ${unit.slice(0, -1)}` : `${count} ${unit}`;
}

const dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

function scheduleWords({ schedule }: RuleDefinition): string[] {
  if (!schedule) return [];
  const days = [...schedule.days].sort();
  const isWorkweek = days.join() === "1,2,3,4,5";
  const when = isWorkweek
    ? "Monday to Friday"
    : days.length === 7
      ? "every day"
      : days.map((day) => dayNames[day - 1]).join(", ");
  const side = schedule.when === "inside" ? "only" : "only outside of";
  return [`${side} ${when} ${schedule.from}–${schedule.to}`];
}

/** How it is told: how gravely, after what wait, how often, and whether its end is. */
export function tellingOf(rule: RuleDefinition): string {
  const { severity, forMinutes, cooldownMinutes, repeatMinutes, tellRecovered, condition } = rule;
  const goesOn = condition.kind !== "seen" && !rule.cron;
  const parts = [
    `Told as “${tones[severity].word}”`,
    ...(forMinutes ? [`once it has lasted ${spanWords(forMinutes)}`] : []),
    ...scheduleWords(rule),
    ...(cooldownMinutes ? [`at most once in ${spanWords(cooldownMinutes)}`] : []),
    ...(repeatMinutes ? [`again every ${spanWords(repeatMinutes)} while it lasts`] : []),
    ...(goesOn && tellRecovered ? ["and when it is over"] : []),
  ];
  return `${parts.join(", ").replace(/, and when/, " and when")}.`;
}
