import type { Metadata } from "next";
import { type Place, projectPath } from "@/components/shell/paths";
import { NeedsDestination } from "@/components/time/needs-destination";
import { PageHeader } from "@/components/ui/page-header";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { create } from "../actions";
import { emptyDraft } from "../draft";
import { DigestEditor } from "../editor";

export const metadata: Metadata = { title: "Create digest" };

export default async function NewDigestPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, project } = await requireMember(place.org, place.project, "member");
  const [first] = await listDestinations(scope);
  return (
    <>
      <PageHeader back={{ href: projectPath(place, "digests"), label: "Digests" }} title="Create a digest" />
      {first ? (
        <DigestEditor
          place={place}
          scope={scope}
          projectZone={project.timeZone}
          digest={emptyDraft(first.id)}
          action={create.bind(null, place.org, place.project)}
        />
      ) : (
        <NeedsDestination place={place} what="A digest" />
      )}
    </>
  );
}
