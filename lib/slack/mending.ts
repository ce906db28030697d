import { systemScope } from "@/lib/auth/system";
import { type BrokenChannel, listBrokenChannels } from "@/lib/installations/destinations/queries";
import { healDestinations } from "@/lib/repairs/commands";
import { breaksInstallation } from "./errors";

const mender = systemScope("slack-events");

/** What happened in Slack that may have mended something. */
export type Cause =
  /** The workspace granted access again, with these scopes. */
  | { kind: "connected"; scopes: readonly string[] }
  | { kind: "unarchived" }
  /** The bot was let into the channel. */
  | { kind: "invited" };

const closed = new Set(["is_archived", "is_inactive"]);
const absent = new Set(["not_in_channel", "channel_not_found", "no_permission"]);

function isMendedBy(cause: Cause, { code, isPrivate }: BrokenChannel): boolean {
  switch (cause.kind) {
    case "connected":
      return (
        breaksInstallation(code) ||
        (code === "not_in_channel" && !isPrivate && cause.scopes.includes("chat:write.public"))
      );
    case "unarchived":
      return closed.has(code);
    case "invited":
      return absent.has(code);
  }
}

type Which = { installationIds: readonly string[]; channelId?: string };

/**
 * Marks as mended what this can have mended, and nothing else: an invitation does not open an archived channel.
 * What was held stays held until somebody says what to do with it.
 */
export async function mend(which: Which, cause: Cause, now: Date): Promise<void> {
  const broken = await listBrokenChannels(mender, which);
  const mended = broken.filter((one) => isMendedBy(cause, one));
  for (const [projectId, those] of Map.groupBy(mended, (one) => one.projectId)) {
    const destinationIds = those.map(({ destinationId }) => destinationId);
    await healDestinations(mender, { projectId, destinationIds }, { now });
  }
}
