import { singleLine } from "@/lib/messages/plain";
import { type Condition, testOf } from "./condition";
import { type Read, type RoutableEvent, readerOf } from "./field";
import type { Filter } from "./filter";
import type { Check } from "./reason";

type Leaf = {
  kind: "condition";
  condition: Condition;
  expected: string;
  read: Read;
  test: (seen: unknown) => boolean;
};

/** A filter made ready to be asked many times. */
export type CompiledFilter =
  | Leaf
  | { kind: "all" | "any"; children: readonly CompiledFilter[] }
  | { kind: "not"; child: CompiledFilter };

const shownLength = 120;
const shownItems = 5;

/** Cut by length first: splitting a long text into characters as readers see them is too slow for every check. */
function shortText(text: string): string {
  if (text.length <= shownLength) return singleLine(text, shownLength);
  return `${singleLine(text.slice(0, shownLength - 1), shownLength)}…`;
}

function shallow(value: unknown): string {
  if (typeof value === "string") return shortText(value);
  if (Array.isArray(value)) return "[…]";
  return typeof value === "object" && value !== null ? "{…}" : String(value);
}

/** A value as text for people, cut short. The cost does not grow with what a sender put there. */
function shown(value: unknown): string | null {
  if (value === undefined) return null;
  if (Array.isArray(value)) {
    const items = value.slice(0, shownItems).map(shallow);
    return shortText(`[${items.join(", ")}${value.length > shownItems ? ", …" : ""}]`);
  }
  if (typeof value !== "object" || value === null) return shallow(value);
  const keys = Object.keys(value);
  const parts = keys
    .slice(0, shownItems)
    .map((key) => `${shortText(key)}: ${shallow(Object.getOwnPropertyDescriptor(value, key)?.value)}`);
  return shortText(`{${parts.join(", ")}${keys.length > shownItems ? ", …" : ""}}`);
}

function compileCondition(condition: Condition): Leaf {
  const { field, value } = condition;
  const expected = shortText(typeof value === "object" ? value.join(", ") : String(value));
  return { kind: "condition", condition, expected, read: readerOf(field), test: testOf(condition) };
}

/** Makes a filter ready: paths are split and thresholds read once, not per event. */
export function compileFilter(filter: Filter): CompiledFilter {
  if ("all" in filter) return { kind: "all", children: filter.all.map(compileFilter) };
  if ("any" in filter) return { kind: "any", children: filter.any.map(compileFilter) };
  if ("not" in filter) return { kind: "not", child: compileFilter(filter.not) };
  return compileCondition(filter);
}

/** Whether an event passes. Stops at the first condition that settles it. */
export function passes(filter: CompiledFilter, event: RoutableEvent): boolean {
  switch (filter.kind) {
    case "all":
      return filter.children.every((child) => passes(child, event));
    case "any":
      return filter.children.some((child) => passes(child, event));
    case "not":
      return !passes(filter.child, event);
    case "condition":
      return filter.test(filter.read(event));
  }
}

function check(leaf: Leaf, event: RoutableEvent, negated: boolean): Check {
  const seen = leaf.read(event);
  return {
    path: leaf.condition.field,
    operator: leaf.condition.operator,
    expected: leaf.expected,
    seen: shown(seen),
    ...(negated ? { negated } : {}),
    passed: leaf.test(seen) !== negated,
  };
}

/** Every condition of a filter held against an event, in the filter's order, with the value that was seen. */
export function evaluate(filter: CompiledFilter, event: RoutableEvent, negated = false): Check[] {
  if (filter.kind === "condition") return [check(filter, event, negated)];
  if (filter.kind === "not") return evaluate(filter.child, event, !negated);
  return filter.children.flatMap((child) => evaluate(child, event, negated));
}
