import { Download } from "lucide-react";
import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { AnswerCard } from "@/components/decisions/answer";
import { Differences } from "@/components/decisions/differences";
import { DecisionTrace } from "@/components/decisions/trace";
import { EventFacts } from "@/components/events/facts";
import { EventNotifications } from "@/components/events/notifications";
import { PostedEvent } from "@/components/events/posted";
import { RuleSeen } from "@/components/events/rule-seen";
import { type Place, projectPath } from "@/components/shell/paths";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkButton } from "@/components/ui/link-button";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { withQuery } from "@/components/ui/query-string";
import { requireMember } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { findEventType } from "@/lib/events/catalog";
import { type Explanation, explainEvent } from "@/lib/events/explain";

export const metadata: Metadata = { title: "Event" };

/** Routes that did not apply, to a page. */
const skippedLimit = 50;

function Decisions({ event, place, from }: { event: Explanation; place: Place; from: number }) {
  const listed = event.decisions.filter(({ verdict }) => verdict === "skip").length;
  const total = listed + event.omitted;
  const path = projectPath(place, "events", event.id);
  const next = from + skippedLimit;
  const more = {
    total,
    from,
    firstHref: path,
    nextHref: next < total ? withQuery(path, { skipped: String(next) }) : null,
  };
  return (
    <Card
      title={event.isDecided ? "Decisions" : "What the routes say"}
      description={
        event.isDecided
          ? "What each route said when the event was decided, with the values it saw."
          : "The event is being decided. This page follows by itself."
      }
      flush
    >
      <DecisionTrace trace={event.decisions} place={place} more={more} />
    </Card>
  );
}

function Now({ now, place }: { now: Explanation["now"]; place: Place }) {
  if (!now) return null;
  return (
    <Card
      title="What if it came in now?"
      description="Today's routes, asked in the same way, beside what was decided then."
      flush
    >
      <Differences differences={now.differences} place={place} />
    </Card>
  );
}

function Actions({ path, hasRoute, place }: { path: string; hasRoute: boolean; place: Place }) {
  return (
    <>
      {!hasRoute && (
        <LinkButton href={projectPath(place, "routes", "new")} size="sm">
          Create a route
        </LinkButton>
      )}
      <CopyButton text={env().NEXTAUTH_URL + path} what="link" showLabel variant="secondary" />
      <a href={`${path}/json`} download className={buttonClass({ size: "sm" })}>
        <Download aria-hidden />
        JSON
      </a>
    </>
  );
}

type Props = {
  params: Promise<Place & { eventId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function EventPage(props: Props) {
  const [{ eventId, ...place }, { skipped }] = await Promise.all([props.params, props.searchParams]);
  const { scope, project } = await requireMember(place.org, place.project);
  const skippedFrom = Math.min(Math.max(Number(skipped) || 0, 0), 100_000);
  const event = await orNotFound(explainEvent(scope, eventId, { skippedFrom, skippedLimit }));
  const isOpen =
    !event.isDecided || event.notifications.some(({ state }) => state === "pending" || state === "sending");
  const path = projectPath(place, "events", event.id);
  return (
    <>
      {isOpen && <LiveRefresh everyMs={2000} />}
      <PageHeader
        back={{ href: projectPath(place, "events"), label: "Events" }}
        title={findEventType(event.type)?.label ?? event.type}
        description={findEventType(event.type)?.description}
        badges={event.environment === "sandbox" && <Pill>Sandbox</Pill>}
        actions={
          <Actions
            path={path}
            place={place}
            hasRoute={event.decisions.some(({ verdict }) => verdict !== "skip")}
          />
        }
      />
      <AnswerCard answer={event.answer} place={place} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-5">
          <RuleSeen event={event} place={place} />
          <Card title="Notifications" flush>
            <EventNotifications
              notifications={event.notifications}
              place={place}
              timeZone={project.timeZone}
            />
          </Card>
          <Decisions event={event} place={place} from={skippedFrom} />
          <Now now={event.now} place={place} />
          <PostedEvent event={event} />
        </div>
        <Card title="Details">
          <EventFacts event={event} timeZone={project.timeZone} />
        </Card>
      </div>
    </>
  );
}
