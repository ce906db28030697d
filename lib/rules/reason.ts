import { houseLocale, localInstant, localNumber } from "@/lib/messages/locale";
import type { CompiledRule } from "./compile";
import { describeCondition, describeSignal, writerOf } from "./describe";
import { type Look, lookAt } from "./look";
import type { Observation } from "./observation";
import { percentChange, percentOf } from "./ratio";
import type { RuleDefinition } from "./schema";
import { meanOf } from "./telling";
import { windowLabel } from "./window-label";

const percent = (text: string) => `${localNumber(text, houseLocale)} %`;

/** The condition with the bound that applies to the customer. */
function conditionFor({ compiled: { rule, overrides }, seen }: Look): RuleDefinition["condition"] {
  const { condition } = rule;
  const value = overrides.get(seen.customerId)?.override.value;
  if (value === undefined) return condition;
  switch (condition.kind) {
    case "above":
    case "below":
      return { ...condition, value };
    case "share":
      return { ...condition, percent: value };
    case "change":
      return { ...condition, by: "percent" in condition.by ? { percent: value } : { points: value } };
    case "absent":
      return { ...condition, hours: Number(value) };
    default:
      return condition;
  }
}

/** The number as it is told: as a share of what it is compared with, or with what it was before. */
function numberWords({ compiled, seen }: Look): string {
  const { condition, signal } = compiled.rule;
  const write = writerOf(signal);
  const compared = meanOf(seen);
  const { value } = seen;
  if (value === null) return `no value of ${describeSignal(signal)}`;
  if (compared === null) return write(value);
  const share = percentOf(value, compared);
  const isShare = condition.kind === "share" || condition.kind === "steps";
  if (isShare)
    return share === undefined ? write(value) : `${write(value)} (${percent(share)} of ${write(compared)})`;
  if (condition.kind !== "change") return write(value);
  const change = percentChange(compared, value);
  return `${write(value)} after ${write(compared)}${change === undefined ? "" : ` (${percent(change)})`}`;
}

function absenceWords({ compiled, seen, verdict }: Look): string {
  if (verdict === null) return "nothing ever came of it, so nothing is missed";
  const { timeZone, rule } = compiled;
  const from = seen.lastSeenAt ?? rule.watchesSince.getTime();
  const since = localInstant(new Date(from).toISOString(), { locale: houseLocale, timeZone }, "datetime");
  const last =
    seen.lastSeenAt === null ? `nothing came since the rule watches, ${since}` : `the last came ${since}`;
  return verdict.holds ? last : `${last}, which is not too long ago`;
}

/**
 * What a rule makes of an observation, in words: `1,042 is above 1,000; this week`. For messages, and for whoever asks why something
 * was told or was not.
 */
export function reasonOf(compiled: CompiledRule, observation: Observation): string {
  const look = lookAt(compiled, observation);
  const { seen, verdict } = look;
  const { rule, timeZone } = compiled;
  if (rule.condition.kind === "seen")
    return `${seen.name ?? describeSignal(rule.signal)} was seen for the first time`;
  if (rule.condition.kind === "absent") return absenceWords(look);
  const label =
    seen.window && rule.window !== undefined
      ? `; ${windowLabel(seen.window, rule.window, seen.now, timeZone)}`
      : "";
  if (verdict === null) return `there is ${numberWords(look)}${label}`;
  const words = describeCondition({ condition: conditionFor(look), signal: rule.signal });
  const isSteps = rule.condition.kind === "steps";
  const says = isSteps ? words : `is ${words}`;
  const denies = isSteps ? words.replace(/^reaches/, "does not reach") : `is not ${words}`;
  return `${numberWords(look)} ${verdict.holds ? says : denies}${label}`;
}

/** Why nothing is told of a customer whatever its numbers are; null where something may be. */
export function exclusionOf(
  compiled: CompiledRule,
  { customerId, customer, value, compared }: Observation,
): string | null {
  if (compiled.overrides.get(customerId)?.override.muted === true)
    return "the rule is muted for this customer";
  const admission = compiled.filter(customer, value, compared);
  return admission.ok ? null : admission.reason;
}
