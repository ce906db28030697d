import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { EscalationForm } from "@/components/escalations/escalation-form";
import { EscalationTable } from "@/components/escalations/escalation-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { DeleteDialog } from "@/components/ui/delete-dialog";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { getEscalation } from "@/lib/escalations/queries";
import { remove, update } from "../actions";
import { draftOf } from "../draft";

export const metadata: Metadata = { title: "Escalation" };

function Deletion({ id, name, place }: { id: string; name: string; place: Place }) {
  return (
    <DeleteDialog
      kind="escalation"
      name={name}
      action={remove.bind(null, place.org, place.project)}
      fields={{ escalationId: id }}
    >
      What climbs by it just now stays where it is.
    </DeleteDialog>
  );
}

export default async function EscalationPage({
  params,
}: {
  params: Promise<Place & { escalationId: string }>;
}) {
  const { escalationId, ...place } = await params;
  const { scope, role } = await requireMember(place.org, place.project);
  const [escalation, destinations] = await Promise.all([
    orNotFound(getEscalation(scope, escalationId)),
    listDestinations(scope),
  ]);
  const list = projectPath(place, "escalations");
  const mayEdit = isAtLeast(role, "member");
  return (
    <>
      <PageHeader
        back={{ href: list, label: "Escalations" }}
        title={escalation.name}
        badges={!escalation.enabled && <Pill>Off</Pill>}
        actions={mayEdit && <Deletion id={escalation.id} name={escalation.name} place={place} />}
      />
      {mayEdit ? (
        <Card>
          <EscalationForm
            action={update.bind(null, place.org, place.project)}
            escalation={draftOf(escalation)}
            destinations={destinations.map(({ id, name }) => ({ id, name }))}
            cancelHref={list}
          />
        </Card>
      ) : (
        <Card flush>
          <EscalationTable
            escalations={[escalation]}
            names={new Map(destinations.map(({ id, name }) => [id, name]))}
            place={place}
          />
        </Card>
      )}
    </>
  );
}
