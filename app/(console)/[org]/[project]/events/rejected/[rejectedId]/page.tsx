import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { RejectedBody } from "@/components/events/rejected-body";
import { RejectedFacts } from "@/components/events/rejected-facts";
import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { requireMember } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { showBody } from "@/lib/events/rejected/body";
import { getRejected } from "@/lib/events/rejected/queries";
import { describeRefusal, reasonOf } from "@/lib/events/rejected/reasons";
import { eventTypePattern } from "@/lib/events/schema";
import { sampleCommand } from "../../../first-event";

export const metadata: Metadata = { title: "Rejected event" };

export default async function RejectedEventPage({
  params,
}: {
  params: Promise<Place & { rejectedId: string }>;
}) {
  const { rejectedId, ...place } = await params;
  const { scope, project } = await requireMember(place.org, place.project);
  const event = await orNotFound(getRejected(scope, rejectedId));
  const { label, fix } = reasonOf(event.code);
  const type = event.type !== null && eventTypePattern.test(event.type) ? event.type : "invoice.generated";
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "events", "rejected"), label: "Rejected events" }}
        title={label}
        badges={<Pill tone="bad">Rejected</Pill>}
      />
      <Callout tone="bad" title={describeRefusal(event)} className="mb-5">
        {fix}
      </Callout>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-5">
          <RejectedBody body={showBody(event.body, event.pointer)} pointer={event.pointer} />
          <Card
            title="Send it again"
            description="Correct it where it is made and send it with the same id: a rejected event is not counted as sent. This body is accepted as it stands."
          >
            <CodeBlock
              what="curl command"
              title={`An event that is accepted: ${type}`}
              code={sampleCommand(env().NEXTAUTH_URL, type)}
            />
          </Card>
        </div>
        <Card title="Details">
          <RejectedFacts event={event} timeZone={project.timeZone} />
        </Card>
      </div>
    </>
  );
}
