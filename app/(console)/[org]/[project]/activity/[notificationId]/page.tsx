import { RotateCcw } from "lucide-react";
import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { DecisionTrace } from "@/components/decisions/trace";
import { PostedEvent } from "@/components/events/posted";
import { RuleSeen } from "@/components/events/rule-seen";
import { AttemptsTable } from "@/components/notifications/attempts-table";
import { NotificationBadges } from "@/components/notifications/badges";
import { NotificationFacts } from "@/components/notifications/facts";
import { KinCallouts } from "@/components/notifications/kin-callouts";
import { OriginNote } from "@/components/notifications/origin-note";
import { OutcomeCallout } from "@/components/notifications/outcome-callout";
import { StatePill } from "@/components/notifications/state-pill";
import { Timeline } from "@/components/notifications/timeline";
import { SlackPreview } from "@/components/preview/slack-preview";
import { type Place, projectPath } from "@/components/shell/paths";
import { MailPreview } from "@/components/templates/mail-preview";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { LinkButton } from "@/components/ui/link-button";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { VoteCard } from "@/components/votes/vote-card";
import type { DestinationKind } from "@/db/enums";
import { isAtLeast, type Scope } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { renderMail } from "@/lib/messages/mail";
import { getNotification, listNotifications, type NotificationDetail } from "@/lib/notifications/queries";
import { countVotes } from "@/lib/votes/queries";
import { voterOf } from "@/lib/votes/voter";
import { resendNotification, voteOnNotification } from "../actions";

export const metadata: Metadata = { title: "Notification" };

/** How the message is looked at, by where it went. */
const shownAs = {
  slack_channel: "As Slack shows it",
  slack_webhook: "As Slack shows it",
  slack_dm: "As Slack shows it",
  email: "As the mail shows it",
  webhook: "What it says, as Slack would show it",
} satisfies Record<DestinationKind, string>;

/** That it may have arrived twice: people may read it twice, a program knows the repeat by its id. */
const doubled = {
  people: {
    title: "It may stand in Slack more than once",
    text: "The answer to one attempt was not seen, so it was sent again rather than lost. Bellwire never reads channels, so it cannot tell whether the first one arrived.",
  },
  program: {
    title: "It may have arrived more than once",
    text: "The answer to one attempt was not seen, so it was sent again rather than lost. A receiver knows the repeat by its webhook-id.",
  },
} as const;

function Resend({ notification, place }: { notification: NotificationDetail; place: Place }) {
  return (
    <ConfirmDialog
      trigger={
        <>
          <RotateCcw aria-hidden />
          Send again
        </>
      }
      title="Send this notification again"
      confirm="Send again"
      pendingLabel="Sending"
      action={resendNotification.bind(null, place.org, place.project)}
      fields={{ notificationId: notification.id }}
    >
      The same message goes to {notification.destinationName} as a new notification.
      {notification.state === "sent" && " It was delivered before, so readers will see it twice."}
    </ConfirmDialog>
  );
}

function Story({
  notification,
  place,
  timeZone,
}: {
  notification: NotificationDetail;
  place: Place;
  timeZone: string;
}) {
  const { event, tries, message, reason, routeId } = notification;
  const isMail = notification.destinationKind === "email";
  return (
    <div className="grid min-w-0 gap-5">
      <Card title={shownAs[notification.destinationKind]} flush>
        {isMail ? (
          <MailPreview email={renderMail(message)} message={message} />
        ) : (
          <SlackPreview
            message={message}
            timeZone={timeZone}
            asWebhook={notification.destinationKind === "slack_webhook"}
          />
        )}
        <OriginNote message={message} place={place} />
      </Card>
      <Card
        title="Why"
        description={event?.trace ? undefined : reason.text}
        actions={
          event && (
            <LinkButton href={projectPath(place, "events", event.id)} size="sm">
              The event's whole answer
            </LinkButton>
          )
        }
        flush
      >
        {event?.trace && <DecisionTrace trace={event.trace} place={place} routeId={routeId} />}
      </Card>
      {event && <RuleSeen event={event} place={place} />}
      <Card title="Attempts" flush>
        {tries.length > 0 ? (
          <AttemptsTable tries={tries} timeZone={timeZone} />
        ) : (
          <p className="p-4 text-ink-muted">Nothing has been sent for this notification.</p>
        )}
      </Card>
      {event?.payloadDeletedAt === null && (
        <CodeBlock what="event data" title="Event data" code={JSON.stringify(event.data, null, 2)} />
      )}
      {event && event.payloadDeletedAt !== null && <PostedEvent event={event} />}
    </div>
  );
}

/** The notification that went to the fallback because this one's destination is broken. Only critical ones have one. */
async function findStandIn(scope: Scope, { id, severity, eventId, fallbackFor }: NotificationDetail) {
  if (severity !== "critical" || eventId === null || fallbackFor !== null) return undefined;
  const { items } = await listNotifications(scope, { eventId, limit: 100 });
  return items.find((other) => other.fallbackFor === id);
}

export default async function NotificationPage(props: {
  params: Promise<Place & { notificationId: string }>;
}) {
  const { notificationId, ...place } = await props.params;
  const { scope, project, role } = await requireMember(place.org, place.project);
  const notification = await orNotFound(getNotification(scope, notificationId));
  const [standIn, votes] = await Promise.all([
    findStandIn(scope, notification),
    countVotes(scope, notificationId, voterOf(scope.actor)),
  ]);
  const { state, destinationId } = notification;
  const isSettled = state === "sent" || state === "failed" || state === "suppressed";
  const mayResend = isAtLeast(role, "member") && (state === "sent" || state === "failed");
  return (
    <>
      {!isSettled && <LiveRefresh everyMs={2000} />}
      <PageHeader
        back={{ href: projectPath(place, "activity"), label: "Activity" }}
        title={notification.text}
        badges={
          <>
            <StatePill state={state} />
            <NotificationBadges item={notification} />
          </>
        }
        actions={mayResend && <Resend notification={notification} place={place} />}
      />
      <div className="mb-5 grid gap-3 empty:hidden">
        <OutcomeCallout
          notification={notification}
          action={
            (state === "held" || state === "failed") && (
              <LinkButton href={projectPath(place, "destinations", destinationId)} size="sm">
                Go to the destination
              </LinkButton>
            )
          }
        />
        <KinCallouts notification={notification} standIn={standIn} place={place} />
        {notification.possiblyDuplicated && (
          <Callout
            tone="warn"
            title={doubled[notification.destinationKind === "webhook" ? "program" : "people"].title}
          >
            {doubled[notification.destinationKind === "webhook" ? "program" : "people"].text}
          </Callout>
        )}
      </div>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Story notification={notification} place={place} timeZone={project.timeZone} />
        <div className="grid min-w-0 gap-5">
          <Card title="Timeline">
            <Timeline notification={notification} timeZone={project.timeZone} />
          </Card>
          {notification.kind === "event" && state === "sent" && (
            <VoteCard
              notificationId={notificationId}
              counts={votes}
              action={
                isAtLeast(role, "member")
                  ? voteOnNotification.bind(null, place.org, place.project)
                  : undefined
              }
            />
          )}
          <Card title="Details">
            <NotificationFacts notification={notification} place={place} timeZone={project.timeZone} />
          </Card>
        </div>
      </div>
    </>
  );
}
