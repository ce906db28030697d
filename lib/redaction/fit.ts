import { findEventType } from "@/lib/events/catalog";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A mask is not always of the kind that an event type asks for (`•••` is no day). Such fields are left out, so that
 * the type's own wording can still be used.
 */
export function fitToType<Event extends { type: string; data: unknown }>(event: Event): Event {
  const { type, data } = event;
  const entry = findEventType(type);
  if (!entry || !isRecord(data)) return event;
  const parsed = entry.data.safeParse(data);
  if (parsed.success) return event;
  const unfit = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  return { ...event, data: Object.fromEntries(Object.entries(data).filter(([key]) => !unfit.has(key))) };
}
