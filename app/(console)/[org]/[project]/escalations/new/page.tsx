import type { Metadata } from "next";
import { EscalationForm } from "@/components/escalations/escalation-form";
import { type Place, projectPath } from "@/components/shell/paths";
import { NeedsDestination } from "@/components/time/needs-destination";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { create } from "../actions";
import { emptyDraft } from "../draft";

export const metadata: Metadata = { title: "Create escalation" };

export default async function NewEscalationPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope } = await requireMember(place.org, place.project, "member");
  const destinations = await listDestinations(scope);
  const [first] = destinations;
  const list = projectPath(place, "escalations");
  return (
    <>
      <PageHeader back={{ href: list, label: "Escalations" }} title="Create an escalation" />
      {first ? (
        <Card>
          <EscalationForm
            action={create.bind(null, place.org, place.project)}
            escalation={emptyDraft(first.id)}
            destinations={destinations.map(({ id, name }) => ({ id, name }))}
            cancelHref={list}
          />
        </Card>
      ) : (
        <NeedsDestination place={place} what="An escalation" />
      )}
    </>
  );
}
