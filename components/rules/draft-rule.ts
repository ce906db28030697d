import { environments, ownerRoutings } from "@/db/enums";
import { parseFilter } from "@/lib/routing/filter";
import type { RuleInput } from "@/lib/rules/schema";
import type { RuleDraft } from "./draft";
import { conditionOf, numberText, signalOf } from "./draft-condition";
import { type Fit, fitOf } from "./draft-fit";
import { isSeverity, overridesIn, readJson, recipientSeveritiesIn } from "./draft-json";
import { joinFilter } from "./filter-shortcuts";

const minutesPer: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 1_440 };

/** Minutes of a count and its unit; undefined for none. What is no number comes to NaN, which the schema refuses. */
export function minutesOf(count: string, unit: string): number | undefined {
  return count.trim() === "" ? undefined : Number(count) * (minutesPer[unit] ?? 1);
}

const orUndefined = (text: string) => (text.trim() === "" ? undefined : text.trim());

const pick = <Word extends string>(words: readonly Word[], text: string, fallback: Word): Word =>
  words.find((word) => word === text) ?? fallback;

function scopeOf({ scope, customerId, segment }: RuleDraft): RuleInput["scope"] {
  if (scope === "customer") return { kind: "customer", customerId: customerId.trim() };
  if (scope !== "segment") return { kind: scope === "all" ? "all" : "each" };
  const parsed = parseFilter(readJson(segment));
  return { kind: "segment", filter: parsed.ok ? parsed.filter : { all: [] } };
}

function filterOf({ minMrr, tiers, filterZones, filter }: RuleDraft): RuleInput["filter"] {
  const parsed = parseFilter(readJson(filter));
  return joinFilter({ minMrr, tiers, filterZones, rest: parsed.ok ? parsed.filter : null });
}

function scheduleOf(draft: RuleDraft): RuleInput["schedule"] {
  const { scheduleWhen: when, scheduleZone, scheduleDays, scheduleFrom: from, scheduleTo: to } = draft;
  if (when !== "inside" && when !== "outside") return undefined;
  const timeZone = orUndefined(scheduleZone);
  return { when, days: scheduleDays.map(Number), from, to, ...(timeZone && { timeZone }) };
}

function cronOf({ cronExpression, cronZone }: RuleDraft): RuleInput["cron"] {
  const timeZone = orUndefined(cronZone);
  return { expression: cronExpression.trim(), ...(timeZone && { timeZone }) };
}

function overridesOf({ overrides }: RuleDraft, { hasBound }: Fit): RuleInput["overrides"] {
  return overridesIn(overrides).flatMap(({ customerId, value: typed, severity, muted }) => {
    const value = hasBound ? numberText(typed) : "";
    const isSaying = customerId.trim() !== "" && (value !== "" || severity !== "" || muted);
    if (!isSaying) return [];
    return [
      {
        customerId: customerId.trim(),
        ...(value !== "" && { value }),
        ...(severity !== "" && { severity }),
        ...(muted && { muted }),
      },
    ];
  });
}

function destinationsOf({ destinations, recipientSeverities }: RuleDraft): RuleInput["destinations"] {
  const chosen = recipientSeveritiesIn(recipientSeverities);
  return destinations.map((destinationId) => {
    const severities = chosen[destinationId] ?? [];
    return { destinationId, ...(severities.length > 0 && { severities }) };
  });
}

function windowOf(draft: RuleDraft): RuleInput["window"] {
  return fitOf(draft).hasWindow ? pick(windows, draft.window, "day") : undefined;
}
const windows = ["hour", "day", "week", "month", "quarter", "cycle"] as const;

/** Only what is there: a key without a value is not sent along. */
function present<Given extends Record<string, unknown>>(given: Given): Partial<Given> {
  const parts: Partial<Given> = { ...given };
  for (const name of Object.keys(parts)) if (given[name] === undefined) Reflect.deleteProperty(parts, name);
  return parts;
}

const judgeOf = ({ judge }: RuleDraft, { hasWindow, canJudgeLive, hasTimes }: Fit): RuleInput["judge"] => {
  if (!hasWindow) return undefined;
  if (hasTimes) return undefined;
  return judge === "window_end" || (judge === "live" && canJudgeLive) ? judge : undefined;
};

/** What is told when, and what may be done about it: only what goes with the rest. */
function telling(draft: RuleDraft, fit: Fit) {
  return present({
    judge: judgeOf(draft, fit),
    expression: orUndefined(draft.expression),
    forMinutes: fit.canLast ? minutesOf(draft.forCount, draft.forUnit) : undefined,
    cooldownMinutes: fit.goesOn ? minutesOf(draft.cooldownCount, draft.cooldownUnit) : undefined,
    repeatMinutes: fit.canRepeat ? minutesOf(draft.repeatCount, draft.repeatUnit) : undefined,
    schedule: fit.goesOn && !fit.hasTimes ? scheduleOf(draft) : undefined,
    cron: fit.hasTimes ? cronOf(draft) : undefined,
    action: orUndefined(draft.action),
    runbookUrl: orUndefined(draft.runbookUrl),
  });
}

/**
 * The rule that a draft means. Numbers are as they were typed, so what is missing or wrong in them is for the schema
 * (on the server) and for `gapsIn` (while typing) to say.
 */
export function ruleOf(draft: RuleDraft): RuleInput {
  const fit = fitOf(draft);
  return {
    name: draft.name,
    description: draft.description,
    enabled: draft.enabled,
    signal: signalOf(draft),
    scope: scopeOf(draft),
    condition: conditionOf(draft),
    environment: pick(environments, draft.environment, "production"),
    filter: fit.isOfOne ? filterOf(draft) : null,
    severity: isSeverity(draft.severity) ? draft.severity : "warning",
    tellRecovered: draft.tellRecovered,
    overrides: fit.isOfOne ? overridesOf(draft, fit) : [],
    destinations: destinationsOf(draft),
    ownerRouting: fit.isOfOne ? pick(ownerRoutings, draft.ownerRouting, "none") : "none",
    ...present({ window: windowOf(draft) }),
    ...telling(draft, fit),
  };
}
