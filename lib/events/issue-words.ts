import type { z } from "zod";

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  record: "an object",
  array: "a list",
};

/**
 * What is wrong with a value, said of the place that is pointed at, as senders read it. For what the schema has no words
 * of its own for; undefined leaves it to Zod.
 */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? "is required"
        : `must be ${kinds[issue.expected] ?? `of type ${issue.expected}`}`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return issue.origin === "string" && issue.minimum === 1 ? "may not be empty" : undefined;
    case "too_big":
      return issue.origin === "string" ? `may have ${issue.maximum} characters at most` : undefined;
    default:
      return undefined;
  }
}
