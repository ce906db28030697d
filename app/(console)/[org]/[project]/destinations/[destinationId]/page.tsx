import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { DestinationFacts } from "@/components/destinations/facts";
import { HealthPill } from "@/components/destinations/health-pill";
import { HeldPanel } from "@/components/destinations/held-panel";
import { kindLooks } from "@/components/destinations/kind";
import { MailboxList } from "@/components/destinations/mailbox-list";
import { DestinationNotice } from "@/components/destinations/notice";
import { TestButton } from "@/components/destinations/test-button";
import { Troubleshooting } from "@/components/destinations/troubleshooting";
import { NotificationTable } from "@/components/notifications/notification-table";
import { RedactionForm } from "@/components/redaction/redaction-form";
import { textOf as rulesText } from "@/components/redaction/rules";
import { RouteLinks } from "@/components/routes/route-links";
import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { withQuery } from "@/components/ui/query-string";
import { isAtLeast, type Scope } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { emailConfig } from "@/lib/destinations/email-config";
import { getDestination } from "@/lib/destinations/queries";
import { listOptOuts } from "@/lib/email/opt-outs/queries";
import { foldAbove } from "@/lib/folds/move";
import { getDiagnosed } from "@/lib/installations/diagnosis/queries";
import { listNotifications } from "@/lib/notifications/queries";
import { listHeld } from "@/lib/repairs/queries";
import { listRoutes } from "@/lib/routing/queries";
import { discard, release, sendTest } from "../actions";
import { previewRedaction, setRedaction } from "../redaction-actions";
import { Diagnostics } from "./diagnostics";
import { EndpointCard, EndpointHealth, FailingNotice, ReplayCard, SecretCard } from "./endpoint";
import { DestinationSettings } from "./settings";
import { targetSection } from "./target-section";

export const metadata: Metadata = { title: "Destination" };

type Asked = Partial<Record<"added" | "released" | "discarded" | "test", string | string[]>>;
type Props = { params: Promise<Place & { destinationId: string }>; searchParams: Promise<Asked> };

const textOf = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);

/** Whom a mail destination writes to, and who of them wants none of it any more. */
async function mailboxesOf(scope: Scope, destinationId: string, config: unknown) {
  const { recipients, toOwner } = emailConfig.parse(config);
  return { recipients, toOwner, optOuts: await listOptOuts(scope, destinationId) };
}

async function load(scope: Scope, destinationId: string) {
  const destination = await orNotFound(getDestination(scope, destinationId));
  const [routes, recent, allHeld, diagnosed] = await Promise.all([
    listRoutes(scope, { destinationId }),
    listNotifications(scope, { destinationId, limit: 8 }),
    listHeld(scope),
    getDiagnosed(scope, destinationId),
  ]);
  const held = allHeld.find((item) => item.destinationId === destinationId);
  const { config } = diagnosed;
  const mailboxes =
    destination.kind === "email" ? await mailboxesOf(scope, destinationId, config) : undefined;
  return { destination, routes: routes.items, recent: recent.items, held, config, mailboxes };
}

export default async function DestinationPage(props: Props) {
  const [{ destinationId, ...place }, asked] = await Promise.all([props.params, props.searchParams]);
  const member = await requireMember(place.org, place.project);
  const { project, role } = member;
  const { destination, routes, recent, held, config, mailboxes } = await load(member.scope, destinationId);
  const isBroken = destination.status === "broken";
  const mayEdit = isAtLeast(role, "member");
  const activityHref = withQuery(projectPath(place, "activity"), { destination: destinationId });
  const bound = { destination, config, member, place };
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "destinations"), label: "Destinations" }}
        title={destination.name}
        description={`${kindLooks[destination.kind].label} ${destination.target}`}
        badges={<HealthPill destination={destination} />}
      />
      <DestinationNotice
        added={textOf(asked.added)}
        isTesting={asked.test !== undefined}
        released={textOf(asked.released)}
        discarded={textOf(asked.discarded)}
        activityHref={activityHref}
        newRouteHref={withQuery(projectPath(place, "routes", "new"), { destination: destinationId })}
      />
      {isBroken && destination.lastError && (
        <Callout tone="bad" title={destination.lastError.message} className="mb-5">
          {destination.lastError.fix} A test message that arrives mends the destination.
        </Callout>
      )}
      <FailingNotice destination={destination} timeZone={project.timeZone} />
      {held && (
        <HeldPanel
          destination={{ id: destinationId, name: destination.name, enabled: destination.enabled, isBroken }}
          held={{ count: held.count, since: held.since.toISOString() }}
          timeZone={project.timeZone}
          foldAbove={foldAbove}
          mayEdit={mayEdit}
          release={release.bind(null, place.org, place.project)}
          discard={discard.bind(null, place.org, place.project)}
        />
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
                begunId={textOf(asked.test)}
                kind={destination.kind}
              />
            </Card>
          )}
          {destination.kind === "webhook" && (
            <EndpointHealth
              destination={destination}
              scope={member.scope}
              place={place}
              timeZone={project.timeZone}
            />
          )}
          {mayEdit && destination.kind === "webhook" && (
            <EndpointCard destination={destination} place={place} />
          )}
          <Diagnostics {...bound} />
          <Card title="Troubleshooting" flush>
            <Troubleshooting destination={destination} place={place} targetHref={`#${targetSection}`} />
          </Card>
          <Card
            title="Latest notifications"
            flush
            actions={
              <LinkButton href={activityHref} size="sm" variant="quiet">
                All of them
              </LinkButton>
            }
          >
            {recent.length > 0 ? (
              <NotificationTable
                caption="Latest notifications"
                items={recent}
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
          {mailboxes && (
            <Card title="Mailboxes" flush>
              <MailboxList {...mailboxes} timeZone={project.timeZone} />
            </Card>
          )}
          <Card title="Routes" flush>
            <RouteLinks routes={routes} place={place} destinationId={destinationId} mayEdit={mayEdit} />
          </Card>
          {mayEdit && <ReplayCard destination={destination} place={place} />}
          {mayEdit && destination.kind === "webhook" && (
            <SecretCard destination={destination} place={place} timeZone={project.timeZone} />
          )}
          {mayEdit && <DestinationSettings {...bound} />}
          <Card
            title="Redaction"
            description="What may not be seen here. It is gone before the message is made."
          >
            {mayEdit ? (
              <RedactionForm
                action={setRedaction.bind(null, place.org, place.project)}
                preview={previewRedaction.bind(null, place.org, place.project)}
                destinationId={destinationId}
                rules={destination.redaction}
                timeZone={project.timeZone}
              />
            ) : (
              <p className="font-mono text-sm whitespace-pre-wrap">
                {destination.redaction ? rulesText(destination.redaction) : "Nothing is redacted."}
              </p>
            )}
          </Card>
        </div>
      </div>
    </>
  );
}
