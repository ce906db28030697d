import { ArrowUpRight, Plus } from "lucide-react";
import type { Metadata } from "next";
import { ClimbingList } from "@/components/escalations/climbing-list";
import { EscalationTable } from "@/components/escalations/escalation-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { listClimbing, listEscalations } from "@/lib/escalations/queries";

export const metadata: Metadata = { title: "Escalations" };

export default async function EscalationsPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, role, project } = await requireMember(place.org, place.project);
  const [escalations, climbing, destinations] = await Promise.all([
    listEscalations(scope),
    listClimbing(scope),
    listDestinations(scope),
  ]);
  const create = isAtLeast(role, "member") && (
    <LinkButton href={projectPath(place, "escalations", "new")} variant="primary">
      <Plus aria-hidden />
      Create escalation
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Escalations"
        description="Who is told next of a case that nobody acknowledges. They stop as soon as somebody does, or it is resolved."
        actions={escalations.length > 0 && create}
      />
      <div className="grid gap-5">
        <Card flush>
          {escalations.length === 0 ? (
            <EmptyState
              icon={ArrowUpRight}
              title="Nothing is escalated"
              action={create || "Ask a member of the project to create one."}
            >
              An escalation tells a case on, step by step, while nobody has acknowledged it.
            </EmptyState>
          ) : (
            <EscalationTable
              escalations={escalations}
              names={new Map(destinations.map(({ id, name }) => [id, name]))}
              place={place}
            />
          )}
        </Card>
        {climbing.length > 0 && (
          <Card title="Will be told on" description="Unless somebody acknowledges them." flush>
            <ClimbingList items={climbing} place={place} timeZone={project.timeZone} />
          </Card>
        )}
      </div>
    </>
  );
}
