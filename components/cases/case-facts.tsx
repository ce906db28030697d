import { IdValue } from "@/components/ui/id-value";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseItem } from "@/lib/cases/queries";

/** What is known of a case, a line each. */
export function CaseFacts({ item, timeZone }: { item: CaseItem; timeZone: string }) {
  const time = (at: Date) => <RelativeTime iso={at.toISOString()} timeZone={timeZone} />;
  const { customerId, customerName, resolvedAt, expiresAt, acknowledgedAt, acknowledgedBy, snoozedUntil } =
    item;
  const facts: (KeyValue | false)[] = [
    { label: "Case", value: <IdValue id={item.id} what="case id" /> },
    { label: "About", value: <span className="font-mono break-all">{item.key}</span> },
    customerId !== null && {
      label: "Customer",
      value: customerName ? `${customerName} (${customerId})` : customerId,
    },
    { label: "Began", value: time(item.openedAt) },
    resolvedAt !== null && { label: "Resolved", value: time(resolvedAt) },
    item.state === "open" && expiresAt !== null && { label: "Expires", value: time(expiresAt) },
    acknowledgedAt !== null && {
      label: "Acknowledged",
      value: (
        <>
          {`by ${acknowledgedBy ?? "somebody"}, `}
          {time(acknowledgedAt)}
        </>
      ),
    },
    item.assignedTo !== null && { label: "Assigned to", value: item.assignedTo },
    snoozedUntil !== null && { label: "Snoozed until", value: time(snoozedUntil) },
    { label: "Environment", value: item.environment === "sandbox" ? "Sandbox" : "Production" },
  ];
  return <KeyValues items={facts.filter((fact) => fact !== false)} />;
}
