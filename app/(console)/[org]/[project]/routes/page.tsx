import { Plus, Route as RouteIcon } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { RouteTable } from "@/components/routes/route-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { withQuery } from "@/components/ui/query-string";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listRoutes } from "@/lib/routing/queries";
import { setEnabled } from "./actions";

export const metadata: Metadata = { title: "Routes" };

type Props = { params: Promise<Place>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RoutesPage({ params, searchParams }: Props) {
  const place = await params;
  const { scope, role } = await requireMember(place.org, place.project);
  const { cursor } = z.object({ cursor: z.string().optional().catch(undefined) }).parse(await searchParams);
  const { items: routes, nextCursor } = await listRoutes(scope, { cursor });
  const path = projectPath(place, "routes");
  const mayEdit = isAtLeast(role, "member");
  const create = mayEdit && (
    <>
      <LinkButton href={projectPath(place, "routes", "presets")}>Use a preset</LinkButton>
      <LinkButton href={projectPath(place, "routes", "new")} variant="primary">
        <Plus aria-hidden />
        Create route
      </LinkButton>
    </>
  );
  return (
    <>
      <PageHeader
        title="Routes"
        description="Which events go to which destination."
        actions={routes.length > 0 && create}
      />
      <Card flush>
        {routes.length === 0 ? (
          <EmptyState
            icon={RouteIcon}
            title="No routes yet"
            action={create || "Ask a member of the project to create one."}
          >
            A route says which events go to which destination, and under which conditions. Without one, events
            are stored and nobody is told.
          </EmptyState>
        ) : (
          <>
            <RouteTable
              routes={routes}
              place={place}
              mayEdit={mayEdit}
              setEnabled={setEnabled.bind(null, place.org, place.project)}
            />
            {(cursor || nextCursor) && (
              <Pagination
                summary={routes.length === 1 ? "1 route" : `${routes.length} routes`}
                firstHref={cursor ? path : null}
                nextHref={nextCursor && withQuery(path, { cursor: nextCursor })}
              />
            )}
          </>
        )}
      </Card>
    </>
  );
}
