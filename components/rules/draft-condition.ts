import { decimalKey, decimalOf } from "@/lib/routing/decimal";
import type { Condition, Signal, Target } from "@/lib/rules/schema";
import type { RuleDraft } from "./draft";
import { fitOf } from "./draft-fit";
import { stepSeveritiesIn } from "./draft-json";
import { isConditionChoice } from "./rule-types";

const measures = ["sum", "count", "min", "max", "last", "average"] as const;
const zones = ["red", "yellow", "green"] as const;

/** A typed number in the one way that it is kept; what is none stays as it is typed. */
export function numberText(text: string): string {
  const read = decimalOf(text.trim().replaceAll(",", ""));
  return read ? decimalKey(read) : text.trim();
}

/** The numbers of a list such as "25, 50, 75". */
export const numbersIn = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(numberText);

const named = (currency: string) => currency.trim().toUpperCase();
/** Money counts in one currency; an attribute may be money. */
export const isMoney = (field: string) => field.trim() === "mrr" || field.trim().startsWith("attributes.");

function meterSignal({ meter, measure }: RuleDraft): Signal {
  return {
    kind: "meter",
    meter: meter.trim(),
    measure: measures.find((each) => each === measure) ?? "sum",
  };
}

/** What a draft watches. */
export function signalOf(draft: RuleDraft): Signal {
  const currency = named(draft.currency);
  const type = draft.type === "absence" ? draft.absenceOf : draft.type;
  switch (type) {
    case "customer":
      return {
        kind: "field",
        field: draft.field.trim(),
        ...(isMoney(draft.field) && currency !== "" && { currency }),
      };
    case "revenue":
      return { kind: "revenue", currency };
    case "events":
      return { kind: "events", eventType: draft.eventType.trim() };
    case "balance":
      return {
        kind: "balance",
        credits: draft.credits.trim(),
        measure: draft.balanceMeasure === "daysLeft" ? "daysLeft" : "amount",
        ...(draft.balanceMeter.trim() !== "" && { meter: draft.balanceMeter.trim() }),
      };
    case "unknown":
      return { kind: "unknown", of: draft.unknownOf === "customer" ? "customer" : "meter" };
    default:
      return meterSignal(draft);
  }
}

const targetOf = ({ ofKind, ofValue, ofField }: RuleDraft): Target =>
  ofKind === "field" ? { field: ofField.trim() } : { value: numberText(ofValue) };

const clearOf = (draft: RuleDraft) =>
  draft.clear.trim() === "" || fitOf(draft).hasTimes ? {} : { clear: numberText(draft.clear) };

function changeOf(draft: RuleDraft, direction: "up" | "down" | "either"): Condition {
  const by = numberText(draft.changeBy);
  const against = Number(draft.against.trim() || Number.NaN);
  return {
    kind: "change",
    direction,
    by: draft.changeUnit === "points" ? { points: by } : { percent: by },
    against: draft.type === "customer" ? { days: against } : { windows: against },
    inclusive: draft.bound === "from",
  };
}

function stepsOf(draft: RuleDraft): Condition {
  const steps = numbersIn(draft.steps);
  const chosen = stepSeveritiesIn(draft.stepSeverities);
  return {
    kind: "steps",
    steps,
    ...(draft.ofKind !== "none" && { of: targetOf(draft) }),
    ...(draft.every.trim() !== "" && { every: numberText(draft.every) }),
    severities: Object.fromEntries(Object.entries(chosen).filter(([step]) => steps.includes(step))),
  };
}

/** When a draft has something to tell. */
export function conditionOf(draft: RuleDraft): Condition {
  const choice = isConditionChoice(draft.condition) ? draft.condition : "above";
  const inclusive = draft.bound === "from";
  switch (choice) {
    case "above":
    case "below":
      return { kind: choice, value: numberText(draft.value), inclusive, ...clearOf(draft) };
    case "shareAbove":
    case "shareBelow":
      return {
        kind: "share",
        direction: choice === "shareAbove" ? "above" : "below",
        percent: numberText(draft.percent),
        of: targetOf(draft),
        inclusive,
        ...clearOf(draft),
      };
    case "up":
    case "down":
    case "either":
      return changeOf(draft, choice);
    case "steps":
      return stepsOf(draft);
    case "zone":
      return { kind: "zone", zones: zones.filter((zone) => draft.zones.includes(zone)) };
    case "absent":
      return { kind: "absent", hours: Number(draft.hours.trim() || Number.NaN) };
    case "seen":
      return { kind: "seen" };
  }
}
