import { findEventType } from "@/lib/events/catalog";
import type { StoredEvent } from "@/lib/events/queries";
import { storyOf } from "@/lib/messages/compose";

/** The type that says that a case ended by itself: as the catalog has it, else the `expired` of the same noun. */
function expiredType(type: string, expiresAs: string | undefined): string | undefined {
  const usual = `${type.split(".")[0]}.expired`;
  return expiresAs ?? (findEventType(usual) ? usual : undefined);
}

type Expired = { caseId: string; key: string; expiresAt: Date };

/**
 * The event that says that a case's time has run out, made of the event that set the time, so that it belongs to the same
 * case; undefined when none of them set it. Its id is the case's and the instant's: however often it is found, it is one.
 * @param events of the case, newest first.
 */
export function expiryEvent(
  { caseId, key, expiresAt }: Expired,
  events: readonly StoredEvent[],
  now: Date,
): object | undefined {
  for (const event of events) {
    const story = storyOf(event, { now });
    if (story?.key !== key || story.expiresAt?.getTime() !== expiresAt.getTime()) continue;
    const type = expiredType(event.type, story.expiresAs);
    if (type === undefined) continue;
    return {
      id: `bellwire:expired:${caseId}:${Math.floor(expiresAt.getTime() / 1_000)}`,
      type,
      occurredAt: expiresAt.toISOString(),
      environment: event.environment,
      ...(event.customer && { customer: event.customer }),
      data: event.data,
    };
  }
  return undefined;
}
