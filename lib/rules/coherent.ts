import { z } from "zod";
import type { FieldError } from "@/lib/errors";
import { issueWords } from "@/lib/events/issue-words";
import { findDefect } from "@/lib/events/sanitize";
import { checkBounds } from "./coherent-bound";
import { checkCron } from "./coherent-cron";
import { checkSignal } from "./coherent-signal";
import { checkTelling } from "./coherent-telling";
import { type RuleInput, ruleInput } from "./schema";

/** Which parts of a rule do not go together: where (RFC 6901), and what to do about it. Empty for a rule that can be kept. */
export function incoherences(rule: RuleInput): FieldError[] {
  const errors = [...checkSignal(rule), ...checkCron(rule), ...checkBounds(rule), ...checkTelling(rule)];
  // One place is told once: what does not go with the signal need not be told of the scope as well.
  return errors.filter(
    ({ pointer }, index) => errors.findIndex((other) => other.pointer === pointer) === index,
  );
}

/** A rule from outside, or everything that is wrong with it. */
export type ParsedRule = { ok: true; rule: RuleInput } | { ok: false; errors: FieldError[] };

const escaped = (key: PropertyKey) => String(key).replaceAll("~", "~0").replaceAll("/", "~1");
const pointerOf = (path: readonly PropertyKey[]) => path.map((part) => `/${escaped(part)}`).join("");

function errorsOf(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      pointer: pointerOf([...issue.path, key]),
      message: "is not known here",
    }));
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    // A union of shapes: the one that came nearest says what it misses.
    const nearest = issue.errors.reduce((best, one) => (one.length < best.length ? one : best));
    const inner = nearest.flatMap((one) => errorsOf({ ...one, path: [...issue.path, ...one.path] }));
    if (inner.length > 0) return inner;
  }
  return [{ pointer: pointerOf(issue.path), message: issue.message }];
}

/** Reads a rule from outside: each part by itself, then whether they go together. */
export function parseRule(body: unknown): ParsedRule {
  const defect = findDefect(body);
  if (defect) return { ok: false, errors: [defect] };
  const parsed = ruleInput.safeParse(body, { error: issueWords });
  if (!parsed.success) return { ok: false, errors: parsed.error.issues.flatMap(errorsOf) };
  const errors = incoherences(parsed.data);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, rule: parsed.data };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads a change of a rule: what is left out stays, null takes away what may be left out. Parts such as `condition` are given whole.
 * @returns the rule as it will be.
 */
export function parseRulePatch(current: RuleInput, body: unknown): ParsedRule {
  if (!isRecord(body)) return { ok: false, errors: [{ pointer: "", message: "must be an object" }] };
  const merged: Record<string, unknown> = { ...current };
  for (const [key, value] of Object.entries(body)) {
    if (value === null) delete merged[key];
    else merged[key] = value;
  }
  return parseRule(merged);
}

/** As a schema, for whoever reads by one: the same refusals. */
export const coherentRule = z.unknown().transform((body, context): RuleInput => {
  const parsed = parseRule(body);
  if (parsed.ok) return parsed.rule;
  for (const { pointer, message } of parsed.errors)
    context.addIssue({ code: "custom", message, path: pathOf(pointer) });
  return z.NEVER;
});

const pathOf = (pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
