import type { Metadata } from "next";
import { type Place, projectPath } from "@/components/shell/paths";
import { PageHeader } from "@/components/ui/page-header";
import { requireMember } from "@/lib/auth/session";
import { create } from "../actions";
import { emptyDraft } from "../draft";
import { QuietHoursEditor } from "../editor";

export const metadata: Metadata = { title: "Create quiet hours" };

export default async function NewQuietHoursPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, project } = await requireMember(place.org, place.project, "member");
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "quiet-hours"), label: "Quiet hours" }}
        title="Create quiet hours"
      />
      <QuietHoursEditor
        place={place}
        scope={scope}
        projectZone={project.timeZone}
        quietHours={emptyDraft}
        action={create.bind(null, place.org, place.project)}
      />
    </>
  );
}
