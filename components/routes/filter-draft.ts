import type { Condition, Operator } from "@/lib/routing/condition";
import type { Filter } from "@/lib/routing/filter";

/** How each comparison reads in a sentence. */
export const operatorWords = {
  eq: "is",
  neq: "is not",
  gt: "is more than",
  gte: "is at least",
  lt: "is less than",
  lte: "is at most",
  in: "is one of",
  nin: "is none of",
  contains: "contains",
  starts_with: "starts with",
  exists: "is there",
} satisfies Record<Operator, string>;

/** One line of the builder; the value as it is typed. */
export type DraftCondition = { field: string; operator: Operator; value: string };
export type Draft = { join: "all" | "any"; conditions: DraftCondition[] };

export const emptyDraft: Draft = { join: "all", conditions: [] };

const isCondition = (filter: Filter): filter is Condition => "operator" in filter;

/** A comparison as it is typed. */
export function draftCondition({ field, operator, value }: Condition): DraftCondition {
  return { field, operator, value: typeof value === "object" ? value.join(", ") : String(value) };
}

/** A filter as the builder shows it; undefined when it is nested, which only JSON can show. */
export function draftOf(filter: Filter | null): Draft | undefined {
  if (filter === null) return emptyDraft;
  if (isCondition(filter)) return { join: "all", conditions: [draftCondition(filter)] };
  if ("not" in filter) return undefined;
  const children = "all" in filter ? filter.all : filter.any;
  if (!children.every(isCondition)) return undefined;
  return {
    join: "all" in filter ? "all" : "any",
    conditions: children.filter(isCondition).map(draftCondition),
  };
}

function typed(text: string): string | boolean {
  if (text === "true") return true;
  return text === "false" ? false : text;
}

/** What a typed comparison means. */
export function conditionOf({ field, operator, value }: DraftCondition): Condition {
  if (operator === "exists") return { field, operator, value: value !== "false" };
  if (operator === "in" || operator === "nin") {
    return { field, operator, value: value.split(",").map((item) => typed(item.trim())) };
  }
  return { field, operator, value: typed(value.trim()) };
}

/** What the builder's lines mean; null when there are none. */
export function filterOf({ join, conditions }: Draft): Filter | null {
  if (conditions.length === 0) return null;
  const parts = conditions.map(conditionOf);
  return join === "all" ? { all: parts } : { any: parts };
}

/** A filter as one line of words. */
export function describeFilter(filter: Filter | null): string {
  if (filter === null) return "Always";
  if ("all" in filter) return filter.all.map(describeFilter).join(" and ");
  if ("any" in filter) return filter.any.map(describeFilter).join(" or ");
  if ("not" in filter) return `not (${describeFilter(filter.not)})`;
  const { field, operator, value } = filter;
  if (operator === "exists") return `${field} ${value === false ? "is not there" : "is there"}`;
  return `${field} ${operatorWords[operator]} ${typeof value === "object" ? value.join(", ") : String(value)}`;
}
