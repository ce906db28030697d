import { Code } from "@/components/ui/code-block";
import { IdValue } from "@/components/ui/id-value";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { formatInstant } from "@/components/ui/time-format";
import type { RejectedEvent } from "@/lib/events/rejected/queries";
import { sourceName } from "./source-name";

/** Where a refused event came from, and what it said of itself. */
export function RejectedFacts({ event, timeZone }: { event: RejectedEvent; timeZone: string }) {
  const items: (KeyValue | false)[] = [
    { label: "Rejection", value: <IdValue id={event.id} what="rejection id" /> },
    { label: "Reason code", value: <Code>{event.code}</Code> },
    { label: "Place", value: <Code>{event.pointer || "the event as a whole"}</Code> },
    {
      label: "Type",
      value: event.type === null ? "–" : <span className="font-mono text-xs">{event.type}</span>,
    },
    event.externalId !== null && {
      label: "Sender's id",
      value: <IdValue id={event.externalId} what="sender's id" />,
    },
    { label: "Source", value: sourceName(event.source) },
    {
      label: "Received",
      value: (
        <time dateTime={event.receivedAt.toISOString()}>
          {formatInstant(event.receivedAt.toISOString(), timeZone)}
        </time>
      ),
    },
  ];
  return <KeyValues items={items.filter((item) => item !== false)} />;
}
