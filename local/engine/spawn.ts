import { z } from "zod";
import type { ClaimedItem } from "./claimed-item";
import { nextTick } from "./cron";
import { internalEvent } from "./incoming-event";
import { parseJson } from "./json";
import { cronPayload } from "./registration";
import type { Registry } from "./registry";
import { type Start, startOf } from "./start";
import { ulid } from "./ulid";
import type { Work } from "./work";

/** A due cron: the run of this tick, once whatever the number of engines, and the next tick. */
export function dueCron(item: ClaimedItem, registry: Registry, now: number): Work {
  const fence = { item: item.id, gen: item.gen };
  const spec = item.fn === null ? undefined : registry.functions.get(item.fn);
  const { cron } = cronPayload.parse(parseJson(item.payload ?? ""));
  const next = nextTick(cron, now);
  // Another engine's newer functions may have armed it: it stays, and is looked at again.
  if (!spec) return { ops: [{ op: "release", ...fence, due: now + 1_000, lost: 0 }] };
  const at = new Date(item.due).toISOString();
  const event = internalEvent(
    "inngest/scheduled.timer",
    `${cron}@${at}`,
    { cron, scheduledAt: at, fireAt: at },
    now,
  );
  return { ops: [{ op: "spawn", ...fence, next, starts: [startOf(spec, event, now)] }] };
}

const startSchema = z.custom<Start>(
  (value) => z.object({ run: z.string(), fn: z.string() }).safeParse(value).success,
);

/** A debounce whose quiet time is over: the run of its last event. */
export function dueDebounce(item: ClaimedItem): Work {
  const start = startSchema.parse(parseJson(item.payload ?? ""));
  const fence = { item: item.id, gen: item.gen };
  return { ops: [{ op: "spawn", ...fence, next: null, starts: [{ ...start, run: ulid(item.due) }] }] };
}
