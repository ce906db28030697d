import type { ImportedRule } from "@/components/rules/import-form";
import { sentenceOf } from "@/components/rules/sentence-text";
import { AppError } from "@/lib/errors";
import type { Imported } from "@/lib/rules/import/commands";
import { type FileRule, type RuleFile, readRuleCsv, readRuleJson } from "@/lib/rules/import/read-file";

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : "";
    throw new AppError("invalid", "This is not JSON.", {
      errors: [{ pointer: "/text", message: `This is not JSON: ${detail}` }],
    });
  }
}

/** What cannot be read at all is told at the text. */
function atText<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError) || error.errors.some(({ pointer }) => pointer === "/text")) throw error;
    const errors = error.errors.map(({ pointer }) => ({
      pointer: "/text",
      message: pointer === "" ? error.message : `${placeWords(pointer)}: ${error.message}`,
    }));
    throw new AppError("invalid", error.message, { errors });
  }
}

/** The rules of a text, JSON or CSV, and which of them it was. @throws AppError `invalid` (/text). */
export function readRuleText(text: string, currency: string): { format: string; file: RuleFile } {
  return atText(() =>
    /^[[{]/.test(text.trim())
      ? { format: "Read as JSON", file: readRuleJson(readJson(text), currency) }
      : { format: "Read as CSV", file: readRuleCsv(text) },
  );
}

/** Rules that name nobody tell this destination; none for an empty id. */
export function withDestination(rules: readonly FileRule[], destinationId: string): FileRule[] {
  if (destinationId === "") return [...rules];
  return rules.map((one) =>
    one.recipients === undefined && one.rule.destinations.length === 0
      ? { ...one, rule: { ...one.rule, destinations: [{ destinationId }] } }
      : one,
  );
}

/** `/rules/3/condition/value` as `Rule 4`; a line as it is; the only one without a number. */
function placeWords(pointer: string): string {
  const line = /^line (\d+)/.exec(pointer)?.[1];
  if (line !== undefined) return `Line ${line}`;
  const index = /^(?:\/[a-z]+)?\/(\d+)/.exec(pointer)?.[1];
  return index === undefined ? "Rule" : `Rule ${Number(index) + 1}`;
}

/** Where within its rule something is wrong. */
function partOf(pointer: string): string {
  const part = pointer
    .replace(/^line \d+,?\s*/, "")
    .replace(/^(?:\/(?:rules|notifications|alerts))?\/\d+/, "");
  return part.replaceAll("/", " ").trim();
}

/** Every rule of a file with what it comes to, those that cannot be used first. */
export function describeFile(file: RuleFile, notes: Imported["notes"]): ImportedRule[] {
  const said = new Map(notes.map(({ rule, notes: own }) => [rule, own]));
  const bad = [...Map.groupBy(file.errors, ({ pointer }) => placeWords(pointer))].map(
    ([place, errors]): ImportedRule => ({
      place,
      name: null,
      sentence: null,
      problems: errors.map(({ pointer, message }) => `${partOf(pointer)} ${message}`.trim()),
      notes: [],
    }),
  );
  const good = file.rules.map(
    ({ place, rule, notes: own }): ImportedRule => ({
      place: placeWords(place),
      name: rule.name,
      sentence: sentenceOf(rule),
      problems: [],
      notes: [...new Set([...own, ...(said.get(rule.name) ?? [])])],
    }),
  );
  return [...bad, ...good];
}

/** What became of a file, or would, in a sentence. */
export function outcomeOf(
  { created, updated, unchanged, destinations }: Imported,
  { rejected, isDryRun }: { rejected: number; isDryRun: boolean },
): string {
  const would = isDryRun ? "would be " : "";
  const parts = [
    `${created} ${would}added`,
    `${updated} ${would}changed`,
    `${unchanged} ${isDryRun ? "are" : "were"} the same already`,
    `${rejected} cannot be used`,
  ];
  const made =
    destinations.created > 0
      ? ` ${destinations.created === 1 ? "1 destination" : `${destinations.created} destinations`} ${would}made for them.`
      : "";
  return `${parts.join(", ")}.${made}`;
}
