import type { BinaryOp, Node } from "./parse";

/** What an expression can see: the run's event, and the event that just came in. */
export type Scope = { event: unknown; async?: unknown };

/**
 * Evaluates a tree with Inngest's reading of CEL: a missing field is null, text + anything concatenates, numbers
 * compare as numbers, different kinds are unequal and unordered, and conditions may be any value (truthiness).
 */
export function evaluate(node: Node, scope: Scope): unknown {
  switch (node.kind) {
    case "literal":
      return node.value;
    case "path":
      return lookUp(scope[node.root], node.steps);
    case "unary": {
      const value = evaluate(node.operand, scope);
      return node.op === "!" ? !truthy(value) : typeof value === "number" ? -value : null;
    }
    case "choice":
      return evaluate(truthy(evaluate(node.test, scope)) ? node.yes : node.no, scope);
    case "binary":
      return binary(node.op, node.left, node.right, scope);
  }
}

/** False for null, false, zero, empty text. */
export function truthy(value: unknown): boolean {
  return Boolean(value);
}

function lookUp(root: unknown, steps: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return null;
    value = Reflect.get(value, step);
  }
  return value ?? null;
}

function binary(op: BinaryOp, leftNode: Node, rightNode: Node, scope: Scope): unknown {
  const left = evaluate(leftNode, scope);
  if (op === "||") return truthy(left) || truthy(evaluate(rightNode, scope));
  if (op === "&&") return truthy(left) && truthy(evaluate(rightNode, scope));
  const right = evaluate(rightNode, scope);
  if (op === "==") return same(left, right);
  if (op === "!=") return !same(left, right);
  if (op === "+" && (typeof left === "string" || typeof right === "string")) return show(left) + show(right);
  if (typeof left === "number" && typeof right === "number") return arithmetic(op, left, right);
  if (typeof left === "string" && typeof right === "string") return compare(op, left, right);
  return op === "<" || op === "<=" || op === ">" || op === ">=" ? false : null;
}

function same(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || typeof right !== "object") return left === right;
  return JSON.stringify(left) === JSON.stringify(right);
}

function show(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function arithmetic(op: BinaryOp, left: number, right: number): unknown {
  if (op === "+") return left + right;
  if (op === "-") return left - right;
  if (op === "*") return left * right;
  if (op === "/") return right === 0 ? null : left / right;
  if (op === "%") return right === 0 ? null : left % right;
  return compare(op, left, right);
}

function compare<T extends number | string>(op: BinaryOp, left: T, right: T): boolean | null {
  if (op === "<") return left < right;
  if (op === "<=") return left <= right;
  if (op === ">") return left > right;
  if (op === ">=") return left >= right;
  return null;
}
