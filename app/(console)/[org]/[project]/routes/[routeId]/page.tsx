import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { draftOf } from "@/components/routes/filter-draft";
import { RouteSummary } from "@/components/routes/route-summary";
import { type Place, projectPath } from "@/components/shell/paths";
import { DeleteDialog } from "@/components/ui/delete-dialog";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { withQuery } from "@/components/ui/query-string";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { getRoute, type RouteItem } from "@/lib/routing/queries";
import { remove, update } from "../actions";
import { splitTypes } from "../catalog-choices";
import { RouteEditor } from "../route-editor";

export const metadata: Metadata = { title: "Route" };

function Deletion({ route, place }: { route: RouteItem; place: Place }) {
  return (
    <DeleteDialog
      kind="route"
      name={route.name}
      action={remove.bind(null, place.org, place.project)}
      fields={{ routeId: route.id }}
    >
      {`Its events no longer reach ${route.destinationName} by this route. What it has sent stays in the activity.`}
    </DeleteDialog>
  );
}

export default async function RoutePage({ params }: { params: Promise<Place & { routeId: string }> }) {
  const { routeId, ...place } = await params;
  const { scope, project, role } = await requireMember(place.org, place.project);
  const [route, destinations] = await Promise.all([
    orNotFound(getRoute(scope, routeId)),
    listDestinations(scope),
  ]);
  const mayEdit = isAtLeast(role, "member");
  const { name, destinationId, enabled, filter } = route;
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "routes"), label: "Routes" }}
        title={name}
        badges={!enabled && <Pill>Off</Pill>}
        actions={
          <>
            <LinkButton href={withQuery(projectPath(place, "activity"), { route: routeId })}>
              What it sent
            </LinkButton>
            {mayEdit && <Deletion route={route} place={place} />}
          </>
        }
      />
      {mayEdit ? (
        <RouteEditor
          place={place}
          timeZone={project.timeZone}
          destinations={destinations}
          action={update.bind(null, place.org, place.project)}
          route={{
            ...splitTypes(route.eventTypes),
            id: routeId,
            name,
            destinationId,
            enabled,
            ownerRouting: route.ownerRouting,
            mentionGroupId: route.mentionGroupId ?? "",
            filter: draftOf(filter),
            filterJson: JSON.stringify(filter, null, 2),
          }}
        />
      ) : (
        <RouteSummary route={route} place={place} />
      )}
    </>
  );
}
