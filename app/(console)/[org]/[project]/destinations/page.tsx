import { Plus, Target } from "lucide-react";
import type { Metadata } from "next";
import { DestinationTable } from "@/components/destinations/destination-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { setEnabled } from "./actions";

export const metadata: Metadata = { title: "Destinations" };

export default async function DestinationsPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, project, role } = await requireMember(place.org, place.project);
  const destinations = await listDestinations(scope);
  const mayEdit = isAtLeast(role, "member");
  const add = mayEdit && (
    <LinkButton href={projectPath(place, "destinations", "new")} variant="primary">
      <Plus aria-hidden />
      Add destination
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Destinations"
        description="Where messages can go."
        actions={destinations.length > 0 && add}
      />
      <Card flush>
        {destinations.length === 0 ? (
          <EmptyState
            icon={Target}
            title="No destinations yet"
            action={add || "Ask a member of the project to add one."}
          >
            Paste the URL of a Slack incoming webhook, send a test message, and routes can use it.
          </EmptyState>
        ) : (
          <DestinationTable
            destinations={destinations}
            place={place}
            timeZone={project.timeZone}
            mayEdit={mayEdit}
            setEnabled={setEnabled.bind(null, place.org, place.project)}
          />
        )}
      </Card>
    </>
  );
}
