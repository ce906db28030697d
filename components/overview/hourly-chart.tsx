import { Bars } from "@/components/ui/bars";
import { Card } from "@/components/ui/card";
import { formatHour } from "@/components/ui/time-format";
import type { Summary } from "@/lib/notifications/queries";

type Props = { hourly: Summary["hourly"]; timeZone: string };

function Legend({ className, children }: { className: string; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className={`size-2 rounded-sm ${className}`} />
      {children}
    </span>
  );
}

/** Notifications sent and failed, hour by hour, in the project's time zone. */
export function HourlyChart({ hourly, timeZone }: Props) {
  const bars = hourly.map(({ hour, sent, failed }) => ({
    label: formatHour(hour.toISOString(), timeZone),
    good: sent,
    bad: failed,
  }));
  return (
    <Card
      title="Sent and failed by hour"
      actions={
        <span className="flex gap-4 text-xs text-ink-muted">
          <Legend className="bg-good-solid">Sent</Legend>
          <Legend className="bg-bad-solid">Failed</Legend>
        </span>
      }
    >
      <Bars
        title="Notifications sent and failed in each of the last 24 hours"
        bars={bars}
        goodWord="sent"
        badWord="failed"
      />
      <div aria-hidden className="relative mt-1.5 grid grid-cols-4 text-2xs text-ink-faint">
        {[0, 6, 12, 18].map((position) => (
          <span key={position}>{bars[position]?.label}</span>
        ))}
        <span className="absolute right-0">now</span>
      </div>
    </Card>
  );
}
