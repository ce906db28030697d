import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { formatDuration } from "@/components/ui/time-format";
import type { DestinationStatistics } from "@/lib/webhooks/statistics/queries";

const number = (count: number) => count.toLocaleString("en-US");
const duration = (ms: number | null) => (ms === null ? "–" : formatDuration(ms));

function itemsOf({
  sent,
  failed,
  waiting,
  attempts,
  failedAttempts,
  p50Ms,
  p95Ms,
}: DestinationStatistics): KeyValue[] {
  return [
    { label: "Sent", value: number(sent) },
    { label: "Failed", value: number(failed) },
    { label: "Waiting", value: number(waiting) },
    {
      label: "Tries",
      value:
        failedAttempts > 0 ? `${number(attempts)}, ${number(failedAttempts)} not taken` : number(attempts),
    },
    { label: "Half answered within", value: duration(p50Ms) },
    { label: "95 % within", value: duration(p95Ms) },
  ];
}

/** What went out in the last day and the last week. */
export function StatisticsPanel({ day, week }: { day: DestinationStatistics; week: DestinationStatistics }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {[
        { title: "Last 24 hours", items: itemsOf(day) },
        { title: "Last 7 days", items: itemsOf(week) },
      ].map(({ title, items }) => (
        <div key={title} className="grid gap-2">
          <h3 className="text-sm font-medium">{title}</h3>
          <KeyValues items={items} />
        </div>
      ))}
    </div>
  );
}
