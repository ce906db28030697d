import { IdValue } from "@/components/ui/id-value";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { formatDuration, formatInstant } from "@/components/ui/time-format";
import type { EventDetail } from "@/lib/events/queries";
import { senderId } from "./sender-id";
import { sourceName } from "./source-name";

type Facts = Omit<EventDetail, "trace" | "notifications">;

/** Ids and times of an event. */
export function EventFacts({ event, timeZone }: { event: Facts; timeZone: string }) {
  const at = (instant: Date) => (
    <time dateTime={instant.toISOString()}>{formatInstant(instant.toISOString(), timeZone)}</time>
  );
  const sent = senderId(event);
  const items: (KeyValue | false)[] = [
    { label: "Event", value: <IdValue id={event.id} what="event id" /> },
    sent !== null && { label: "Sender's id", value: <IdValue id={sent} what="sender's id" /> },
    { label: "Type", value: <span className="font-mono text-xs">{event.type}</span> },
    { label: "Source", value: sourceName(event.source) },
    event.customerId !== null && { label: "Customer", value: event.customer?.name ?? event.customerId },
    { label: "Occurred", value: at(event.occurredAt) },
    { label: "Received", value: at(event.receivedAt) },
    event.decidedAt !== null && {
      label: "Decided",
      value: `${formatDuration(event.decidedAt.getTime() - event.receivedAt.getTime())} after it came in`,
    },
  ];
  return <KeyValues items={items.filter((item) => item !== false)} />;
}
