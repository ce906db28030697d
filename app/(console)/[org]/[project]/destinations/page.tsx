import { Plus, Target } from "lucide-react";
import type { Metadata } from "next";
import { DestinationTable } from "@/components/destinations/destination-table";
import { FallbackForm } from "@/components/destinations/fallback-form";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { findFallbackId, listDestinations } from "@/lib/destinations/queries";
import { setEnabled, setFallback } from "./actions";

export const metadata: Metadata = { title: "Destinations" };

export default async function DestinationsPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, project, role } = await requireMember(place.org, place.project);
  const [destinations, fallbackId] = await Promise.all([listDestinations(scope), findFallbackId(scope)]);
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
            Choose a channel of a connected workspace, or paste the URL of an incoming webhook. Send a test
            message, and routes can use it.
          </EmptyState>
        ) : (
          <DestinationTable
            destinations={destinations}
            place={place}
            timeZone={project.timeZone}
            mayEdit={mayEdit}
            fallbackId={fallbackId}
            setEnabled={setEnabled.bind(null, place.org, place.project)}
          />
        )}
      </Card>
      {destinations.length > 0 && mayEdit && (
        <Card
          className="mt-5"
          title="When a destination is broken"
          description="Critical notifications do not wait: they go to the fallback as well."
        >
          <FallbackForm
            action={setFallback.bind(null, place.org, place.project)}
            destinations={destinations.map(({ id, name, enabled, status }) => ({
              id,
              name,
              note: !enabled ? "off" : status === "broken" ? "broken" : null,
            }))}
            fallbackId={fallbackId}
          />
        </Card>
      )}
    </>
  );
}
