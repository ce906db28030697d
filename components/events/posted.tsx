import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import type { EventDetail } from "@/lib/events/queries";
import { payloadDays } from "@/lib/retention/policy";

type Posted = Pick<
  EventDetail,
  "externalId" | "type" | "occurredAt" | "environment" | "customer" | "data" | "extra" | "payloadDeletedAt"
>;

function asPosted({ externalId, type, occurredAt, environment, customer, data, extra }: Posted): string {
  const body = {
    id: externalId,
    type,
    occurredAt,
    environment,
    customer: customer ?? undefined,
    data,
    ...extra,
  };
  return JSON.stringify(body, null, 2);
}

/** The event as it was posted, or that this can no longer be read. */
export function PostedEvent({ event }: { event: Posted }) {
  if (event.payloadDeletedAt === null)
    return <CodeBlock what="event" title="Event as it was posted" code={asPosted(event)} />;
  return (
    <Callout tone="neutral" title={`The payload was deleted after ${payloadDays} days`}>
      What was said of the customer and the data can no longer be read, nor the values that the routes
      compared. Type, times and what was decided stay.
    </Callout>
  );
}
