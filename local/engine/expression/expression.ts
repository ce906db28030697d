import { evaluate, type Scope, truthy } from "./evaluate";
import { type Node, parse } from "./parse";

/** A parsed expression that remembers its text. */
export type Expression = { source: string; tree: Node };

const known = new Map<string, Expression>();

/**
 * Parses an expression once per text.
 * @throws SyntaxError when it is outside the supported subset.
 */
export function expression(source: string): Expression {
  const cached = known.get(source);
  if (cached) return cached;
  const made = { source, tree: parse(source) };
  if (known.size > 1000) known.clear();
  known.set(source, made);
  return made;
}

/** The value of an expression; never throws. */
export function valueIn(of: Expression, scope: Scope): unknown {
  return evaluate(of.tree, scope);
}

/** Whether a condition holds. */
export function holds(condition: Expression, scope: Scope): boolean {
  return truthy(evaluate(condition.tree, scope));
}

/** The two sides of `event.a == async.b` (or the other way round), which can be found by an index; else null. */
export function matchSides(of: Expression): { own: Node; incoming: readonly (string | number)[] } | null {
  const { tree } = of;
  if (tree.kind !== "binary" || tree.op !== "==") return null;
  const { left, right } = tree;
  if (right.kind === "path" && right.root === "async" && fixed(left))
    return { own: left, incoming: right.steps };
  if (left.kind === "path" && left.root === "async" && fixed(right))
    return { own: right, incoming: left.steps };
  return null;
}

function fixed(node: Node): boolean {
  return node.kind === "literal" || (node.kind === "path" && node.root === "event");
}
