import { Newspaper, Plus } from "lucide-react";
import type { Metadata } from "next";
import { DigestTable } from "@/components/digests/digest-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { countWaiting, listDigests } from "@/lib/digests/queries";

export const metadata: Metadata = { title: "Digests" };

export default async function DigestsPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, role, project } = await requireMember(place.org, place.project);
  const [digests, waiting] = await Promise.all([listDigests(scope), countWaiting(scope)]);
  const create = isAtLeast(role, "member") && (
    <LinkButton href={projectPath(place, "digests", "new")} variant="primary">
      <Plus aria-hidden />
      Create digest
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Digests"
        description="Many notifications told as one, at an hour you choose. Critical ones never wait."
        actions={digests.length > 0 && create}
      />
      <Card flush>
        {digests.length === 0 ? (
          <EmptyState
            icon={Newspaper}
            title="No digests yet"
            action={create || "Ask a member of the project to create one."}
          >
            A digest gathers what goes to a destination and tells it every hour, day, week or month, grouped
            by owner and customer.
          </EmptyState>
        ) : (
          <DigestTable digests={digests} waiting={waiting} place={place} timeZone={project.timeZone} />
        )}
      </Card>
    </>
  );
}
