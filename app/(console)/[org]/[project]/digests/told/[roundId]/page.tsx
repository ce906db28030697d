import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { DigestReport } from "@/components/digests/report";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { withQuery } from "@/components/ui/query-string";
import { requireMember } from "@/lib/auth/session";
import { getRound } from "@/lib/digests/queries";

export const metadata: Metadata = { title: "Told together" };

export default async function ToldPage({ params }: { params: Promise<Place & { roundId: string }> }) {
  const { roundId, ...place } = await params;
  const { scope } = await requireMember(place.org, place.project);
  const round = await orNotFound(getRound(scope, roundId));
  const back = round.digestId
    ? { href: projectPath(place, "digests", round.digestId), label: round.name }
    : { href: projectPath(place, "quiet-hours"), label: "Quiet hours" };
  return (
    <>
      <PageHeader
        back={back}
        title={round.full.text}
        description={round.full.why}
        actions={
          <>
            <LinkButton href={projectPath(place, "activity", round.id)}>The message</LinkButton>
            {round.count > 0 && (
              <LinkButton href={withQuery(projectPath(place, "activity"), { fold: round.id })}>
                {round.count === 1 ? "The notification" : `All ${round.count} notifications`}
              </LinkButton>
            )}
          </>
        }
      />
      <DigestReport message={round.full} />
    </>
  );
}
