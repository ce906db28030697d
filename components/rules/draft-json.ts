import { type Severity, severities } from "@/db/enums";

/** What the form keeps as JSON in one input. What cannot be read is as good as nothing. */
export function readJson(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isSeverity = (value: unknown): value is Severity => severities.some((each) => each === value);

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

/** How grave each step is, where that differs from the rule. */
export function stepSeveritiesIn(text: string): Record<string, Severity> {
  return Object.fromEntries(
    entriesOf(readJson(text)).filter((entry): entry is [string, Severity] => isSeverity(entry[1])),
  );
}

/** Which severities a destination is told of; one that is not named is told of all. */
export function recipientSeveritiesIn(text: string): Record<string, Severity[]> {
  return Object.fromEntries(
    entriesOf(readJson(text)).map(([id, value]) => [
      id,
      Array.isArray(value) ? value.filter(isSeverity) : [],
    ]),
  );
}

/** What is different for one customer, as it is typed. */
export type OverrideRow = { customerId: string; value: string; severity: Severity | ""; muted: boolean };
export const emptyOverride: OverrideRow = { customerId: "", value: "", severity: "", muted: false };

export function overridesIn(text: string): OverrideRow[] {
  const list = readJson(text);
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown) => {
    const given = new Map(entriesOf(item));
    const severity = given.get("severity");
    return {
      customerId: String(given.get("customerId") ?? ""),
      value: String(given.get("value") ?? ""),
      severity: isSeverity(severity) ? severity : "",
      muted: given.get("muted") === true,
    };
  });
}
