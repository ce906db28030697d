import { AppError } from "@/lib/errors";
import { findDefect } from "@/lib/events/sanitize";
import { isAmberfloAlert } from "../amberflo/alert";
import { type AlertRecipients, ruleOfAlert } from "../amberflo/rule-of";
import { parseRule } from "../coherent";
import { rulesOfCsv } from "../csv";
import { maxRules } from "../refusals";
import type { RuleInput } from "../schema";

/** A rule of a file that can be stored; `place` says where it stands: `/rules/3`, `line 4`. */
export type FileRule = {
  place: string;
  rule: RuleInput;
  /** Of an alert of Amberflo's: whom it tells. */
  recipients?: AlertRecipients;
  /** What is said differently here. */
  notes: string[];
};

type FileError = { pointer: string; message: string };
export type RuleFile = { rules: FileRule[]; errors: FileError[]; rejected: number };

/** Most errors that are told one by one. */
const errorLimit = 1_000;

const unusable = (message: string, pointer = "") =>
  new AppError("invalid", `The file cannot be used: it ${message}.`, {
    code: "invalid_file",
    errors: [{ pointer, message }],
  });

function readOne(body: unknown, place: string, currency: string): FileRule | FileError[] {
  const at = (errors: readonly FileError[]) =>
    errors.map(({ pointer, message }) => ({
      pointer: place.startsWith("line")
        ? `${place}${pointer === "" ? "" : `, ${pointer.slice(1)}`}`
        : `${place}${pointer}`,
      message,
    }));
  if (isAmberfloAlert(body)) {
    const defect = findDefect(body);
    const read = defect ? { ok: false as const, errors: [defect] } : ruleOfAlert(body, currency);
    return read.ok
      ? { place, rule: read.rule, recipients: read.recipients, notes: read.notes }
      : at(read.errors);
  }
  const read = parseRule(body);
  return read.ok ? { place, rule: read.rule, notes: [] } : at(read.errors);
}

type Body = { place: string; body: unknown };

/** Two of one name would be one rule; the second is refused rather than the first lost. */
function readAll(bodies: readonly Body[], currency: string): RuleFile {
  const file: RuleFile = { rules: [], errors: [], rejected: 0 };
  const names = new Map<string, string>();
  for (const { place, body } of bodies) {
    const read = readOne(body, place, currency);
    const errors = Array.isArray(read) ? read : twiceIn(names, read);
    if (!Array.isArray(read) && errors.length === 0) {
      file.rules.push(read);
      continue;
    }
    file.rejected += 1;
    for (const error of errors) if (file.errors.length < errorLimit) file.errors.push(error);
  }
  return file;
}

function twiceIn(names: Map<string, string>, { place, rule }: FileRule): FileError[] {
  const name = rule.name.toLowerCase();
  const first = names.get(name);
  if (first !== undefined) return [{ pointer: place, message: `has the name of ${first}: “${rule.name}”` }];
  names.set(name, place);
  return [];
}

/** The rules or alerts of a JSON document: a list, `{ "rules": […] }`, what Amberflo wraps them in, or a single one. */
function listIn(body: unknown): { list: unknown[]; prefix: string } {
  if (Array.isArray(body)) return { list: body, prefix: "" };
  if (typeof body !== "object" || body === null) throw unusable("must be a list of rules, or of alerts");
  for (const key of ["rules", "notifications", "alerts"]) {
    const inner: unknown = Object.getOwnPropertyDescriptor(body, key)?.value;
    if (Array.isArray(inner)) return { list: inner, prefix: `/${key}` };
  }
  return { list: [body], prefix: "" };
}

/**
 * Reads rules from a JSON document: our own, or alerts of Amberflo's as its API answers them (AMB-25), also mixed.
 * @param currency that the money of alerts is in.
 * @throws AppError `invalid` for what holds no rules, and for too many.
 */
export function readRuleJson(body: unknown, currency: string): RuleFile {
  const { list, prefix } = listIn(body);
  if (list.length > maxRules) throw unusable(`holds more than ${maxRules} rules`, prefix);
  const isSingle = !Array.isArray(body) && prefix === "";
  return readAll(
    list.map((one, index) => ({ place: isSingle ? "" : `${prefix}/${index}`, body: one })),
    currency,
  );
}

/** Reads rules from comma-separated values (lib/rules/csv). @throws AppError as readRuleJson. */
export function readRuleCsv(text: string): RuleFile {
  const { rules, error, isCut } = rulesOfCsv(text, maxRules);
  if (error) throw unusable(error.message, `line ${error.line}`);
  if (isCut) throw unusable(`holds more than ${maxRules} rules`);
  return readAll(
    rules.map(({ line, body }) => ({ place: `line ${line}`, body })),
    "USD",
  );
}
