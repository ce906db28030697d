import { ChartColumn } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { MeterTable } from "@/components/meters/meter-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { withQuery } from "@/components/ui/query-string";
import { environments } from "@/db/enums";
import { requireMember } from "@/lib/auth/session";
import { listMeters } from "@/lib/meters/queries";

export const metadata: Metadata = { title: "Meters" };

const querySchema = z.object({
  environment: z.enum(environments).optional().catch(undefined),
  cursor: z.string().min(1).max(255).optional().catch(undefined),
});

type Props = { params: Promise<Place>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MetersPage(props: Props) {
  const [place, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope, project } = await requireMember(place.org, place.project);
  const { cursor, environment = "production" } = querySchema.parse(searchParams);
  const { items, nextCursor } = await listMeters(scope, { environment, cursor });
  const path = projectPath(place, "meters");
  const isSandbox = environment === "sandbox";
  const query = isSandbox ? { environment } : {};
  return (
    <>
      <PageHeader
        title="Meters"
        description="What your backend measures, summed up by hour, day, week and month."
        actions={
          <LinkButton href={isSandbox ? path : withQuery(path, { environment: "sandbox" })}>
            {isSandbox ? "Show production" : "Show the sandbox"}
          </LinkButton>
        }
      />
      <Card flush>
        {items.length === 0 ? (
          <EmptyState
            icon={ChartColumn}
            title={isSandbox ? "No meters in the sandbox" : "No meters yet"}
            action={<LinkButton href={projectPath(place, "settings", "api-keys")}>API keys</LinkButton>}
          >
            A meter exists from its first reading on. Send one with POST to /api/v1/measurements.
          </EmptyState>
        ) : (
          <>
            <MeterTable
              meters={items.map(({ firstReadAt: firstAt, lastReadAt: lastAt, ...meter }) => ({
                ...meter,
                firstAt,
                lastAt,
              }))}
              timeZone={project.timeZone}
              hrefOf={(name) => withQuery(projectPath(place, "meters", name), query)}
            />
            <Pagination
              summary={items.length === 1 ? "1 meter" : `${items.length} meters`}
              firstHref={cursor ? withQuery(path, query) : null}
              nextHref={nextCursor && withQuery(path, { ...query, cursor: nextCursor })}
              firstWord="First"
              nextWord="Next"
            />
          </>
        )}
      </Card>
    </>
  );
}
