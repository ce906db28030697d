import { eventTypePattern } from "@/lib/events/schema";

const longest = 128;

/** Whether a text says which event types a route takes: a type, `noun.*` for all that begin with `noun.`, or `*`. */
export function isEventTypePattern(pattern: string): boolean {
  if (pattern === "*") return true;
  const type = pattern.endsWith(".*") ? pattern.slice(0, -2) : pattern;
  return pattern.length <= longest && eventTypePattern.test(type);
}

/** Whether a pattern takes a type. `invoice.*` takes `invoice.paid` and `invoice.line.added`, not `invoice`. */
export function takesType(pattern: string, type: string): boolean {
  if (pattern === "*") return true;
  return pattern.endsWith(".*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}

/** The patterns that could take a type: itself, each of its wildcards, and `*`. */
export function patternsOf(type: string): string[] {
  const patterns = [type];
  for (let dot = type.indexOf("."); dot >= 0; dot = type.indexOf(".", dot + 1))
    patterns.push(`${type.slice(0, dot)}.*`);
  patterns.push("*");
  return patterns;
}

/** The same patterns without those that another one covers. Of what is left, at most one takes a given type. */
export function withoutCovered(patterns: readonly string[]): string[] {
  const distinct = [...new Set(patterns)];
  return distinct.filter(
    (pattern) =>
      !distinct.some((other) => other !== pattern && other.endsWith("*") && takesType(other, pattern)),
  );
}
