import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { KeyValues } from "@/components/ui/key-values";
import { LinkButton } from "@/components/ui/link-button";
import { formatDuration } from "@/components/ui/time-format";
import type { Scope } from "@/lib/auth/scope";
import { noiseReport } from "@/lib/rules/noise/queries";

const days = 30;

/** The place that the numbers will take. */
export function NoiseCardLoading() {
  return (
    <Card title="Noise" description={`The last ${days} days.`}>
      <p className="min-h-44 text-ink-muted">Counting…</p>
    </Card>
  );
}

type Props = { scope: Scope; ruleId: string; place: Place; now: Date };

/** What people made of what a rule told. */
export async function NoiseCard({ scope, ruleId, place, now }: Props) {
  const [line] = await noiseReport(scope, { days, now, only: ruleId });
  const { medianSecondsToAcknowledge: median = null } = line ?? {};
  return (
    <Card
      title="Noise"
      description={`The last ${days} days.`}
      actions={
        <LinkButton size="sm" href={projectPath(place, "rules", "noise")}>
          All rules
        </LinkButton>
      }
    >
      <div className="min-h-44">
        {line ? (
          <KeyValues
            items={[
              { label: "Fired", value: line.fired },
              { label: "Messages", value: `${line.told} sent, ${line.muted} muted` },
              { label: "Cases", value: line.cases },
              {
                label: "Acknowledged",
                value:
                  median === null
                    ? line.acknowledged
                    : `${line.acknowledged}, half within ${formatDuration(median * 1000)}`,
              },
              { label: "Snoozed", value: line.snoozed },
              { label: "Votes", value: `${line.useful} useful, ${line.noise} noise` },
            ]}
          />
        ) : (
          <p className="text-ink-muted">It has told nothing yet.</p>
        )}
      </div>
    </Card>
  );
}
