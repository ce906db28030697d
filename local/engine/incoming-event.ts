import { z } from "zod";
import { canonical, isObject } from "./json";
import { seededUlid, ulid } from "./ulid";

/** An event as functions see it, with its canonical text and the id under which it deduplicates. */
export type IncomingEvent = {
  key: string;
  id: string;
  name: string;
  ts: number;
  body: unknown;
  text: string;
};

/** What a caller did wrong; answered with 400. */
export type Refusal = { refused: string };

const MAX_EVENTS = 5_000;
const eventSchema = z.object({
  id: z.string().max(512).optional().nullable(),
  name: z.string().min(1).max(256),
  data: z.record(z.string(), z.unknown()).optional().nullable(),
  user: z.record(z.string(), z.unknown()).optional().nullable(),
  ts: z.number().int().min(0).optional().nullable(),
  v: z.string().optional().nullable(),
  meta: z.unknown().optional(),
});

/**
 * Reads the body of the event API: one event or an array of them. `seed` makes the ids of a repeated request equal.
 */
export function readEvents(
  body: unknown,
  now: number,
  seed: { ms: number; entropy: string } | null,
): IncomingEvent[] | Refusal {
  const list = Array.isArray(body) ? body : [body];
  if (list.length > MAX_EVENTS) return { refused: `more than ${MAX_EVENTS} events in one request` };
  const events: IncomingEvent[] = [];
  for (const [index, raw] of list.entries()) {
    const parsed = eventSchema.safeParse(raw);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return { refused: `event ${index}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? "not valid"}` };
    }
    if (parsed.data.name.startsWith("inngest/")) {
      return { refused: `event ${index}: names that start with "inngest/" are reserved` };
    }
    events.push(completeEvent(parsed.data, now, seed ? seededUlid(seed, index) : ulid(now)));
  }
  return events;
}

/** An event that the engine itself makes. */
export function internalEvent(name: string, id: string, data: unknown, now: number): IncomingEvent {
  const body = { name, id, ts: now, data, user: {} };
  return { key: id, id, name, ts: now, body, text: canonical(body) };
}

function completeEvent(given: z.output<typeof eventSchema>, now: number, key: string): IncomingEvent {
  const { _inngest: _dropped, ...data } = isObject(given.data) ? given.data : {};
  const id = given.id || key;
  const ts = given.ts || now;
  const body = {
    name: given.name,
    id,
    ts,
    data,
    user: given.user ?? {},
    ...(given.v == null ? {} : { v: given.v }),
    ...(given.meta == null ? {} : { meta: given.meta }),
  };
  return { key, id, name: given.name, ts, body, text: canonical(body) };
}
