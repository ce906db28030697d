import { type CsvError, parseCsv } from "@/lib/csv/parse";
import type { RuleInput } from "./schema";

/** Parts of a rule that stand in one cell as JSON: lists, and trees of conditions. */
const jsonColumns = [
  "filter",
  "scope.filter",
  "condition.steps",
  "condition.severities",
  "condition.zones",
  "schedule.days",
  "overrides",
  "destinations",
] as const;
const numberColumns = [
  "forMinutes",
  "cooldownMinutes",
  "repeatMinutes",
  "condition.hours",
  "condition.against.windows",
  "condition.against.days",
] as const;
const flagColumns = ["enabled", "tellRecovered", "condition.inclusive"] as const;

/** The columns of a file, in the order in which they are written. Each is the path of a part of a rule. */
const columns = [
  ...["name", "description", "enabled", "environment", "severity"],
  ...["signal.kind", "signal.meter", "signal.measure", "signal.field", "signal.currency", "signal.eventType"],
  ...["signal.credits", "signal.of", "scope.kind", "scope.customerId", "scope.filter", "window", "judge"],
  ...["cron.expression", "cron.timeZone"],
  ...[
    "condition.kind",
    "condition.direction",
    "condition.value",
    "condition.percent",
    "condition.by.percent",
  ],
  ...["condition.by.points", "condition.against.windows", "condition.against.days", "condition.of.value"],
  ...["condition.of.field", "condition.inclusive", "condition.clear", "condition.steps", "condition.every"],
  ...["condition.severities", "condition.zones", "condition.hours", "filter", "expression"],
  ...["forMinutes", "cooldownMinutes", "repeatMinutes"],
  ...["schedule.when", "schedule.timeZone", "schedule.days", "schedule.from", "schedule.to"],
  ...["tellRecovered", "overrides", "destinations", "ownerRouting", "action", "runbookUrl"],
] as const;

const isOneOf = (list: readonly string[], column: string) => list.includes(column);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function at(rule: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      rule,
    );
}

/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/;
const plainNumber = /^-?\d+(?:\.\d+)?$/;
/** A cell that would be one is written with an apostrophe in front, which reading takes away again. */
const guarded = /^'(?=[=+\-@\t\r'])/;

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const isSuspect = (formula.test(text) && !plainNumber.test(text)) || guarded.test(text);
  const safe = isSuspect ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rules as comma-separated values, one a line. Read back they are the same rules. */
export function csvOfRules(rules: readonly RuleInput[]): string {
  const lines = rules.map((rule) => columns.map((column) => cellOf(at(rule, column))).join(","));
  return `${[columns.join(","), ...lines].join("\r\n")}\r\n`;
}

/** A rule of a file before it is checked, with the line that it stands on. */
type CsvRule = { line: number; body: unknown };
export type CsvRules = { rules: CsvRule[]; error: CsvError | null; isCut: boolean };

const flags: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  "1": true,
  false: false,
  no: false,
  "0": false,
};

/** A cell as its part of a rule; what cannot be read stays text, which the rule's own check refuses. */
function partOf(column: string, cell: string): unknown {
  const text = cell.replace(guarded, "");
  if (isOneOf(flagColumns, column)) return flags[text.toLowerCase()] ?? text;
  if (isOneOf(numberColumns, column)) return plainNumber.test(text) ? Number(text) : text;
  if (!isOneOf(jsonColumns, column)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function put(rule: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop();
  let place = rule;
  for (const key of keys) {
    const known = place[key];
    const next: Record<string, unknown> = isRecord(known) ? known : {};
    place[key] = next;
    place = next;
  }
  if (last !== undefined) place[last] = value;
}

function headerError(header: readonly string[]): string | undefined {
  const unknown = header.find((name) => !isOneOf(columns, name));
  if (unknown !== undefined) return `names “${unknown.slice(0, 60)}”, which is no column`;
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) return `names “${twice}” twice`;
  return header.includes("name") ? undefined : "has no column “name”";
}

/** Reads rules from comma-separated values; empty cells say nothing. Each is still to be checked. */
export function rulesOfCsv(text: string, most: number): CsvRules {
  const { records, error, isCut } = parseCsv(text, most + 1);
  const [first, ...rows] = records;
  const header = (first?.cells ?? []).map((cell) => cell.trim());
  const wrong = error ?? (first ? undefined : { line: 1, message: "is empty" });
  const bad = wrong ? undefined : headerError(header);
  if (wrong || bad) return { rules: [], error: wrong ?? { line: 1, message: bad ?? "" }, isCut };
  const rules = rows.map(({ line, cells }): CsvRule => {
    if (cells.length !== header.length) return { line, body: null };
    const body: Record<string, unknown> = {};
    header.forEach((column, index) => {
      const cell = cells[index] ?? "";
      if (cell.trim() !== "") put(body, column, partOf(column, cell));
    });
    return { line, body };
  });
  return { rules, error: null, isCut };
}
