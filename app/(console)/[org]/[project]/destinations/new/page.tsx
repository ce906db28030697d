import type { Metadata } from "next";
import { MailForm } from "@/components/destinations/mail-form";
import { DestinationWays, type Way, ways } from "@/components/destinations/ways";
import { WebhookForm } from "@/components/destinations/webhook-form";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { EndpointForm } from "@/components/webhooks/endpoint-form";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { env } from "@/lib/env";
import { families } from "../../routes/catalog-choices";
import { addWebhook } from "../actions";
import { bodyChoices } from "../body-choices";
import { addEndpoint } from "../endpoint-actions";
import { addMailboxes } from "../mail-actions";
import { NewChannel, NewPerson } from "./bot-ways";
import { reachedWorkspaces } from "./reach";

export const metadata: Metadata = { title: "Add destination" };

type Props = {
  params: Promise<Place>;
  searchParams: Promise<{ way?: string | string[]; workspace?: string | string[] }>;
};

const descriptions = {
  channel: "Bellwire posts as itself, with buttons, and learns when the channel is renamed or archived.",
  person: "Bellwire writes to one person directly: an account's owner, somebody on call.",
  mail: "Bellwire writes to the addresses you name, in your brand. Readers can unsubscribe by themselves.",
  endpoint: "Bellwire posts signed JSON to a URL of yours: events, and what happens in Bellwire itself.",
  webhook: "A pasted incoming webhook posts to one channel. Nothing has to be installed.",
} satisfies Record<Way, string>;

export default async function NewDestinationPage(props: Props) {
  const [place, asked] = await Promise.all([props.params, props.searchParams]);
  const member = await requireMember(place.org, place.project, "member");
  const [workspaces, destinations] = await Promise.all([
    reachedWorkspaces(member.scope, new Date()),
    listDestinations(member.scope),
  ]);
  const listHref = projectPath(place, "destinations");
  const way: Way = ways.find((each) => each === asked.way) ?? (workspaces.length > 0 ? "channel" : "webhook");
  const reached = { member, place, workspaces, wanted: asked.workspace };
  return (
    <div className="max-w-2xl">
      <PageHeader
        back={{ href: listHref, label: "Destinations" }}
        title="Add a destination"
        description={descriptions[way]}
      />
      <DestinationWays place={place} current={way} />
      <Card className="overflow-visible!">
        {way === "channel" && <NewChannel {...reached} />}
        {way === "person" && <NewPerson {...reached} />}
        {way === "mail" && (
          <MailForm
            action={addMailboxes.bind(null, place.org, place.project)}
            cancelHref={listHref}
            families={families}
            canSend={env().SMTP_URL !== undefined}
          />
        )}
        {way === "endpoint" && (
          <EndpointForm
            action={addEndpoint.bind(null, place.org, place.project)}
            cancelHref={listHref}
            families={families}
            choices={bodyChoices(place)}
          />
        )}
        {way === "webhook" && (
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
