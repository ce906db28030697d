import type { Scope } from "@/lib/auth/scope";
import { getEvent } from "@/lib/events/queries";
import { sampleOf } from "@/lib/templates/preview";
import type { TellableEvent } from "@/lib/templates/variables";

type Wanted = { eventType: string; eventId: string; now: Date };

/** The event that a wording is shown on: one of the project's, or the type's sample without an id or for another type's. */
export async function exampleOf(scope: Scope, { eventType, eventId, now }: Wanted): Promise<TellableEvent> {
  const event = eventId === "" ? undefined : await getEvent(scope, eventId);
  return event?.type === eventType ? event : sampleOf(eventType, now);
}
