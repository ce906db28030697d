import { Target } from "lucide-react";
import type { Metadata } from "next";
import { emptyDraft } from "@/components/routes/filter-draft";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { create } from "../actions";
import { RouteEditor } from "../route-editor";

export const metadata: Metadata = { title: "Create route" };

type Props = { params: Promise<Place>; searchParams: Promise<{ destination?: string | string[] }> };

export default async function NewRoutePage(props: Props) {
  const [place, { destination }] = await Promise.all([props.params, props.searchParams]);
  const { scope, project } = await requireMember(place.org, place.project, "member");
  const destinations = await listDestinations(scope);
  const chosen = destinations.find(({ id }) => id === destination) ?? destinations[0];
  return (
    <>
      <PageHeader back={{ href: projectPath(place, "routes"), label: "Routes" }} title="Create a route" />
      {chosen ? (
        <RouteEditor
          place={place}
          timeZone={project.timeZone}
          destinations={destinations}
          action={create.bind(null, place.org, place.project)}
          route={{
            name: "",
            destinationId: chosen.id,
            eventTypes: [],
            ownTypes: "",
            filter: emptyDraft,
            filterJson: "",
            enabled: true,
            ownerRouting: "none",
            mentionGroupId: "",
          }}
        />
      ) : (
        <Card flush>
          <EmptyState
            icon={Target}
            title="A route needs a destination"
            action={
              <LinkButton href={projectPath(place, "destinations", "new")} variant="primary">
                Add destination
              </LinkButton>
            }
          >
            Add the place where its messages go first.
          </EmptyState>
        </Card>
      )}
    </>
  );
}
