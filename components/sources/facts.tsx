import { Code } from "@/components/ui/code-block";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReceiptStatus } from "@/db/enums";
import type { SourceItem } from "@/lib/sources/queries";
import { vendorNames } from "@/lib/sources/schema";

type Props = {
  source: SourceItem;
  counts: Record<ReceiptStatus, number>;
  timeZone: string;
  now: Date;
};

/** What is known about a source. Of its secret only the end. */
export function SourceFacts({ source, counts, timeZone, now }: Props) {
  const at = (instant: Date | string) => (
    <RelativeTime iso={typeof instant === "string" ? instant : instant.toISOString()} timeZone={timeZone} />
  );
  const { secretHint, previousSecretUntil, lastReceivedAt } = source;
  const isPreviousGood = previousSecretUntil !== null && Date.parse(previousSecretUntil) > now.getTime();
  const items: (KeyValue | false)[] = [
    { label: "Vendor", value: vendorNames[source.kind] },
    {
      label: "Secret",
      value: secretHint === null ? "Not set: everything is refused" : <Code>{secretHint}</Code>,
    },
    isPreviousGood && { label: "The one before", value: <>Good until {at(previousSecretUntil ?? "")}</> },
    { label: "Last received", value: lastReceivedAt ? at(lastReceivedAt) : "Never" },
    {
      label: "Last 24 hours",
      value: `${counts.accepted} accepted, ${counts.duplicate} duplicate, ${counts.ignored} ignored, ${counts.rejected} rejected`,
    },
    source.customerUrl !== null && {
      label: "Page of a customer",
      value: <Code className="break-all">{source.customerUrl}</Code>,
    },
    { label: "Added", value: at(source.createdAt) },
  ];
  return <KeyValues items={items.filter((item) => item !== false)} />;
}
