import type { Metadata } from "next";
import { NotificationTable } from "@/components/notifications/notification-table";
import { Checklist, isComplete, type Progress } from "@/components/onboarding/checklist";
import { WaitingPanel } from "@/components/onboarding/waiting-panel";
import { DestinationHealth } from "@/components/overview/destination-health";
import { HourlyChart } from "@/components/overview/hourly-chart";
import { Metrics } from "@/components/overview/metrics";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import type { Scope } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { env } from "@/lib/env";
import { listNotifications, summarize } from "@/lib/notifications/queries";
import { listApiKeys } from "@/lib/projects/queries";
import { listRoutes } from "@/lib/routing/queries";
import { firstEventCommand } from "./first-event";

export const metadata: Metadata = { title: "Overview" };

async function loadOverview(scope: Scope) {
  const now = new Date();
  const [summary, recent, sent, destinations, routes, keys] = await Promise.all([
    summarize(scope, { now }),
    listNotifications(scope, { limit: 8 }),
    listNotifications(scope, { state: "sent", limit: 1 }),
    listDestinations(scope),
    listRoutes(scope, { limit: 1 }),
    listApiKeys(scope),
  ]);
  const progress: Progress = {
    hasKey: keys.some((key) => key.revokedAt === null),
    hasEvent: summary.hasEvents,
    hasDestination: destinations.length > 0,
    hasRoute: routes.items.length > 0,
    hasSent: sent.items.length > 0,
  };
  return { summary, recent: recent.items, destinations, progress };
}

type Loaded = Awaited<ReturnType<typeof loadOverview>>;

function Running({ loaded, place, timeZone }: { loaded: Loaded; place: Place; timeZone: string }) {
  const { summary, recent, destinations } = loaded;
  return (
    <div className="grid gap-5">
      <LiveRefresh everyMs={8000} />
      <Metrics summary={summary} place={place} />
      <HourlyChart hourly={summary.hourly} timeZone={timeZone} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card
          title="Latest notifications"
          flush
          actions={
            <LinkButton href={projectPath(place, "activity")} size="sm" variant="quiet">
              All activity
            </LinkButton>
          }
        >
          {recent.length === 0 ? (
            <p className="p-4 text-ink-muted">
              No route has matched an event yet. A matching event shows up here with its message and its
              reason.
            </p>
          ) : (
            <NotificationTable
              caption="Latest notifications"
              items={recent}
              place={place}
              timeZone={timeZone}
              compact
            />
          )}
        </Card>
        <DestinationHealth destinations={destinations} place={place} timeZone={timeZone} />
      </div>
    </div>
  );
}

export default async function OverviewPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, project } = await requireMember(place.org, place.project);
  const loaded = await loadOverview(scope);
  const { progress, summary } = loaded;
  return (
    <>
      <PageHeader title="Overview" description={`What ${project.name} told people in the last 24 hours.`} />
      {!isComplete(progress) && (
        <div className="mb-5 grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          {summary.hasEvents ? null : (
            <WaitingPanel
              place={place}
              hasKey={progress.hasKey}
              curl={firstEventCommand(env().NEXTAUTH_URL)}
            />
          )}
          <Checklist progress={progress} place={place} />
        </div>
      )}
      {summary.hasEvents && <Running loaded={loaded} place={place} timeZone={project.timeZone} />}
    </>
  );
}
