import type { StoredEvent } from "@/lib/events/queries";
import { compose } from "@/lib/messages/compose";
import type { Message } from "@/lib/messages/message";
import type { Playbook, PlaybookDestination } from "@/lib/routing/decide";

/** Says an event for one destination, in the project's words and days. The result is what is stored with the notification. */
export type Teller = (destination: PlaybookDestination) => Message;

/** One event's teller: what several destinations are told alike is composed once. */
export function tellerOf(playbook: Playbook, event: StoredEvent, { now }: { now: Date }): Teller {
  let plain: Message | undefined;
  return () => {
    plain ??= compose(event, { now, timeZone: playbook.timeZone });
    return plain;
  };
}
