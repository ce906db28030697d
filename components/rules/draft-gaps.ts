import { isTimeZone } from "@/lib/projects/time-zone";
import { decimalOf } from "@/lib/routing/decimal";
import { cronDefect } from "@/lib/schedule/cron";
import { isRuleType, type ListName, type RuleDraft, type TextName } from "./draft";
import { numbersIn, numberText } from "./draft-condition";
import { fitOf } from "./draft-fit";
import { overridesIn } from "./draft-json";
import { isChange, isLevel, isShare } from "./rule-types";

/** What is missing or plainly wrong, by input name. */
export type Gaps = Partial<Record<TextName | ListName, string>>;

const isNumber = (text: string) => decimalOf(numberText(text)) !== undefined;
const isAboveZero = (text: string) => isNumber(text) && !/^-|^0$/.test(numberText(text));
const isWhole = (text: string, least: number) => /^\d{1,9}$/.test(text.trim()) && Number(text) >= least;
const isField = (text: string) =>
  /^(?:mrr|healthScore|sentimentScore|churnProbability|engagement|attributes\..{1,200})$/s.test(text.trim());

function signalGaps(draft: RuleDraft): Gaps {
  const kind = draft.type === "absence" ? draft.absenceOf : draft.type;
  if ((kind === "usage" || kind === "meter") && draft.meter.trim() === "")
    return { meter: "Choose a meter." };
  if (kind === "events" && draft.eventType.trim() === "") return { eventType: "Choose an event type." };
  if (kind === "revenue" && !/^[A-Za-z]{3}$/.test(draft.currency.trim()))
    return { currency: "Enter a currency such as USD." };
  if (kind === "customer" && !isField(draft.field)) return { field: "Choose a number of the customer." };
  if (kind === "customer" && draft.field.trim() === "mrr" && !/^[A-Za-z]{3}$/.test(draft.currency.trim()))
    return { currency: "Enter a currency such as USD." };
  if (kind === "balance" && !/^attributes\../.test(draft.credits.trim()))
    return { credits: "Choose the attribute that holds the credits, such as attributes.credits." };
  return {};
}

const isDaysLeft = ({ type, balanceMeasure }: RuleDraft) =>
  type === "balance" && balanceMeasure === "daysLeft";

function scopeGaps(draft: RuleDraft): Gaps {
  const { scope, customerId, segment } = draft;
  const meter: Gaps =
    isDaysLeft(draft) && draft.balanceMeter.trim() === ""
      ? { balanceMeter: "Choose the meter that uses the credits up." }
      : {};
  if (scope === "customer" && customerId.trim() === "") return { ...meter, customerId: "Choose a customer." };
  if (scope === "segment" && segment.trim() === "")
    return { ...meter, segment: "Say which customers belong to it." };
  return meter;
}

function targetGaps({ ofKind, ofValue, ofField }: RuleDraft): Gaps {
  if (ofKind === "value" && !isAboveZero(ofValue)) return { ofValue: "Enter a target above zero." };
  if (ofKind === "field" && !isField(ofField)) return { ofField: "Choose the number that is the target." };
  return {};
}

function stepGaps(draft: RuleDraft): Gaps {
  const steps = numbersIn(draft.steps);
  return {
    ...((steps.length === 0 || !steps.every(isAboveZero)) && {
      steps: "Enter numbers above zero, such as 25, 50, 75, 90.",
    }),
    ...(draft.every.trim() !== "" && !isAboveZero(draft.every) && { every: "Enter a number above zero." }),
    ...targetGaps(draft),
  };
}

function conditionGaps(draft: RuleDraft): Gaps {
  const { condition } = draft;
  const clear: Gaps = draft.clear.trim() !== "" && !isNumber(draft.clear) ? { clear: "Enter a number." } : {};
  if (isLevel(condition)) return { ...(!isNumber(draft.value) && { value: "Enter a number." }), ...clear };
  if (isShare(condition)) {
    const percent = isAboveZero(draft.percent) ? {} : { percent: "Enter a percentage above zero." };
    return { ...percent, ...targetGaps(draft), ...clear };
  }
  if (isChange(condition)) {
    const least = draft.type === "customer" ? 0 : 1;
    return {
      ...(!isAboveZero(draft.changeBy) && { changeBy: "Enter a number above zero." }),
      ...(!isWhole(draft.against, least) && { against: `Enter a whole number from ${least} on.` }),
    };
  }
  if (condition === "steps") return stepGaps(draft);
  if (condition === "zone" && draft.zones.length === 0) return { zones: "Choose at least one zone." };
  if (condition === "absent" && !isWhole(draft.hours, 1)) return { hours: "Enter whole hours, 1 at least." };
  return {};
}

const stretches = ["forCount", "cooldownCount", "repeatCount"] as const;

function timingGaps(draft: RuleDraft): Gaps {
  const gaps: Gaps = {};
  for (const name of stretches) {
    if (draft[name].trim() !== "" && !isWhole(draft[name], 1))
      gaps[name] = "Enter a whole number, or nothing.";
  }
  if (draft.scheduleWhen !== "" && draft.scheduleDays.length === 0)
    gaps.scheduleDays = "Choose at least one day.";
  if (draft.runbookUrl.trim() !== "" && !URL.canParse(draft.runbookUrl.trim()))
    gaps.runbookUrl = "Enter a whole address that begins with https://.";
  return gaps;
}

function timesGaps(draft: RuleDraft): Gaps {
  if (!fitOf(draft).hasTimes) return {};
  const defect = cronDefect(draft.cronExpression.trim());
  const zone = draft.cronZone.trim();
  return {
    ...(defect !== undefined && { cronExpression: `It ${defect}.` }),
    ...(zone !== "" && !isTimeZone(zone) && { cronZone: "Enter a time zone such as Europe/Berlin." }),
  };
}

function overrideGaps(draft: RuleDraft): Gaps {
  const { overrides } = draft;
  const { isOfOne, hasBound } = fitOf(draft);
  if (!isOfOne || !hasBound) return {};
  const isBad = overridesIn(overrides).some(({ value }) => value.trim() !== "" && !isNumber(value));
  return isBad ? { overrides: "A threshold of an exception must be a number." } : {};
}

/** What stands in the way of a step of the form; nothing when one can go on. */
export function gapsIn(draft: RuleDraft, step: 1 | 2 | 3): Gaps {
  if (step === 1 || !isRuleType(draft.type))
    return isRuleType(draft.type) ? {} : { type: "Choose what is watched." };
  if (step === 3) return timingGapsOfStep3(draft);
  const name = draft.name.trim() === "" ? { name: "Enter a name." } : {};
  const { forCount, scheduleDays } = timingGaps(draft);
  return {
    ...name,
    ...signalGaps(draft),
    ...scopeGaps(draft),
    ...conditionGaps(draft),
    ...(forCount && fitOf(draft).canLast && { forCount }),
    ...(scheduleDays && fitOf(draft).goesOn && !fitOf(draft).hasTimes && { scheduleDays }),
    ...overrideGaps(draft),
  };
}

function timingGapsOfStep3(draft: RuleDraft): Gaps {
  const { forCount: _, scheduleDays: __, ...rest } = timingGaps(draft);
  return { ...rest, ...timesGaps(draft) };
}
