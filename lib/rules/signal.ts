import type { Filter } from "@/lib/routing/filter";
import { compileExpression } from "./expression";
import type { RuleDefinition, Signal } from "./schema";

/** Watched by a rule that any change of a customer's profile may concern. */
export const anyField = "field:*";

const fieldKey = (field: string) => `field:${field}`;

/** What a rule watches first of all; kept beside it as `rules.signal_key`. */
export function signalKey(signal: Signal): string {
  switch (signal.kind) {
    case "meter":
      return `meter:${signal.meter}`;
    case "field":
      return fieldKey(signal.field);
    case "revenue":
      return `revenue:${signal.currency}`;
    case "events":
      return `events:${signal.eventType}`;
    case "balance":
      return signal.meter === undefined ? fieldKey(signal.credits) : `meter:${signal.meter}`;
    case "unknown":
      return `unknown:${signal.of}`;
  }
}

/** The field that a filter's path reads of a customer; its zone is a matter of its health score. */
function keyOfPath(path: string): string | undefined {
  const [root, name = "", inner] = path.split(/(?<!\\)\./).map((part) => part.replaceAll("\\.", "."));
  if (root !== "customer" || name === "id") return undefined;
  if (name === "zone") return fieldKey("healthScore");
  return fieldKey(name === "attributes" && inner !== undefined ? `attributes.${inner}` : name);
}

function keysOfFilter(filter: Filter): string[] {
  if ("all" in filter) return filter.all.flatMap(keysOfFilter);
  if ("any" in filter) return filter.any.flatMap(keysOfFilter);
  if ("not" in filter) return keysOfFilter(filter.not);
  const key = keyOfPath(filter.field);
  return key === undefined ? [] : [key];
}

function keysOfExpression(source: string | undefined): string[] {
  const parsed = source === undefined ? undefined : compileExpression(source);
  return parsed?.ok && parsed.readsCustomer ? [anyField] : [];
}

function keysOfTarget({ condition }: RuleDefinition): string[] {
  const of = condition.kind === "share" || condition.kind === "steps" ? condition.of : undefined;
  return of && "field" in of ? [fieldKey(of.field)] : [];
}

/**
 * Everything that a rule watches, the first of it first: `meter:<name>`, `field:<name>`, `events:<type or pattern>`,
 * `revenue:<currency>`, `unknown:<meter or customer>`. Also the customer's fields that its target, its filter, its balance and its
 * billing cycle are read from, since a change of one of those may make it hold.
 */
export function signalKeysOf(rule: RuleDefinition): string[] {
  const { signal, scope, filter } = rule;
  const keys = [signalKey(signal), ...keysOfTarget(rule)];
  if (signal.kind === "balance") keys.push(fieldKey(signal.credits));
  if (filter) keys.push(...keysOfFilter(filter));
  if (scope.kind === "segment") keys.push(...keysOfFilter(scope.filter));
  keys.push(...keysOfExpression(rule.expression));
  if (rule.window === "cycle")
    keys.push(fieldKey("attributes.billingCycleDay"), fieldKey("contractStartedOn"));
  return [...new Set(keys)];
}
