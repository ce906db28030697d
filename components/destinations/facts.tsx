import { IdValue } from "@/components/ui/id-value";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DestinationItem } from "@/lib/destinations/queries";
import { kindLooks } from "./kind";

/** What is known about a destination. Its secret is not among it. */
export function DestinationFacts({
  destination,
  timeZone,
}: {
  destination: DestinationItem;
  timeZone: string;
}) {
  const at = (instant: Date | null) =>
    instant ? <RelativeTime iso={instant.toISOString()} timeZone={timeZone} /> : "Never";
  const items: (KeyValue | false)[] = [
    { label: "Destination", value: <IdValue id={destination.id} what="destination id" /> },
    { label: "Kind", value: kindLooks[destination.kind].label },
    { label: "Target", value: destination.target },
    { label: "Sandbox", value: destination.acceptsSandbox ? "Accepted" : "Kept out" },
    { label: "Last sent", value: at(destination.lastSuccessAt) },
    destination.lastError !== null && { label: "Last error", value: destination.lastError.message },
    { label: "Added", value: at(destination.createdAt) },
  ];
  return <KeyValues items={items.filter((item) => item !== false)} />;
}
