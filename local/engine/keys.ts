import { createHash } from "node:crypto";
import { type Expression, valueIn } from "./expression/expression";
import type { FunctionSpec } from "./function-spec";
import { canonical, storable } from "./json";

const LONGEST = 200;

/** A key of flow control: what it is for, whose it is, and the value of its expression for an event. */
export function flowKey(purpose: string, owner: string, key: Expression | undefined, event: unknown): string {
  const value = key === undefined ? "" : canonical(valueIn(key, { event }));
  const text = storable(`${purpose}|${owner}|${key === undefined ? "" : key.source}|${value}`);
  return text.length <= LONGEST
    ? text
    : `${storable(text.slice(0, 60))}#${createHash("sha256").update(text).digest("hex")}`;
}

/** The concurrency keys of a run and their limits, in the order declared. */
export function concurrencyOf(spec: FunctionSpec, event: unknown): { keys: string[]; limits: number[] } {
  const keys: string[] = [];
  const limits: number[] = [];
  for (const rule of spec.concurrency ?? []) {
    const scope = rule.scope ?? "fn";
    keys.push(flowKey("c", scope === "fn" ? spec.id : scope, rule.key, event));
    limits.push(rule.limit);
  }
  return { keys, limits };
}

/**
 * The GCRA of a limit per period: a start every `emission` ms in the long run, `slack` ms of them at once
 * (limit + burst - 1 starts).
 */
export function gcra(limit: number, periodMs: number, burst = 1): { emission: number; slack: number } {
  const emission = periodMs / limit;
  return { emission, slack: (limit + burst - 2) * emission };
}
