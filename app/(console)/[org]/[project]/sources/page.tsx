import { Plus, RadioTower } from "lucide-react";
import type { Metadata } from "next";
import { type Place, projectPath } from "@/components/shell/paths";
import { SourceTable } from "@/components/sources/source-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listSources } from "@/lib/sources/queries";
import { setEnabled } from "./actions";

export const metadata: Metadata = { title: "Sources" };

export default async function SourcesPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, project, role } = await requireMember(place.org, place.project);
  const sources = await listSources(scope);
  const mayEdit = isAtLeast(role, "member");
  const add = mayEdit && (
    <LinkButton href={projectPath(place, "sources", "new")} variant="primary">
      <Plus aria-hidden />
      Add source
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Sources"
        description="Vendors that post here by themselves, each with its own address and secret."
        actions={sources.length > 0 && add}
      />
      <Card flush>
        {sources.length === 0 ? (
          <EmptyState
            icon={RadioTower}
            title="No sources yet"
            action={add || "Ask a member of the project to add one."}
          >
            RevenueCat, Stripe, Octane, or anything that speaks CloudEvents can send its events straight here.
            What your own backend posts with an API key needs no source.
          </EmptyState>
        ) : (
          <SourceTable
            sources={sources}
            place={place}
            timeZone={project.timeZone}
            mayEdit={mayEdit}
            setEnabled={setEnabled.bind(null, place.org, place.project)}
          />
        )}
      </Card>
    </>
  );
}
