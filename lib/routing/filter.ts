import { type Defect, findDefect } from "@/lib/events/sanitize";
import { type Condition, isOrderable, type Operator, operators } from "./condition";
import type { Scalar } from "./equality";
import { defectOfPath } from "./field";

/** A tree of conditions: all of these, any of these, not this, or one comparison. */
export type Filter = { all: readonly Filter[] } | { any: readonly Filter[] } | { not: Filter } | Condition;

/** Limits of one filter. Every group and every comparison is a node; a lone comparison has depth 1. */
export const filterLimits = {
  nodes: 200,
  depth: 10,
  values: 100,
  textLength: 1_000,
  pathLength: 300,
} as const;

export type ParsedFilter = { ok: true; filter: Filter } | ({ ok: false } & Defect);

/** Carried out of the recursion; `parseFilter` turns it into a value. */
class FilterDefect extends Error {
  constructor(readonly defect: Defect) {
    super(defect.message);
  }
}

function refuse(pointer: string, message: string): never {
  throw new FilterDefect({ pointer, message });
}

const shapes = 'must be { "all": […] }, { "any": […] }, { "not": … } or { "field", "operator", "value" }';

function readScalar(value: unknown, pointer: string): Scalar {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "string") return refuse(pointer, "must be text, a number, true or false");
  if (value.length > filterLimits.textLength)
    refuse(pointer, `must not be longer than ${filterLimits.textLength} characters`);
  return value;
}

function readList(value: unknown, pointer: string): Scalar[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > filterLimits.values) {
    return refuse(pointer, `must be a list of 1 to ${filterLimits.values} values`);
  }
  return value.map((item, index) => readScalar(item, `${pointer}/${index}`));
}

function readText(value: unknown, pointer: string): string {
  const text = readScalar(value, pointer);
  return typeof text === "string" && text !== "" ? text : refuse(pointer, "must be text that is not empty");
}

function readOrderable(value: unknown, pointer: string): Scalar {
  const bound = readScalar(value, pointer);
  return isOrderable(bound)
    ? bound
    : refuse(pointer, "must be a number, a decimal such as “129.00”, or an ISO 8601 instant");
}

function readFlag(value: unknown, pointer: string): boolean {
  return typeof value === "boolean" ? value : refuse(pointer, "must be true or false");
}

const readValue = {
  eq: readScalar,
  neq: readScalar,
  gt: readOrderable,
  gte: readOrderable,
  lt: readOrderable,
  lte: readOrderable,
  in: readList,
  nin: readList,
  contains: (value, pointer) =>
    typeof value === "string" ? readText(value, pointer) : readScalar(value, pointer),
  starts_with: readText,
  exists: (value, pointer) => readFlag(value ?? true, pointer),
} satisfies Record<Operator, (value: unknown, pointer: string) => Condition["value"]>;

const isOperator = (value: unknown): value is Operator => operators.some((operator) => operator === value);

function readCondition(given: Map<string, unknown>, pointer: string): Condition {
  const field = given.get("field");
  const operator = given.get("operator");
  if (typeof field !== "string" || field.length > filterLimits.pathLength) {
    return refuse(`${pointer}/field`, `must be a path of at most ${filterLimits.pathLength} characters`);
  }
  const defect = defectOfPath(field);
  if (defect) refuse(`${pointer}/field`, defect);
  if (!isOperator(operator)) return refuse(`${pointer}/operator`, `must be one of ${operators.join(", ")}`);
  return { field, operator, value: readValue[operator](given.get("value"), `${pointer}/value`) };
}

type Budget = { nodes: number };

function readChildren(value: unknown, pointer: string, depth: number, budget: Budget): Filter[] {
  if (!Array.isArray(value) || value.length === 0)
    return refuse(pointer, "must be a list of at least one condition");
  return value.map((child, index) => readNode(child, `${pointer}/${index}`, depth + 1, budget));
}

function allowOnly(given: Map<string, unknown>, pointer: string, ...keys: string[]): void {
  for (const key of given.keys())
    if (!keys.includes(key)) refuse(`${pointer}/${escapeKey(key)}`, `is not known here; ${shapes}`);
}

const escapeKey = (key: string) => key.replaceAll("~", "~0").replaceAll("/", "~1").slice(0, 100);

function readNode(value: unknown, pointer: string, depth: number, budget: Budget): Filter {
  budget.nodes += 1;
  if (budget.nodes > filterLimits.nodes)
    refuse(pointer, `makes the filter larger than ${filterLimits.nodes} conditions`);
  if (depth > filterLimits.depth)
    refuse(pointer, `must not be nested deeper than ${filterLimits.depth} levels`);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(pointer, shapes);
  const given = new Map<string, unknown>(Object.entries(value));
  for (const group of ["all", "any"] as const) {
    if (!given.has(group)) continue;
    allowOnly(given, pointer, group);
    const children = readChildren(given.get(group), `${pointer}/${group}`, depth, budget);
    return group === "all" ? { all: children } : { any: children };
  }
  if (given.has("not")) {
    allowOnly(given, pointer, "not");
    return { not: readNode(given.get("not"), `${pointer}/not`, depth + 1, budget) };
  }
  if (!given.has("field") && !given.has("operator")) return refuse(pointer, shapes);
  allowOnly(given, pointer, "field", "operator", "value");
  return readCondition(given, pointer);
}

/**
 * Reads a filter from outside. It is refused when it is too large, too deep, has a key we do not know, looks at a path
 * that no event has, or compares with a value that its operator cannot use.
 * @returns the filter, or the first defect with its RFC 6901 pointer below `pointer`.
 */
export function parseFilter(value: unknown, pointer = ""): ParsedFilter {
  try {
    const filter = readNode(value, pointer, 1, { nodes: 0 });
    const defect = findDefect(filter, pointer);
    return defect ? { ok: false, ...defect } : { ok: true, filter };
  } catch (error) {
    if (error instanceof FilterDefect) return { ok: false, ...error.defect };
    throw error;
  }
}

/** A filter as it was stored, or null for none. @throws when it is neither: only `parseFilter` lets one in. */
export function readFilter(stored: unknown, routeId: string): Filter | null {
  if (stored === null) return null;
  const parsed = parseFilter(stored);
  if (!parsed.ok)
    throw new Error(`the filter of ${routeId} cannot be read: ${parsed.pointer} ${parsed.message}`);
  return parsed.filter;
}
