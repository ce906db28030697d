"use server";

import { refresh } from "next/cache";
import type { BodyPreviewer } from "@/components/webhooks/body-field";
import type { MadeEndpoint } from "@/components/webhooks/endpoint-form";
import type { ReplayOutcome } from "@/components/webhooks/replay-form";
import type { Rotation } from "@/components/webhooks/rotate-secret";
import { wakeLanes } from "@/inngest/wake";
import { memberAction } from "@/lib/action";
import { requireMember } from "@/lib/auth/session";
import { updateDestination } from "@/lib/destinations/commands";
import { createEndpoint, rotateSecret } from "@/lib/webhooks/commands";
import { planReplay } from "@/lib/webhooks/replay/commands";
import { maxReplay } from "@/lib/webhooks/replay/schema";
import { previewBody } from "@/lib/webhooks/samples";
import { bodyPreviewInput } from "@/lib/webhooks/schema";
import { endpointSettingsForm, newEndpointForm, replayForm, rotationForm } from "./endpoint-form-schema";
import { addressAfter } from "./settle-new";

/** Adds a webhook with a route for the events that were ticked; its signing secret is told before one goes on to its page. */
export const addEndpoint = memberAction(
  { role: "member", schema: newEndpointForm, secret: ["url", "headers"] },
  async (scope, input, member): Promise<MadeEndpoint> => {
    const { eventTypes, ownTypes, followUp, ...fields } = input;
    const { id, signingSecret } = await createEndpoint(scope, { kind: "webhook", enabled: true, ...fields });
    const href = await addressAfter(scope, member, id, { eventTypes, ownTypes, followUp });
    return { signingSecret, href };
  },
);

/** Changes where a webhook leads, what it is told, and how. */
export const changeEndpoint = memberAction(
  { role: "member", schema: endpointSettingsForm, secret: ["url", "headers"] },
  async (scope, { destinationId, ...patch }): Promise<void> => {
    await updateDestination(scope, destinationId, patch);
    refresh();
  },
);

/** Gives a webhook a new signing secret, which is told this once. */
export const rotateEndpoint = memberAction(
  { role: "member", schema: rotationForm },
  async (scope, { destinationId, overlapHours }): Promise<Rotation> => {
    const { signingSecret, oldSecretUntil } = await rotateSecret(scope, destinationId, {
      overlapHours,
      now: new Date(),
    });
    refresh();
    const note = oldSecretUntil
      ? "Until then messages are signed with the one of before as well."
      : "The one of before holds no more.";
    return { signingSecret, note };
  },
);

/** Sends again what a destination was told, or only counts it. */
export const replayDestination = memberAction(
  { role: "member", schema: replayForm },
  async (scope, { destinationId, requestId, state, hours, step }): Promise<ReplayOutcome> => {
    const now = new Date();
    const { wakes, ...outcome } = await planReplay(scope, {
      destination: destinationId,
      since: new Date(now.getTime() - hours * 3_600_000),
      max: maxReplay,
      dryRun: step === "count",
      // Another choice on the same page is another request.
      requestId: `${requestId}.${state}.${hours}`,
      ...(state !== "all" && { state }),
    });
    await wakeLanes(wakes, now);
    if (step === "replay") refresh();
    return { ...outcome, isCount: step === "count", asked: { state, hours: String(hours) } };
  },
);

/** An example as a webhook with this template would get it. */
export async function previewEndpointBody(
  org: string,
  project: string,
  asked: Parameters<BodyPreviewer>[0],
): ReturnType<BodyPreviewer> {
  await requireMember(org, project);
  const input = bodyPreviewInput.safeParse(asked);
  if (!input.success) return { refused: input.error.issues.map(({ message }) => message).join(" ") };
  return previewBody(input.data, new Date());
}
