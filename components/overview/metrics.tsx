import { type Place, projectPath } from "@/components/shell/paths";
import type { Summary } from "@/lib/notifications/queries";
import { Metric } from "./metric";

/** The last 24 hours in numbers. */
export function Metrics({ summary, place }: { summary: Summary; place: Place }) {
  const activity = (state: string) => `${projectPath(place, "activity")}?state=${state}&range=24h`;
  const { counts } = summary;
  return (
    <section
      aria-label="Last 24 hours"
      className="grid grid-cols-2 gap-px overflow-clip rounded-lg border border-line bg-line shadow-card sm:grid-cols-3 lg:grid-cols-6"
    >
      <Metric label="Events" value={summary.eventsLast24h} href={projectPath(place, "events")} />
      <Metric label="Sent" value={counts.sent} href={activity("sent")} />
      <Metric label="Failed" value={counts.failed} href={activity("failed")} tone="bad" />
      <Metric label="Pending" value={counts.pending} href={activity("pending")} />
      <Metric label="Held" value={counts.held} href={activity("held")} tone="warn" />
      <Metric label="Suppressed" value={counts.suppressed} href={activity("suppressed")} />
    </section>
  );
}
