import type { Metadata } from "next";
import { RuleImportForm } from "@/components/rules/import-form";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { importFile } from "./actions";

export const metadata: Metadata = { title: "Import rules" };

export default async function ImportRulesPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope } = await requireMember(place.org, place.project, "member");
  const destinations = await listDestinations(scope);
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "rules"), label: "Rules" }}
        title="Import rules"
        description="A rule of a name that exists is changed, others are added; nothing is deleted."
      />
      <Card>
        <RuleImportForm
          action={importFile.bind(null, place.org, place.project)}
          destinations={destinations.map(({ id, name }) => ({ id, name }))}
        />
      </Card>
    </>
  );
}
