import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { DestinationFacts } from "@/components/destinations/facts";
import { HealthPill } from "@/components/destinations/health-pill";
import { kindLooks } from "@/components/destinations/kind";
import { TestButton } from "@/components/destinations/test-button";
import { NotificationTable } from "@/components/notifications/notification-table";
import { RouteLinks } from "@/components/routes/route-links";
import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { withQuery } from "@/components/ui/query-string";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { getDestination } from "@/lib/destinations/queries";
import { listNotifications } from "@/lib/notifications/queries";
import { listRoutes } from "@/lib/routing/queries";
import { sendTest } from "../actions";
import { DestinationSettings } from "./settings";

export const metadata: Metadata = { title: "Destination" };

type Props = { params: Promise<Place & { destinationId: string }> };

export default async function DestinationPage({ params }: Props) {
  const { destinationId, ...place } = await params;
  const { scope, project, role } = await requireMember(place.org, place.project);
  const destination = await orNotFound(getDestination(scope, destinationId));
  const [routes, recent] = await Promise.all([
    listRoutes(scope, { destinationId }),
    listNotifications(scope, { destinationId, limit: 8 }),
  ]);
  const mayEdit = isAtLeast(role, "member");
  const activityHref = withQuery(projectPath(place, "activity"), { destination: destinationId });
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "destinations"), label: "Destinations" }}
        title={destination.name}
        description={`${kindLooks[destination.kind].label} ${destination.target}`}
        badges={<HealthPill destination={destination} />}
      />
      {destination.status === "broken" && destination.lastError && (
        <Callout tone="bad" title={destination.lastError.message} className="mb-5">
          {destination.lastError.fix}
        </Callout>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-5">
          {mayEdit && (
            <Card
              title="Test"
              description="Sends one message the way every other one goes, and says what became of it."
            >
              <TestButton
                place={place}
                destinationId={destinationId}
                action={sendTest.bind(null, place.org, place.project)}
              />
            </Card>
          )}
          <Card
            title="Latest notifications"
            flush
            actions={
              <LinkButton href={activityHref} size="sm" variant="quiet">
                All of them
              </LinkButton>
            }
          >
            {recent.items.length > 0 ? (
              <NotificationTable
                caption="Latest notifications"
                items={recent.items}
                place={place}
                timeZone={project.timeZone}
                compact
                hideTarget
              />
            ) : (
              <p className="p-4 text-ink-muted">
                None yet. A test message is the quickest way to see one arrive.
              </p>
            )}
          </Card>
        </div>
        <div className="grid min-w-0 gap-5">
          <Card title="Details">
            <DestinationFacts destination={destination} timeZone={project.timeZone} />
          </Card>
          <Card title="Routes" flush>
            <RouteLinks routes={routes.items} place={place} destinationId={destinationId} mayEdit={mayEdit} />
          </Card>
          {mayEdit && <DestinationSettings destination={destination} place={place} />}
        </div>
      </div>
    </>
  );
}
