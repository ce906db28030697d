import { isInOrder, type Ordering, thresholdOf } from "./condition";
import { compareDecimals, type Decimal, decimalOf } from "./decimal";
import { keysOfExpected, keysOfSeen } from "./equality";
import type { CompiledFilter } from "./evaluate";
import { patternsOf, withoutCovered } from "./event-type";
import { type Read, type RoutableEvent, readerOf } from "./field";

/** What the index needs to know of a route. */
export type Indexable = { eventTypes: readonly string[]; filter: CompiledFilter | null };

type Leaf = Extract<CompiledFilter, { kind: "condition" }>;
type Item = { ordinal: number; leaves: readonly Leaf[] };
type Threshold = { at: Decimal; ordering: Ordering; ordinal: number };

/** Sorted so that for any value those that hold are a prefix. */
type Thresholds = { read: Read; floors: readonly Threshold[]; ceilings: readonly Threshold[] };
type Equality = { read: Read; groups: ReadonlyMap<string, Group> };
type Group = {
  always: readonly number[];
  equalities: readonly Equality[];
  thresholds: readonly Thresholds[];
};

/** Finds the routes that may apply to an event without asking all of them. */
export type RouteIndex = ReadonlyMap<string, Group>;

/** A group this small is asked one by one: cheaper than any index, and the trace names all of it. */
const smallGroup = 16;
/** Levels of equality within one another, and values of an `in`: they bound how large the index grows. */
const maxLevels = 3;
const maxIndexedValues = 10;

/** The comparisons that must all hold for a filter to pass, whatever else it asks. */
function conjunctsOf(filter: CompiledFilter | null): Leaf[] {
  if (filter?.kind === "condition") return [filter];
  return filter?.kind === "all" ? filter.children.flatMap(conjunctsOf) : [];
}

function keysOfLeaf({ condition: { operator, value } }: Leaf, level: number): string[] {
  if (operator !== "eq" && operator !== "in") return [];
  const values = typeof value === "object" ? value : [value];
  if (values.length > (level === 0 ? maxIndexedValues : 1)) return [];
  return [...new Set(values.flatMap(keysOfExpected))];
}

function addTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** How many different values each field is compared with: the more, the fewer routes share one. */
function varietyOf(items: readonly Item[], level: number): Map<string, Set<string>> {
  const variety = new Map<string, Set<string>>();
  for (const { leaves } of items) {
    for (const leaf of leaves) {
      const keys = keysOfLeaf(leaf, level);
      if (keys.length === 0) continue;
      const known = variety.get(leaf.condition.field) ?? new Set();
      for (const key of keys) known.add(key);
      variety.set(leaf.condition.field, known);
    }
  }
  return variety;
}

function bestEquality({ leaves }: Item, variety: Map<string, Set<string>>, level: number): Leaf | undefined {
  let best: Leaf | undefined;
  const sizeOf = (leaf: Leaf) => variety.get(leaf.condition.field)?.size ?? 0;
  for (const leaf of leaves) {
    if (keysOfLeaf(leaf, level).length > 0 && (!best || sizeOf(leaf) > sizeOf(best))) best = leaf;
  }
  return best;
}

function buildEqualities(items: readonly Item[], level: number): { equalities: Equality[]; rest: Item[] } {
  const variety = varietyOf(items, level);
  const byField = new Map<string, Map<string, Item[]>>();
  const rest: Item[] = [];
  for (const item of items) {
    const chosen = bestEquality(item, variety, level);
    if (!chosen) {
      rest.push(item);
      continue;
    }
    const groups = byField.get(chosen.condition.field) ?? new Map<string, Item[]>();
    byField.set(chosen.condition.field, groups);
    const inner = { ordinal: item.ordinal, leaves: item.leaves.filter((leaf) => leaf !== chosen) };
    for (const key of keysOfLeaf(chosen, level)) addTo(groups, key, inner);
  }
  const equalities = [...byField].map(([field, groups]) => ({
    read: readerOf(field),
    groups: new Map([...groups].map(([key, inner]) => [key, buildGroup(inner, level + 1)])),
  }));
  return { equalities, rest };
}

