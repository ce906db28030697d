import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { RoundTable } from "@/components/digests/round-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { DeleteDialog } from "@/components/ui/delete-dialog";
import { KeyValues } from "@/components/ui/key-values";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { formatInstant } from "@/components/ui/time-format";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { countWaiting, type DigestItem, getDigest, listRounds } from "@/lib/digests/queries";
import { describeCadence } from "@/lib/schedule/wording";
import { remove, update } from "../actions";
import { draftOf } from "../draft";
import { DigestEditor } from "../editor";

export const metadata: Metadata = { title: "Digest" };

function Deletion({ digest, place, waiting }: { digest: DigestItem; place: Place; waiting: number }) {
  return (
    <DeleteDialog
      kind="digest"
      name={digest.name}
      action={remove.bind(null, place.org, place.project)}
      fields={{ digestId: digest.id }}
    >
      {waiting === 0
        ? "What goes to its destination is told at once from then on."
        : `${waiting === 1 ? "One notification waits" : `${waiting} notifications wait`} for it and will be told at once.`}
    </DeleteDialog>
  );
}

export default async function DigestPage({ params }: { params: Promise<Place & { digestId: string }> }) {
  const { digestId, ...place } = await params;
  const { scope, project, role } = await requireMember(place.org, place.project);
  const digest = await orNotFound(getDigest(scope, digestId));
  const [rounds, counts] = await Promise.all([listRounds(scope, digestId), countWaiting(scope)]);
  const zone = digest.timeZone ?? project.timeZone;
  const waiting = counts.get(digestId) ?? 0;
  const mayEdit = isAtLeast(role, "member");
  const facts = [
    { label: "When", value: `${describeCadence(digest.cadence)} (${zone})` },
    {
      label: "Next",
      value: digest.nextAt ? formatInstant(digest.nextAt.toISOString(), zone) : "never, while it is off",
    },
    {
      label: "Next, in the project's zone",
      value: digest.nextAt ? formatInstant(digest.nextAt.toISOString(), project.timeZone) : "–",
    },
    { label: "Waiting", value: waiting },
    { label: "To", value: digest.destinationName },
  ];
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "digests"), label: "Digests" }}
        title={digest.name}
        badges={!digest.enabled && <Pill>Off</Pill>}
        actions={mayEdit && <Deletion digest={digest} place={place} waiting={waiting} />}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {mayEdit && (
          <DigestEditor
            place={place}
            scope={scope}
            projectZone={project.timeZone}
            digest={draftOf(digest)}
            action={update.bind(null, place.org, place.project)}
          />
        )}
        <div className="grid gap-5">
          <Card title="As it stands">
            <KeyValues items={facts} />
          </Card>
          <Card title="Told so far" flush>
            {rounds.length > 0 ? (
              <RoundTable rounds={rounds} place={place} />
            ) : (
              <p className="p-4 text-ink-muted">Not yet.</p>
            )}
          </Card>
        </div>
      </div>
    </>
  );
}
