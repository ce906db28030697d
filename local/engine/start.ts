import { deadline } from "./duration";
import { expression, holds, matchSides, valueIn } from "./expression/expression";
import type { FunctionSpec } from "./function-spec";
import type { IncomingEvent } from "./incoming-event";
import { canonical, storable } from "./json";
import { concurrencyOf, flowKey, gcra } from "./keys";
import { CANCELLED_MEMO, KEEP } from "./memo";
import type { Registry } from "./registry";
import { ulid } from "./ulid";

/** A row of `plain` or `starts` of a turn: see turn.sql. `controlled` says that it needs engine.start. */
export type Start = {
  run: string;
  fn: string;
  event_name: string;
  idem: string | null;
  events: string;
  due: number;
  lead: number;
  keys: string[];
  limits: number[];
  keep: number;
  rate?: { key: string; emission: number; slack: number };
  throttle?: { key: string; emission: number; slack: number };
  singleton?: { key: string; mode: "skip" | "cancel"; keep: number; memo: string };
  batch?: { tag: string; event_key: string; event: string; max: number; timeout: number };
  debounce?: { tag: string; period: number; timeout?: number; start: string };
  cancels?: { event: string; expr: string | null; path?: string; value?: string; until: number | null }[];
  parent_run?: string;
  parent_step?: string;
};

const DAY = 86_400_000;
const MOST_PRIORITY = 600;

/** Every run that an event starts. */
export function startsFor(event: IncomingEvent, registry: Registry, now: number): Start[] {
  return registry
    .startedBy(event.name)
    .filter((spec) => triggers(spec, event))
    .map((spec) => startOf(spec, event, now));
}

/** Whether a start has anything beyond concurrency and a future instant. */
export function isControlled(start: Start): boolean {
  return Boolean(
    start.rate ||
      start.throttle ||
      start.singleton ||
      start.batch ||
      start.debounce ||
      start.cancels ||
      start.parent_run,
  );
}

/** The run of one function for one event. */
export function startOf(spec: FunctionSpec, event: IncomingEvent, now: number): Start {
  const scope = { event: event.body };
  const priority = spec.priority?.run ? valueIn(spec.priority.run, scope) : 0;
  const base: Start = {
    run: ulid(now),
    fn: spec.id,
    event_name: storable(event.name),
    idem: storable(event.id),
    events: `[${event.text}]`,
    due: Math.max(event.ts, now),
    lead:
      typeof priority === "number" ? Math.min(Math.max(Math.floor(priority), 0), MOST_PRIORITY) * 1000 : 0,
    keep: event.id === event.key ? KEEP.madeId : KEEP.ownId,
    ...concurrencyOf(spec, event.body),
    ...flowControl(spec, event.body),
  };
  if (spec.cancel) base.cancels = cancelsOf(spec, event.body, now);
  if (spec.batchEvents) {
    const { maxSize, timeout, key } = spec.batchEvents;
    const tag = flowKey("batch", spec.id, key, event.body);
    base.idem = null;
    base.batch = { tag, event_key: event.key, event: event.text, max: maxSize, timeout };
    base.events = "[]";
  }
  if (spec.debounce) {
    const { period, timeout, key } = spec.debounce;
    const start = JSON.stringify({ ...base, idem: null, due: 0, rate: undefined });
    base.debounce = { tag: flowKey("debounce", spec.id, key, event.body), period, start };
    if (timeout !== undefined) base.debounce.timeout = timeout;
    base.idem = null;
  }
  return base;
}

function triggers(spec: FunctionSpec, event: IncomingEvent): boolean {
  return spec.triggers.some(
    (trigger) =>
      "event" in trigger &&
      trigger.event === event.name &&
      (trigger.expression === undefined || holds(trigger.expression, { event: event.body })),
  );
}

function flowControl(spec: FunctionSpec, event: unknown): Pick<Start, "rate" | "throttle" | "singleton"> {
  const flow: Pick<Start, "rate" | "throttle" | "singleton"> = {};
  if (spec.idempotency) {
    flow.rate = { key: flowKey("idem", spec.id, spec.idempotency, event), ...gcra(1, DAY) };
  } else if (spec.rateLimit) {
    const { limit, period, key } = spec.rateLimit;
    flow.rate = { key: flowKey("rate", spec.id, key, event), ...gcra(limit, period) };
  }
  if (spec.throttle) {
    const { limit, period, burst, key } = spec.throttle;
    flow.throttle = { key: flowKey("throttle", spec.id, key, event), ...gcra(limit, period, burst) };
  }
  if (spec.singleton) {
    const { key, mode } = spec.singleton;
    flow.singleton = {
      key: flowKey("single", spec.id, key, event),
      mode,
      keep: KEEP.cancelled,
      memo: CANCELLED_MEMO,
    };
  }
  return flow;
}

function cancelsOf(spec: FunctionSpec, event: unknown, now: number): NonNullable<Start["cancels"]> {
  return (spec.cancel ?? []).map((cancel) => ({
    event: storable(cancel.event),
    ...pauseMatch(cancel.if?.source, event),
    until: cancel.timeout === undefined ? null : deadline(cancel.timeout, now),
  }));
}

/**
 * What a pause stores of its condition: its text, and, when it compares one field of the incoming event with a
 * value known now, that field and value, so that an index finds it.
 */
export function pauseMatch(
  source: string | undefined,
  event: unknown,
): { expr: string | null; path?: string; value?: string } {
  if (source === undefined) return { expr: null };
  const parsed = expression(source);
  const sides = matchSides(parsed);
  if (!sides) return { expr: source };
  const own = valueIn({ source, tree: sides.own }, { event });
  return { expr: source, path: JSON.stringify(sides.incoming), value: matchValue(own) };
}

/** How a compared value is stored and looked up: short, and never equal for different values. */
export function matchValue(value: unknown): string {
  return flowKey("v", canonical(value ?? null), undefined, null);
}
