import type { Condition } from "@/lib/routing/condition";
import type { Filter } from "@/lib/routing/filter";

/** What most filters say, which the form has inputs of its own for; `rest` is everything else. */
export type Shortcuts = { minMrr: string; tiers: string[]; filterZones: string[]; rest: Filter | null };

const lists = { "customer.tier": "tiers", "customer.zone": "filterZones" } as const;
const isListed = (field: string): field is keyof typeof lists => Object.hasOwn(lists, field);
const isCondition = (filter: Filter): filter is Condition => "operator" in filter;

function textsOf({ operator, value }: Condition): string[] | undefined {
  if (operator === "eq") return [String(value)];
  return operator === "in" && typeof value === "object" ? value.map(String) : undefined;
}

/** Takes a filter apart: a minimum MRR, tiers and zones that all must hold, each at most once, and the rest. */
export function splitFilter(filter: Filter | null): Shortcuts {
  const found: Shortcuts = { minMrr: "", tiers: [], filterZones: [], rest: null };
  if (filter === null) return found;
  const parts: readonly Filter[] = "all" in filter ? filter.all : [filter];
  const rest: Filter[] = [];
  for (const part of parts) if (!isTaken(part, found)) rest.push(part);
  const [only] = rest;
  if (only !== undefined) found.rest = rest.length === 1 ? only : { all: rest };
  return found;
}

function isTaken(part: Filter, found: Shortcuts): boolean {
  if (!isCondition(part)) return false;
  if (part.field === "customer.mrr.amount" && part.operator === "gte" && found.minMrr === "") {
    found.minMrr = String(part.value);
    return true;
  }
  if (!isListed(part.field)) return false;
  const name = lists[part.field];
  const texts = textsOf(part);
  if (texts === undefined || found[name].length > 0) return false;
  found[name] = texts;
  return true;
}

/** Puts a filter together again; null when nothing is asked. */
export function joinFilter({ minMrr, tiers, filterZones, rest }: Shortcuts): Filter | null {
  const parts: Filter[] = [];
  if (minMrr.trim() !== "")
    parts.push({ field: "customer.mrr.amount", operator: "gte", value: minMrr.trim() });
  if (tiers.length > 0) parts.push({ field: "customer.tier", operator: "in", value: tiers });
  if (filterZones.length > 0) parts.push({ field: "customer.zone", operator: "in", value: filterZones });
  if (rest !== null) parts.push(...("all" in rest ? rest.all : [rest]));
  const [only] = parts;
  if (only === undefined) return null;
  return parts.length === 1 ? only : { all: parts };
}