/** At one value, the ordering that includes it holds first. */
function byReach(left: Threshold, right: Threshold): number {
  const isInclusive = ({ ordering }: Threshold) => ordering === "gte" || ordering === "lte";
  return compareDecimals(left.at, right.at) || Number(isInclusive(right)) - Number(isInclusive(left));
}

function sortThresholds(field: string, found: readonly Threshold[]): Thresholds {
  const isFloor = ({ ordering }: Threshold) => ordering === "gt" || ordering === "gte";
  return {
    read: readerOf(field),
    floors: found.filter(isFloor).sort(byReach),
    ceilings: found
      .filter((threshold) => !isFloor(threshold))
      .sort((left, right) => compareDecimals(right.at, left.at) || byReach(left, right)),
  };
}

function buildThresholds(items: readonly Item[]): { thresholds: Thresholds[]; rest: Item[] } {
  const byField = new Map<string, Threshold[]>();
  const rest = items.filter(({ ordinal, leaves }) => {
    for (const { condition } of leaves) {
      const threshold = thresholdOf(condition);
      if (!threshold) continue;
      addTo(byField, condition.field, { ...threshold, ordinal });
      return false;
    }
    return true;
  });
  return { thresholds: [...byField].map(([field, found]) => sortThresholds(field, found)), rest };
}

function buildGroup(items: readonly Item[], level: number): Group {
  const ordinalsOf = (some: readonly Item[]) => some.map(({ ordinal }) => ordinal);
  if (items.length <= smallGroup) return { always: ordinalsOf(items), equalities: [], thresholds: [] };
  const { equalities, rest } =
    level < maxLevels ? buildEqualities(items, level) : { equalities: [], rest: items };
  const { thresholds, rest: others } = buildThresholds(rest);
  return { always: ordinalsOf(others), equalities, thresholds };
}

/** Builds the index: by event type, then by equality, then by sorted thresholds, as far as each filter's conjunction allows. */
export function buildIndex(routes: readonly Indexable[]): RouteIndex {
  const byPattern = new Map<string, Item[]>();
  routes.forEach((route, ordinal) => {
    const item = { ordinal, leaves: conjunctsOf(route.filter) };
    for (const pattern of withoutCovered(route.eventTypes)) addTo(byPattern, pattern, item);
  });
  return new Map([...byPattern].map(([pattern, items]) => [pattern, buildGroup(items, 0)]));
}

function collectHolding(sorted: readonly Threshold[], value: Decimal, found: number[]): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const threshold = sorted[middle];
    if (threshold && isInOrder[threshold.ordering](compareDecimals(value, threshold.at))) low = middle + 1;
    else high = middle;
  }
  for (let position = 0; position < low; position++) {
    const threshold = sorted[position];
    if (threshold) found.push(threshold.ordinal);
  }
}

function collect(group: Group, event: RoutableEvent, found: number[]): void {
  for (const ordinal of group.always) found.push(ordinal);
  for (const { read, groups } of group.equalities) {
    for (const key of keysOfSeen(read(event))) {
      const inner = groups.get(key);
      if (inner) collect(inner, event, found);
    }
  }
  for (const { read, floors, ceilings } of group.thresholds) {
    const value = decimalOf(read(event));
    if (!value) continue;
    collectHolding(floors, value, found);
    collectHolding(ceilings, value, found);
  }
}

/**
 * The positions, in ascending order, of every route whose event types take the event and whose filter may pass.
 * A route that is left out takes another type, or a comparison that its filter cannot do without fails.
 */
export function candidatesOf(index: RouteIndex, event: RoutableEvent): number[] {
  const found: number[] = [];
  for (const pattern of patternsOf(event.type)) {
    const group = index.get(pattern);
    if (group) collect(group, event, found);
  }
  found.sort((left, right) => left - right);
  return found.filter((ordinal, position) => ordinal !== found[position - 1]);
}
