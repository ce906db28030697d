import { systemScope } from "@/lib/auth/system";
import type { ClaimedDestination } from "@/lib/lanes/claim-row";
import type { Settlement } from "@/lib/lanes/settle";
import { log } from "@/lib/log";
import {
  breakDestinations,
  claimWarning,
  healDestinations,
  suspectDestination,
} from "@/lib/repairs/commands";
import { verdictOnFailing } from "@/lib/webhooks/health";
import { inngest } from "./client";
import { destinationFailing } from "./events";
import { reportBroken } from "./report";

const scope = systemScope("deliver-lane");

type Item = { projectId: string; destination: ClaimedDestination };
type Tried = { settlement: Settlement; endedAt: Date };

/** What a try says of the destination itself: broken, suspected, failing for days, or mended by a message that arrived. */
export async function noteHealth(
  { projectId, destination }: Item,
  { settlement: { state, breaks, counts }, endedAt: now }: Tried,
): Promise<void> {
  const which = { projectId, destinationIds: [destination.id] };
  if (state === "sent" && destination.isBroken) await healDestinations(scope, which, { now });
  if (breaks?.kind === "suspected") {
    await suspectDestination(scope, { projectId, destinationId: destination.id, code: breaks.code, now });
  }
  if (breaks?.kind === "broken") {
    const installationId = breaks.scope === "installation" ? destination.installation?.id : undefined;
    await reportBroken(
      await breakDestinations(scope, installationId ? { installationId } : which, { ...breaks, now }),
    );
  }
  if (state !== "sent" && !breaks && counts) await noteFailing({ projectId, destination }, now);
}

/** An endpoint that nothing has arrived at for a day: its owners are warned; for five days: it is given up. */
async function noteFailing({ projectId, destination }: Item, now: Date): Promise<void> {
  if (destination.kind !== "webhook" || destination.isBroken) return;
  const verdict = verdictOnFailing(destination, now);
  const which = { projectId, destinationIds: [destination.id] };
  if (verdict === "give up") {
    const found = { code: "endpoint_failing", scope: "destination", now } as const;
    await reportBroken(await breakDestinations(scope, which, found));
  }
  if (verdict === "warn")
    await warn(await claimWarning(scope, { projectId, destinationId: destination.id }, now));
}

async function warn(mark: Awaited<ReturnType<typeof claimWarning>>): Promise<void> {
  if (!mark) return;
  try {
    await inngest.send(destinationFailing.create({ ...mark }));
  } catch (error) {
    log.warn({ error, destinationId: mark.destinationId }, "destinations.warning_failed");
  }
}
