import type { Metadata } from "next";
import { WebhookForm } from "@/components/destinations/webhook-form";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireMember } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { addWebhook } from "../actions";

export const metadata: Metadata = { title: "Add destination" };

export default async function NewDestinationPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  await requireMember(place.org, place.project, "member");
  const listHref = projectPath(place, "destinations");
  return (
    <div className="max-w-2xl">
      <PageHeader
        back={{ href: listHref, label: "Destinations" }}
        title="Add a Slack webhook"
        description="A pasted incoming webhook posts to one channel. Nothing has to be installed."
      />
      <Card>
        <WebhookForm
          action={addWebhook.bind(null, place.org, place.project)}
          cancelHref={listHref}
          exampleUrl={`${env().SLACK_HOOKS_ORIGIN}/services/T…/B…/…`}
        />
      </Card>
    </div>
  );
}
