import { z } from "zod";

/** An item that a turn leased to this engine, with what is needed to act on it: see turn.sql. */
export const claimedItem = z.object({
  id: z.number(),
  kind: z.enum(["call", "cron", "debounce", "match"]),
  fn: z.string().nullable(),
  run: z.string().nullable(),
  step: z.string().nullable(),
  gen: z.number(),
  attempt: z.number(),
  lost: z.number(),
  due: z.number(),
  tag: z.string().nullable(),
  bound: z.number().nullable(),
  payload: z.string().nullable(),
  nested: z.boolean().nullable(),
  events: z.string().nullable(),
  version: z.number().nullable(),
  stack: z.array(z.string()).nullable(),
  steps: z.record(z.string(), z.string()).nullable(),
});
export type ClaimedItem = z.output<typeof claimedItem>;

/** A call: an item of a run. */
export type CallItem = ClaimedItem & { kind: "call"; fn: string; run: string; events: string };

/** Narrows an item to a call. */
export function isCall(item: ClaimedItem): item is CallItem {
  return item.kind === "call" && item.fn !== null && item.run !== null && item.events !== null;
}
