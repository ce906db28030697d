import { CircleAlert, CircleCheck, CircleDot, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { formatInstant } from "@/components/ui/time-format";
import { inkTone, type Tone } from "@/components/ui/tone";
import type { Severity } from "@/db/enums";
import type { CaseStep } from "@/lib/cases/queries";

const looks = {
  info: { icon: CircleDot, tone: "info" },
  good: { icon: CircleCheck, tone: "good" },
  warning: { icon: CircleDot, tone: "warn" },
  critical: { icon: CircleAlert, tone: "bad" },
} satisfies Record<Severity, { icon: LucideIcon; tone: Tone }>;

const phases = { opens: "open", updates: "an update", resolves: "resolved" } as const;

/** Later in, but earlier in what it tells, than one that was known already. */
function isLate(step: CaseStep, steps: readonly CaseStep[]): boolean {
  return steps.some((other) => other.occurredAt > step.occurredAt && other.recordedAt < step.recordedAt);
}

type Props = { steps: readonly CaseStep[]; leadEventId: string; place: Place; timeZone: string };

/** What happened, the latest first. */
export function CaseSteps({ steps, leadEventId, place, timeZone }: Props) {
  return (
    <ol className="relative grid gap-4 text-sm before:absolute before:inset-y-2 before:left-2 before:w-px before:bg-line">
      {steps.map((step) => {
        const { icon: Icon, tone } = looks[step.severity];
        const iso = step.occurredAt.toISOString();
        return (
          <li key={step.eventId} className="relative flex gap-3">
            <Icon aria-hidden className={`mt-0.5 size-4.25 shrink-0 bg-surface ${inkTone[tone]}`} />
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                {step.isEvent ? (
                  <Link
                    href={projectPath(place, "events", step.eventId)}
                    className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
                  >
                    {step.text}
                  </Link>
                ) : (
                  step.text
                )}
              </p>
              <p className="flex flex-wrap gap-x-2 text-xs text-ink-muted">
                <time dateTime={iso} title={formatInstant(iso, timeZone)}>
                  {formatInstant(iso, timeZone)}
                </time>
                <span className="font-mono">{step.eventType}</span>
                <span>{phases[step.phase]}</span>
                {step.eventId === leadEventId && <span className="text-ink">current</span>}
                {isLate(step, steps) && (
                  <span>{`arrived late, at ${formatInstant(step.recordedAt.toISOString(), timeZone)}`}</span>
                )}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
