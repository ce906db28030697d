import { Volume2 } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { z } from "zod";
import { NoiseTable } from "@/components/rules/noise-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { withQuery } from "@/components/ui/query-string";
import { Tabs } from "@/components/ui/tabs";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { noiseReport } from "@/lib/rules/noise/queries";
import { noiseOf, noisyFrom } from "@/lib/rules/noise/report";
import { dryRunDays } from "@/lib/rules/past/stretch";
import { Suggestions, SuggestionsLoading } from "./suggestions";

export const metadata: Metadata = { title: "Noise" };

const querySchema = z.object({
  days: z.coerce.number().pipe(z.literal(dryRunDays)).catch(30),
  rule: z.string().max(64).optional().catch(undefined),
});

/** Lines that are shown; those with the least noise are left out. */
const most = 200;
/** The noisiest rules that something is suggested for unasked: each is tried on its past several times. */
const suggestedFor = 3;

type Props = {
  params: Promise<Place>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function NoisePage({ params, searchParams }: Props) {
  const place = await params;
  const { scope, role } = await requireMember(place.org, place.project);
  const { days, rule } = querySchema.parse(await searchParams);
  const now = new Date();
  const lines = await noiseReport(scope, { days, now });
  const path = projectPath(place, "rules", "noise");
  const noisy = lines.filter((line) => line.kind === "rule" && line.enabled);
  const chosen = rule
    ? noisy.filter(({ id }) => id === rule)
    : noisy.filter((line) => (noiseOf(line) ?? 0) >= noisyFrom).slice(0, suggestedFor);
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "rules"), label: "Rules" }}
        title="Noise"
        description="What every rule and route told, what people made of it, and what would have been quieter."
      />
      <Tabs
        label="How far back"
        items={dryRunDays.map((each) => ({
          href: withQuery(path, { days: String(each) }),
          label: `Last ${each} days`,
          current: each === days,
        }))}
      />
      <div className="grid gap-5">
        {chosen.map((line) => (
          <Card
            key={line.id}
            title={line.name}
            description="The same rule on the same past, a little quieter."
          >
            <Suspense fallback={<SuggestionsLoading />}>
              <Suggestions
                scope={scope}
                place={place}
                ruleId={line.id}
                days={days}
                now={now}
                mayEdit={isAtLeast(role, "member")}
              />
            </Suspense>
          </Card>
        ))}
        <Card flush>
          {lines.length === 0 ? (
            <EmptyState
              icon={Volume2}
              title="Nothing was told"
              action={<LinkButton href={projectPath(place, "rules")}>See the rules</LinkButton>}
            >
              As soon as rules and routes tell something, it stands here how often, and what became of it.
            </EmptyState>
          ) : (
            <NoiseTable
              lines={lines.slice(0, most).map((line) => ({ ...line, noisiness: noiseOf(line) }))}
              place={place}
              suggestHref={(id) => withQuery(path, { days: String(days), rule: id })}
            />
          )}
        </Card>
        {lines.length > most && (
          <p className="text-sm text-ink-muted">{`The noisiest ${most} of ${lines.length} are shown.`}</p>
        )}
      </div>
    </>
  );
}
