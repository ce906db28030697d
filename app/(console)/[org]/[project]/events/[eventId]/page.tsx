import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { DecisionTrace } from "@/components/decisions/trace";
import { EventFacts } from "@/components/events/facts";
import { EventNotifications } from "@/components/events/notifications";
import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { LinkButton } from "@/components/ui/link-button";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { requireMember } from "@/lib/auth/session";
import { findEventType } from "@/lib/events/catalog";
import { type EventDetail, getEvent } from "@/lib/events/queries";

export const metadata: Metadata = { title: "Event" };

/** The event as it was posted. */
function asPosted({ externalId, type, occurredAt, environment, customer, data, extra }: EventDetail): string {
  const body = {
    id: externalId,
    type,
    occurredAt,
    environment,
    customer: customer ?? undefined,
    data,
    ...extra,
  };
  return JSON.stringify(body, null, 2);
}

function NobodyTold({ event, place }: { event: EventDetail; place: Place }) {
  const isSilent = event.trace !== null && !event.trace.some((decision) => decision.verdict === "send");
  if (!isSilent) return null;
  return (
    <Callout
      tone="neutral"
      title="Nobody was told about this event"
      className="mb-5"
      action={
        <LinkButton href={projectPath(place, "routes", "new")} size="sm">
          Create a route
        </LinkButton>
      }
    >
      No route sends it. The decisions below say why for each of them.
    </Callout>
  );
}

export default async function EventPage({ params }: { params: Promise<Place & { eventId: string }> }) {
  const { eventId, ...place } = await params;
  const { scope, project } = await requireMember(place.org, place.project);
  const event = await orNotFound(getEvent(scope, eventId));
  const isOpen =
    event.decidedAt === null ||
    event.notifications.some(({ state }) => state === "pending" || state === "sending");
  return (
    <>
      {isOpen && <LiveRefresh everyMs={2000} />}
      <PageHeader
        back={{ href: projectPath(place, "events"), label: "Events" }}
        title={findEventType(event.type)?.label ?? event.type}
        description={findEventType(event.type)?.description}
        badges={event.environment === "sandbox" && <Pill>Sandbox</Pill>}
      />
      <NobodyTold event={event} place={place} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-5">
          <Card title="Notifications" flush>
            <EventNotifications notifications={event.notifications} place={place} />
          </Card>
          <Card
            title="Decisions"
            description="Every route that was considered, with the values it saw."
            flush
          >
            {event.trace ? (
              <DecisionTrace trace={event.trace} place={place} />
            ) : (
              <p className="p-4 text-ink-muted">The routes are being decided. This page follows by itself.</p>
            )}
          </Card>
          <CodeBlock what="event" title="Event as it was posted" code={asPosted(event)} />
        </div>
        <Card title="Details">
          <EventFacts event={event} timeZone={project.timeZone} />
        </Card>
      </div>
    </>
  );
}
