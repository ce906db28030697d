import { z } from "zod";
import { type RuleInput, ruleInput } from "./schema";

const { shape } = ruleInput;

/** Null takes a setting away that a rule can do without. */
const clearable = {
  window: shape.window.nullable(),
  judge: shape.judge.nullable(),
  cron: shape.cron.nullable(),
  expression: shape.expression.nullable(),
  forMinutes: shape.forMinutes.nullable(),
  cooldownMinutes: shape.cooldownMinutes.nullable(),
  repeatMinutes: shape.repeatMinutes.nullable(),
  schedule: shape.schedule.nullable(),
  action: shape.action.nullable(),
  runbookUrl: shape.runbookUrl.nullable(),
};

/** What can be changed of a rule, for the documentation: what is left out stays. lib/rules/coherent reads it. */
export const rulePatch = z.strictObject({
  ...clearable,
  name: shape.name.optional(),
  description: shape.description.unwrap().optional(),
  enabled: shape.enabled.unwrap().optional(),
  signal: shape.signal.optional(),
  scope: shape.scope.optional(),
  condition: shape.condition.optional(),
  environment: shape.environment.unwrap().optional(),
  filter: shape.filter.unwrap().optional(),
  severity: shape.severity.unwrap().optional(),
  tellRecovered: shape.tellRecovered.unwrap().optional(),
  overrides: shape.overrides.unwrap().optional(),
  destinations: shape.destinations.unwrap().optional(),
  ownerRouting: shape.ownerRouting.unwrap().optional(),
});

const judged = [
  "signal",
  "scope",
  "window",
  "judge",
  "cron",
  "environment",
] as const satisfies readonly (keyof RuleInput)[];

/** Whether a rule looks at something else than before, so that how it stood says nothing any more. */
export function watchesAnew(before: RuleInput, after: RuleInput): boolean {
  const heart = (rule: RuleInput) =>
    JSON.stringify([...judged.map((key) => rule[key] ?? null), rule.condition.kind]);
  return heart(before) !== heart(after);
}

/** A rule without its name and whether it is on: what is kept in one piece and has a revision. */
export function definitionOf({ name: _n, description: _d, enabled: _e, ...definition }: RuleInput) {
  return definition;
}
