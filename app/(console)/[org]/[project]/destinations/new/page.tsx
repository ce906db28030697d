import { Plug } from "lucide-react";
import type { Metadata } from "next";
import { ChannelForm, type Workspace } from "@/components/destinations/channel-form";
import { DestinationWays, type Way, ways } from "@/components/destinations/ways";
import { WebhookForm } from "@/components/destinations/webhook-form";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { type MemberOfProject, requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { env } from "@/lib/env";
import { listInstallations } from "@/lib/installations/queries";
import { families } from "../../routes/catalog-choices";
import { addChannel, addWebhook } from "../actions";

export const metadata: Metadata = { title: "Add destination" };

type Props = {
  params: Promise<Place>;
  searchParams: Promise<{ way?: string | string[]; workspace?: string | string[] }>;
};

function NoWorkspace({ place }: { place: Place }) {
  return (
    <EmptyState
      icon={Plug}
      title="No workspace is connected"
      action={
        <LinkButton href={projectPath(place, "integrations")} variant="primary">
          Connect Slack
        </LinkButton>
      }
    >
      Connect one, then choose among its channels. A pasted webhook works without.
    </EmptyState>
  );
}

type NewChannel = { member: MemberOfProject; place: Place; workspaces: Workspace[]; wanted: unknown };

function NewChannel({ member: { project }, place, workspaces, wanted }: NewChannel) {
  const chosen = workspaces.find(({ installationId }) => installationId === wanted) ?? workspaces[0];
  if (!chosen) return <NoWorkspace place={place} />;
  return (
    <ChannelForm
      action={addChannel.bind(null, place.org, place.project)}
      projectId={project.id}
      workspaces={workspaces}
      installationId={chosen.installationId}
      timeZone={project.timeZone}
      families={families}
      cancelHref={projectPath(place, "destinations")}
    />
  );
}

export default async function NewDestinationPage(props: Props) {
  const [place, asked] = await Promise.all([props.params, props.searchParams]);
  const member = await requireMember(place.org, place.project, "member");
  const [installations, destinations] = await Promise.all([
    listInstallations(member.scope),
    listDestinations(member.scope),
  ]);
  const workspaces = installations
    .filter(({ status }) => status === "active")
    .map(({ id, teamName }) => ({ installationId: id, name: teamName }));
  const listHref = projectPath(place, "destinations");
  const way: Way = ways.find((each) => each === asked.way) ?? (workspaces.length > 0 ? "channel" : "webhook");
  return (
    <div className="max-w-2xl">
      <PageHeader
        back={{ href: listHref, label: "Destinations" }}
        title="Add a destination"
        description={
          way === "channel"
            ? "Bellwire posts as itself, with buttons, and learns when the channel is renamed or archived."
            : "A pasted incoming webhook posts to one channel. Nothing has to be installed."
        }
      />
      <DestinationWays place={place} current={way} />
      <Card className="overflow-visible!">
        {way === "channel" ? (
          <NewChannel member={member} place={place} workspaces={workspaces} wanted={asked.workspace} />
        ) : (
          <WebhookForm
            action={addWebhook.bind(null, place.org, place.project)}
            cancelHref={listHref}
            exampleUrl={`${env().SLACK_HOOKS_ORIGIN}/services/T…/B…/…`}
            families={families}
            isFirst={!destinations.some(({ kind }) => kind === "slack_webhook")}
          />
        )}
      </Card>
    </div>
  );
}
