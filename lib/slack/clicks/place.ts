import { systemScope } from "@/lib/auth/system";
import { log } from "@/lib/log";
import { openReference } from "@/lib/slack/buttons-reference";
import type { Press } from "./press";
import { findPressedPlace, type PressedPlace } from "./queries";

const scope = systemScope("slack-clicks");

/** Who pressed, and where: all that says whether they may. */
export type From = Pick<Press, "appId" | "teamId" | "enterpriseId" | "reference">;

/** A workspace is its own by the enterprise's id where that was installed as a whole, else by its own. */
const isTheirs = (place: PressedPlace, { appId, teamId, enterpriseId }: From) =>
  place.appId === appId && place.holderId === (place.isEnterpriseInstall ? (enterpriseId ?? teamId) : teamId);

export type Found =
  | { ok: true; place: PressedPlace; turn: string }
  /** What the person is told; nothing for somebody from elsewhere. */
  | { ok: false; feedback: string | null };

/**
 * The case that a press is about, when it comes from the workspace that its organization has connected. The reference says which case,
 * Slack's signature which workspace; nothing else of the request is believed.
 */
export async function findPlace(from: From): Promise<Found> {
  const reference = openReference(from.reference);
  const place = reference && (await findPressedPlace(scope, reference));
  if (!reference || !place) return { ok: false, feedback: "This message is not kept any more." };
  if (!isTheirs(place, from)) {
    log.warn({ teamId: from.teamId, appId: from.appId, projectId: place.projectId }, "slack.click_refused");
    return { ok: false, feedback: null };
  }
  if (place.installationStatus === "uninstalled")
    return { ok: false, feedback: "Bellwire is not connected to this workspace any more." };
  return { ok: true, place, turn: reference.turn };
}
