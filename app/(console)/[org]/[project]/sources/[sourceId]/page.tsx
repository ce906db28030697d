import type { Metadata } from "next";
import { z } from "zod";
import { orNotFound } from "@/app/(console)/or-not-found";
import { type Place, projectPath } from "@/components/shell/paths";
import { SourceFacts } from "@/components/sources/facts";
import { Guide } from "@/components/sources/guide";
import { SampleForm } from "@/components/sources/sample-form";
import { SourceStatePill } from "@/components/sources/state-pill";
import { vendorLooks } from "@/components/sources/vendor";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { receiptStatuses } from "@/db/enums";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { addressOf } from "@/lib/sources/published";
import { countReceipts, getSource, listReceipts } from "@/lib/sources/queries";
import { sendSample } from "../actions";
import { samplesOf, toldTypesOf } from "../vendor-samples";
import { Received } from "./received";
import { SourceSettings } from "./settings";

export const metadata: Metadata = { title: "Source" };

const querySchema = z.object({
  status: z.enum(receiptStatuses).optional().catch(undefined),
  cursor: z
    .string()
    .regex(/^\w{1,64}$/)
    .optional()
    .catch(undefined),
});

type Props = {
  params: Promise<Place & { sourceId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SourcePage(props: Props) {
  const [{ sourceId, ...place }, asked] = await Promise.all([props.params, props.searchParams]);
  const { scope, project, role } = await requireMember(place.org, place.project);
  const source = await orNotFound(getSource(scope, sourceId));
  const { status, cursor } = querySchema.parse(asked);
  const now = new Date();
  const [page, counts] = await Promise.all([
    listReceipts(scope, sourceId, { status, cursor }),
    countReceipts(scope, sourceId, new Date(now.getTime() - 86_400_000)),
  ]);
  const mayEdit = isAtLeast(role, "member");
  const url = addressOf(sourceId);
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "sources"), label: "Sources" }}
        title={source.name}
        description={vendorLooks[source.kind].purpose}
        badges={<SourceStatePill source={source} />}
        actions={!cursor && <LiveRefresh everyMs={4000} hasControl />}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-5">
          <CodeBlock code={url} what="webhook URL" title="Address that the vendor posts to" />
          <Guide
            kind={source.kind}
            values={{ url, secret: null, eventTypes: toldTypesOf(source.kind) }}
            isOpen={source.lastReceivedAt === null}
          />
          <Received
            page={page}
            path={projectPath(place, "sources", sourceId)}
            status={status}
            isFirstPage={cursor === undefined}
            place={place}
            timeZone={project.timeZone}
          />
        </div>
        <div className="grid min-w-0 gap-5">
          <Card title="Details">
            <SourceFacts source={source} counts={counts} timeZone={project.timeZone} now={now} />
          </Card>
          {mayEdit && (
            <Card
              title="Send a sample"
              description="One of the vendor's own events, signed, in at the same door."
            >
              <SampleForm
                action={sendSample.bind(null, place.org, place.project)}
                sourceId={sourceId}
                samples={samplesOf(source.kind)}
                place={place}
                hasSecret={source.secretHint !== null}
              />
            </Card>
          )}
          {mayEdit && <SourceSettings source={source} place={place} />}
        </div>
      </div>
    </>
  );
}
