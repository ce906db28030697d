import { ChevronRight, Plug } from "lucide-react";
import type { Metadata } from "next";
import { ConnectLink } from "@/components/integrations/connect-link";
import { InstallOutcome, type Outcome } from "@/components/integrations/install-outcome";
import { Preflight } from "@/components/integrations/preflight";
import { InstallationPill } from "@/components/integrations/status-pill";
import { WebhooksCard } from "@/components/integrations/webhooks-card";
import { UnresolvedOwners } from "@/components/owners/unresolved-owners";
import type { Place } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { InstallationStatus } from "@/db/enums";
import { isAtLeast } from "@/lib/auth/scope";
import { type MemberOfProject, requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { findInstallOutcome } from "@/lib/installations/outcome";
import { listUnresolvedOwners } from "@/lib/installations/owners/queries";
import { disconnections } from "@/lib/slack/oauth-disconnect";
import { optionalScopes, requiredScopes } from "@/lib/slack/scopes";
import { retryOwners } from "./actions";
import { loadInstallations } from "./load";
import { Workspace } from "./workspace";

export const metadata: Metadata = { title: "Integrations" };

type Asked = Record<"slack" | "disconnected", string | string[] | undefined>;
type Props = { params: Promise<Place>; searchParams: Promise<Asked> };

/** What the address says of an attempt to connect or disconnect; an unknown word says nothing. */
function outcomeOf({ slack, disconnected }: Asked): Outcome | undefined {
  if (typeof slack === "string") return findInstallOutcome(slack);
  const ended = Object.entries(disconnections).find(([code]) => code === disconnected);
  return ended && { tone: ended[0] === "left_behind" ? "bad" : "neutral", message: ended[1], fix: null };
}

function overall(statuses: readonly InstallationStatus[]): InstallationStatus | null {
  return (
    statuses.find((status) => status === "active") ??
    statuses.find((status) => status === "needs_reauth") ??
    null
  );
}

type Slack = { status: InstallationStatus | null; member: MemberOfProject; place: Place };

function Connect({ status, member: { role, project } }: Slack) {
  if (!isAtLeast(role, "admin")) {
    return <p className="text-sm text-ink-muted">Owners and admins may connect it.</p>;
  }
  return (
    <ConnectLink projectId={project.id} variant={status === null ? "primary" : "secondary"}>
      <Plug aria-hidden />
      {status === null ? "Connect Slack" : "Add another workspace"}
    </ConnectLink>
  );
}

function SlackCard(props: Slack) {
  const { status, place } = props;
  const preflight = <Preflight place={place} required={requiredScopes} optional={optionalScopes} />;
  return (
    <Card
      title={
        <span className="flex items-center gap-2">
          Slack
          {status === null && <InstallationPill status={null} />}
        </span>
      }
      actions={<Connect {...props} />}
      flush
    >
      {status === null ? (
        <div className="p-4">{preflight}</div>
      ) : (
        <details className="group">
          <summary className="flex items-center gap-2 px-4 py-2.5 text-sm font-medium hover:bg-hover focus-visible:outline-offset-[-2px]">
            <ChevronRight
              aria-hidden
              className="size-4 text-ink-faint transition-transform group-open:rotate-90"
            />
            What to know before you connect another workspace
          </summary>
          <div className="px-4 pb-4">{preflight}</div>
        </details>
      )}
    </Card>
  );
}

export default async function IntegrationsPage(props: Props) {
  const [place, asked] = await Promise.all([props.params, props.searchParams]);
  const member = await requireMember(place.org, place.project);
  const [seen, destinations, owners] = await Promise.all([
    loadInstallations(member.scope, new Date()),
    listDestinations(member.scope),
    listUnresolvedOwners(member.scope),
  ]);
  const webhooks = destinations.filter(({ kind }) => kind === "slack_webhook");
  const outcome = outcomeOf(asked);
  return (
    <>
      <PageHeader title="Integrations" description="What Bellwire is connected to." />
      {outcome && <InstallOutcome outcome={outcome} />}
      <div className="grid gap-5">
        <SlackCard
          status={overall(seen.map(({ installation }) => installation.status))}
          member={member}
          place={place}
        />
        {seen.map((one) => (
          <Workspace key={one.installation.id} seen={one} member={member} place={place} />
        ))}
        {owners.length > 0 && (
          <UnresolvedOwners
            owners={owners}
            timeZone={member.project.timeZone}
            retry={
              isAtLeast(member.role, "member") ? retryOwners.bind(null, place.org, place.project) : undefined
            }
          />
        )}
        <WebhooksCard
          count={webhooks.length}
          brokenCount={webhooks.filter(({ status }) => status === "broken").length}
          place={place}
          mayEdit={isAtLeast(member.role, "member")}
        />
      </div>
    </>
  );
}
