import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { orNotFound } from "@/app/(console)/or-not-found";
import { MeterControls } from "@/components/meters/meter-controls";
import { TopCustomers } from "@/components/meters/top-customers";
import { sentenceOf } from "@/components/rules/sentence-text";
import { ValueChart } from "@/components/rules/value-chart";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { withQuery } from "@/components/ui/query-string";
import { Tabs } from "@/components/ui/tabs";
import { environments } from "@/db/enums";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { getMeter } from "@/lib/meters/queries";
import { windowAt, windowSizes } from "@/lib/meters/windows";
import { listTopCustomers } from "@/lib/rules/charts/queries";
import { listRules } from "@/lib/rules/queries";
import { measures } from "@/lib/rules/schema";
import { loadSeries } from "./load-series";

export const metadata: Metadata = { title: "Meter" };

const querySchema = z.object({
  by: z.enum(windowSizes).catch("day"),
  measure: z.enum(measures).catch("sum"),
  customer: z.string().trim().max(255).catch(""),
  environment: z.enum(environments).catch("production"),
});

const sizeWords = {
  hour: "Hours",
  day: "Days",
  week: "Weeks",
  month: "Months",
  quarter: "Quarters",
} as const;
const topCount = 10;

/** A page is given its segment as it stands in the address. */
function nameIn(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    notFound();
  }
}

type Props = {
  params: Promise<Place & { meter: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function MeterPage(props: Props) {
  const [{ meter: segment, ...place }, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope, project, role } = await requireMember(place.org, place.project);
  const { timeZone } = project;
  const { by, measure, customer, environment } = querySchema.parse(searchParams);
  const name = nameIn(segment);
  const now = new Date();
  const meter = await orNotFound(getMeter(scope, environment, name));
  const window = windowAt(now.getTime(), by, timeZone);
  const [points, top, rules] = await Promise.all([
    loadSeries(scope, { environment, meter: name, customer, by, measure, timeZone, now }),
    listTopCustomers(scope, { environment, meter: name, window, limit: topCount }),
    listRules(scope, { signal: `meter:${name}`, limit: 20 }),
  ]);
  const path = projectPath(place, "meters", name);
  const query = {
    customer: customer || undefined,
    measure: measure === "sum" ? undefined : measure,
    environment: environment === "sandbox" ? environment : undefined,
  };
  const of = customer === "" ? "all customers together" : customer;
  return (
    <>
      <PageHeader
        back={{
          href: withQuery(projectPath(place, "meters"), { environment: query.environment }),
          label: "Meters",
        }}
        title={name}
        description={meter.unit ? `Measured in ${meter.unit}.` : undefined}
        badges={environment === "sandbox" && <Pill>Sandbox</Pill>}
        actions={
          isAtLeast(role, "member") && (
            <LinkButton href={withQuery(projectPath(place, "rules", "new"), { meter: name })}>
              <Plus aria-hidden />
              Create rule
            </LinkButton>
          )
        }
      />
      <Tabs
        label="Length of the windows"
        items={windowSizes.map((size) => ({
          href: withQuery(path, { ...query, by: size }),
          label: sizeWords[size],
          current: size === by,
        }))}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card
          title={`${sizeWords[by]} of ${of}`}
          actions={
            <MeterControls
              path={path}
              by={by}
              measure={measure}
              customer={customer}
              environment={query.environment}
            />
          }
        >
          <div className="min-h-44">
            <ValueChart
              title={`${name} of ${of} by ${by}`}
              points={points}
              write={(value) => (meter.unit ? `${value} ${meter.unit}` : value)}
              empty="No reading in this stretch."
            />
          </div>
        </Card>
        <div className="grid min-w-0 gap-5">
          <Card title="Most, in this window" description={`Sum within this ${by}.`} flush>
            <TopCustomers
              items={top}
              unit={meter.unit}
              hrefOf={(id) => withQuery(path, { ...query, by, customer: id })}
            />
          </Card>
          <Card title="Rules that watch it" flush>
            {rules.items.length === 0 && <p className="p-4 text-ink-muted">None yet.</p>}
            <ul className="divide-y divide-line empty:hidden">
              {rules.items.map((rule) => (
                <li key={rule.id} className="relative px-4 py-2.5 text-sm hover:bg-hover">
                  <Link
                    href={projectPath(place, "rules", rule.id)}
                    className="font-medium after:absolute after:inset-0"
                  >
                    {rule.name}
                  </Link>
                  <p className="text-ink-muted">{sentenceOf(rule)}</p>
                </li>
              ))}
            </ul>
          </Card>
        </div>
      </div>
    </>
  );
}
