import { type CelInput, celEnv, isCelError, parse, plan } from "@bufbuild/cel";
import type { RuleCustomer } from "./observation";

/** Limits of one expression, so that none takes noticeable time (macros walk lists, and lists can be added to each other). */
const limits = { sourceLength: 2_000, nesting: 2, listItems: 100, additions: 4 } as const;

/** What an expression sees. Amounts are numbers to it, good to 15 digits; null where there is nothing. */
type Seen = { customer: RuleCustomer | null; value: string | null; compared: string | null };

/** Asks an expression: null when it holds, else why not, in words. */
export type Expression = (seen: Seen) => string | null;

type Parsed = { ok: true; expression: Expression; readsCustomer: boolean } | { ok: false; message: string };

type Expr = ReturnType<typeof parse>["expr"];
type Count = { nesting: number; listItems: number; additions: number; names: Set<string> };

function childrenOf({ exprKind: { case: kind, value } }: Expr): (Expr | undefined)[] {
  switch (kind) {
    case "selectExpr":
      return [value.operand];
    case "callExpr":
      return [value.target, ...value.args];
    case "listExpr":
      return value.elements;
    case "structExpr":
      return value.entries.flatMap((entry) => [
        entry.value,
        entry.keyKind.case === "mapKey" ? entry.keyKind.value : undefined,
      ]);
    case "comprehensionExpr":
      return [value.iterRange, value.loopCondition, value.loopStep, value.result];
    default:
      return [];
  }
}

/** The additions that a macro makes to gather its result are its own, and no list of somebody's grows by them. */
function isOwnAddition({ exprKind: { case: kind, value } }: Expr): boolean {
  return (
    kind === "callExpr" &&
    value.args.some(({ exprKind }) => exprKind.case === "identExpr" && exprKind.value.name.startsWith("@"))
  );
}

function count(expr: Expr, depth: number, found: Count): void {
  const { case: kind, value } = expr.exprKind;
  const isMacro = kind === "comprehensionExpr";
  const inner = isMacro ? depth + 1 : depth;
  found.nesting = Math.max(found.nesting, inner);
  if (kind === "listExpr") found.listItems += value.elements.length;
  if (kind === "structExpr") found.listItems += value.entries.length;
  if (kind === "identExpr") found.names.add(value.name);
  if (kind === "callExpr" && value.function === "_+_" && !isOwnAddition(expr)) found.additions += 1;
  for (const child of childrenOf(expr)) if (child) count(child, inner, found);
}

function defectOf({ nesting, listItems, additions }: Count): string | undefined {
  if (nesting > limits.nesting)
    return `must not nest all, exists, filter and map deeper than ${limits.nesting}`;
  if (listItems > limits.listItems) return `must not list more than ${limits.listItems} values`;
  if (nesting > 0 && additions > (nesting > 1 ? 0 : limits.additions))
    return "must not add so much up beside all, exists, filter and map: a walk over lists that were added takes too long";
  return undefined;
}

const asNumber = (text: string | null) => (text === null ? null : Number(text));

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Plain JSON as the evaluator takes it; what is left out by `undefined` is not there. @throws for a list that is too long. */
function celOf(value: unknown): CelInput {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (isList(value)) {
    if (value.length > limits.listItems)
      throw new Error(`a list of the customer has more than ${limits.listItems} items`);
    return value.map(celOf);
  }
  if (typeof value !== "object" || value === null) return null;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return new Map(entries.map(([key, item]) => [key, celOf(item)]));
}

const environment = celEnv({});

function expressionOf(expr: Expr, readsCustomer: boolean): Expression {
  const run = plan(environment, expr);
  return ({ customer, value, compared }) => {
    try {
      const known = readsCustomer ? celOf(customer ?? {}) : null;
      const result = run({ customer: known, value: asNumber(value), compared: asNumber(compared) });
      if (isCelError(result)) return `the expression could not be answered: ${result.message.slice(0, 200)}`;
      if (result === true) return null;
      return result === false
        ? "the expression does not hold"
        : "the expression must be answered by true or false";
    } catch (error) {
      const message = error instanceof Error ? error.message : "it failed";
      return `the expression could not be answered: ${message.slice(0, 200)}`;
    }
  };
}

const known = ["customer", "value", "compared"];

/** The names that an expression asks for from outside; those that its macros bind are its own. */
function unknownNames(source: string, names: ReadonlySet<string>, bound: ReadonlySet<string>): string[] {
  return [...names].filter((name) => !known.includes(name) && !bound.has(name) && source.includes(name));
}

function boundNames(expr: Expr, found = new Set<string>()): Set<string> {
  const { case: kind, value } = expr.exprKind;
  if (kind === "comprehensionExpr")
    for (const name of [value.iterVar, value.iterVar2, value.accuVar]) found.add(name);
  for (const child of childrenOf(expr)) if (child) boundNames(child, found);
  return found;
}

/** Names of types are values too, as in `type(value) == double`. */
const typeNames = [
  "bool",
  "int",
  "uint",
  "double",
  "string",
  "bytes",
  "list",
  "map",
  "null_type",
  "type",
  "google",
];

/**
 * Reads a CEL expression over `customer`, `value` and `compared`, and makes it ready.
 * @returns what is wrong with it, as the end of a sentence, for one that cannot be read or could take long.
 */
export function compileExpression(source: string): Parsed {
  if (source.length > limits.sourceLength)
    return { ok: false, message: `must have ${limits.sourceLength} characters at most` };
  try {
    const { expr } = parse(source);
    const found: Count = { nesting: 0, listItems: 0, additions: 0, names: new Set() };
    count(expr, 0, found);
    const strange = unknownNames(source, found.names, boundNames(expr)).filter(
      (name) => !typeNames.includes(name),
    );
    const defect =
      defectOf(found) ??
      (strange.length > 0 ? `does not know ${strange.join(", ")}; there are ${known.join(", ")}` : undefined);
    if (defect) return { ok: false, message: defect };
    const readsCustomer = found.names.has("customer");
    return { ok: true, expression: expressionOf(expr, readsCustomer), readsCustomer };
  } catch (error) {
    const message = error instanceof Error ? error.message.replace(/^.*<input>:/s, "at ") : "it is not CEL";
    return { ok: false, message: `cannot be read: ${message.slice(0, 200)}` };
  }
}
