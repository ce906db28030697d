import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { DeleteDialog } from "@/components/ui/delete-dialog";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { getQuietHours, type QuietHoursItem } from "@/lib/quiet-hours/queries";
import { describeHours } from "@/lib/schedule/wording";
import { remove, update } from "../actions";
import { draftOf } from "../draft";
import { QuietHoursEditor } from "../editor";

export const metadata: Metadata = { title: "Quiet hours" };

function Deletion({ item, place }: { item: QuietHoursItem; place: Place }) {
  return (
    <DeleteDialog
      kind="quiet hours"
      name={item.name}
      action={remove.bind(null, place.org, place.project)}
      fields={{ quietHoursId: item.id }}
    >
      What they hold and no others do is told within a minute.
    </DeleteDialog>
  );
}

export default async function QuietHoursDetailPage({
  params,
}: {
  params: Promise<Place & { quietHoursId: string }>;
}) {
  const { quietHoursId, ...place } = await params;
  const { scope, project, role } = await requireMember(place.org, place.project);
  const item = await orNotFound(getQuietHours(scope, quietHoursId));
  const mayEdit = isAtLeast(role, "member");
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "quiet-hours"), label: "Quiet hours" }}
        title={item.name}
        description={describeHours(item.hours)}
        badges={!item.enabled && <Pill>Off</Pill>}
        actions={mayEdit && <Deletion item={item} place={place} />}
      />
      {mayEdit ? (
        <QuietHoursEditor
          place={place}
          scope={scope}
          projectZone={project.timeZone}
          quietHours={draftOf(item)}
          action={update.bind(null, place.org, place.project)}
        />
      ) : (
        <Card>{item.destinationName ?? item.routeName ?? "The whole project"}</Card>
      )}
    </>
  );
}
