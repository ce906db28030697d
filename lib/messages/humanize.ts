import { singleLine } from "./plain";

/** Words from a name made for machines: `usage_limit.exceeded` and `usageLimit.exceeded` both read `Usage limit exceeded`. */
export function humanize(name: string, limit = 120): string {
  const spaced = name.replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/[._\-/:\s]+/g, " ");
  const text = singleLine(spaced, limit);
  if (text === "") return "Event";
  const lower = text.replace(/\b[A-Z][a-z]+\b/g, (word) => word.toLowerCase());
  const first = /^revenue ?cat\b/.exec(lower)?.[0];
  if (first !== undefined) return `RevenueCat${lower.slice(first.length)}`;
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}
