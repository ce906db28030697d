import { HeartPulse } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { duration } from "@/components/reports/duration";
import { EffectsTable } from "@/components/reports/effects-table";
import { Figures } from "@/components/reports/figures";
import { HandledTable } from "@/components/reports/handled-table";
import { RangeFilter } from "@/components/reports/range-filter";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { environments } from "@/db/enums";
import { requireMember } from "@/lib/auth/session";
import { type Handled, reportEffects, reportHandling } from "@/lib/reports/interventions/queries";
import { stretchOf } from "@/lib/reports/interventions/stretch";

export const metadata: Metadata = { title: "Interventions" };

const querySchema = z.object({
  days: z.enum(["7", "30", "90", "365"]).catch("30"),
  environment: z.enum(environments).catch("production"),
});

const dayMs = 86_400_000;

function figuresOf({ cases, acknowledged, resolved }: Handled) {
  return [
    { label: "Acknowledged", value: `${acknowledged.count} of ${cases}` },
    { label: "Half of them within", value: duration(acknowledged.median) },
    { label: "Resolved", value: `${resolved.count} of ${cases}` },
    { label: "Half of these within", value: duration(resolved.median) },
  ];
}

export default async function InterventionsPage(props: {
  params: Promise<Place>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [place, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope } = await requireMember(place.org, place.project);
  const { days, environment } = querySchema.parse(searchParams);
  const now = new Date();
  const stretch = stretchOf({ from: new Date(now.getTime() - Number(days) * dayMs), environment }, now);
  const [{ total, byOwner, byRule }, effects] = await Promise.all([
    reportHandling(scope, stretch),
    reportEffects(scope, stretch, now),
  ]);
  const path = projectPath(place, "reports", "interventions");
  return (
    <>
      <PageHeader
        title="Interventions"
        description="How fast somebody looked, how fast it was over, and what became of the numbers."
      />
      <RangeFilter path={path} days={days} environment={environment} />
      {total.cases === 0 && effects.length === 0 ? (
        <Card flush>
          <EmptyState
            icon={HeartPulse}
            title="No case began in this time"
            action={<LinkButton href={projectPath(place, "cases")}>See the cases</LinkButton>}
          >
            Cases that are acknowledged and resolved, here or in Slack, are counted.
          </EmptyState>
        </Card>
      ) : (
        <>
          <Figures figures={figuresOf(total)} />
          <div className="grid gap-5">
            <Card title="By the customer's owner" flush>
              <HandledTable caption="By the customer's owner" rows={byOwner} nobody="Nobody" />
            </Card>
            {byRule.length > 0 && (
              <Card title="By rule" flush>
                <HandledTable caption="By rule" rows={byRule} nobody="No rule" />
              </Card>
            )}
            {effects.length > 0 && (
              <Card
                title="The numbers at the alarm, and afterwards"
                description="Means over those alarms of which both are known. Of a meter: as many days before and after."
                flush
              >
                <EffectsTable effects={effects} />
              </Card>
            )}
          </div>
        </>
      )}
    </>
  );
}
