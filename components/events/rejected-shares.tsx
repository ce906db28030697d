import { inkTone } from "@/components/ui/tone";
import type { RejectedShare } from "@/lib/events/rejected/queries";
import { reasonOf } from "@/lib/events/rejected/reasons";

const digits = new Intl.NumberFormat("en-US");
const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumSignificantDigits: 2 });

function Share({ label, share }: { label: string; share: RejectedShare }) {
  const { rejected, accepted, reasons } = share;
  const total = rejected + accepted;
  return (
    <section className="bg-surface px-4 py-3" aria-label={label}>
      <p className="text-sm text-ink-muted">{label}</p>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className={`text-2xl font-semibold tracking-tight ${rejected > 0 ? inkTone.warn : "text-ink"}`}>
          {digits.format(rejected)}
        </span>
        <span className="text-sm text-ink-muted">
          {total === 0
            ? "nothing came in"
            : `of ${digits.format(total)} events, ${percent.format(rejected / total)}`}
        </span>
      </p>
      {reasons.length > 0 && (
        <ul className="mt-1.5 grid gap-0.5 text-sm">
          {reasons.map(({ code, count }) => (
            <li key={code} className="flex justify-between gap-4">
              <span className="min-w-0 truncate">{reasonOf(code).label}</span>
              <span className="whitespace-nowrap text-ink-muted tabular-nums">
                {digits.format(count)}
                {` (${percent.format(count / total)})`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** How much of the traffic was refused, in the last hour and in the last day, and why. */
export function RejectedShares({ hour, day }: { hour: RejectedShare; day: RejectedShare }) {
  return (
    <div className="mb-4 grid gap-px overflow-clip rounded-lg border border-line bg-line shadow-card sm:grid-cols-2">
      <Share label="Rejected in the last hour" share={hour} />
      <Share label="Rejected in the last 24 hours" share={day} />
    </div>
  );
}
