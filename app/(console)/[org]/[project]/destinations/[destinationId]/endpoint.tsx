import { randomUUID } from "node:crypto";
import type { Place } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { EndpointSettings } from "@/components/webhooks/endpoint-settings";
import { LastTries } from "@/components/webhooks/last-tries";
import { ReplayForm } from "@/components/webhooks/replay-form";
import { RotateSecret } from "@/components/webhooks/rotate-secret";
import { StatisticsPanel } from "@/components/webhooks/statistics";
import type { Scope } from "@/lib/auth/scope";
import type { DestinationItem } from "@/lib/destinations/queries";
import { contentTypes } from "@/lib/destinations/webhook-config";
import { givenUpAt } from "@/lib/webhooks/health";
import { listLastTries, readStatistics } from "@/lib/webhooks/statistics/queries";
import { bodyChoices } from "../body-choices";
import { changeEndpoint, replayDestination, rotateEndpoint } from "../endpoint-actions";
import { targetSection } from "./target-section";

const hourMs = 3_600_000;

type Props = { destination: DestinationItem; scope: Scope; place: Place; timeZone: string };

/** That nothing arrives at a webhook, and until when it is tried. */
export function FailingNotice({
  destination: { failingSince, status },
  timeZone,
}: Pick<Props, "destination" | "timeZone">) {
  // A hiccup mends itself within the hour.
  if (!failingSince || status === "broken" || Date.now() - failingSince.getTime() < hourMs) return null;
  return (
    <Callout tone="warn" title="Nothing has arrived there for a while" className="mb-5">
      The first failure was <RelativeTime iso={failingSince.toISOString()} timeZone={timeZone} />. If nothing
      arrives until then, the webhook is switched off{" "}
      <RelativeTime iso={givenUpAt(failingSince).toISOString()} timeZone={timeZone} />.
    </Callout>
  );
}

/** How an endpoint has answered. */
export async function EndpointHealth({ destination: { id }, scope, place, timeZone }: Props) {
  const now = new Date();
  const [day, week, tries] = await Promise.all([
    readStatistics(scope, id, { days: 1, now }),
    readStatistics(scope, id, { days: 7, now }),
    listLastTries(scope, id),
  ]);
  return (
    <>
      <Card title="Statistics">
        <StatisticsPanel day={day} week={week} />
      </Card>
      <Card title="Last answers" flush>
        {tries.length > 0 ? (
          <LastTries tries={tries} place={place} timeZone={timeZone} />
        ) : (
          <p className="p-4 text-ink-muted">None yet. Send a test to see one.</p>
        )}
      </Card>
    </>
  );
}

/** Where it leads, what it is told, and how. */
export function EndpointCard({ destination, place }: Pick<Props, "destination" | "place">) {
  const { id, target, description = "", topics = [], headers = [], bodyTemplate = null } = destination;
  const { contentType = contentTypes[0] } = destination;
  return (
    <div id={targetSection} className="scroll-mt-20">
      <Card title="Webhook" description="Where it leads, what it is told, and how.">
        <EndpointSettings
          action={changeEndpoint.bind(null, place.org, place.project)}
          destinationId={id}
          target={target}
          now={{ description, topics, headers, bodyTemplate, contentType }}
          choices={bodyChoices(place)}
        />
      </Card>
    </div>
  );
}

/** Sends again what was sent there, or was not. */
export function ReplayCard({ destination: { id }, place }: Pick<Props, "destination" | "place">) {
  return (
    <Card title="Replay" description="Sends again what went there, or did not get there.">
      <ReplayForm
        action={replayDestination.bind(null, place.org, place.project)}
        destinationId={id}
        requestId={randomUUID()}
      />
    </Card>
  );
}

/** The signing secret: never shown, only replaced. */
export function SecretCard({ destination, place, timeZone }: Omit<Props, "scope">) {
  const { id, oldSecretUntil } = destination;
  const isOverlapping = oldSecretUntil != null && new Date(oldSecretUntil) > new Date();
  return (
    <Card title="Signing secret" description="Every message is signed by Standard Webhooks.">
      {isOverlapping && (
        <p className="mb-3 text-sm text-ink-muted">
          The secret of before holds until <RelativeTime iso={oldSecretUntil} timeZone={timeZone} />.
        </p>
      )}
      <RotateSecret action={rotateEndpoint.bind(null, place.org, place.project)} destinationId={id} />
    </Card>
  );
}
