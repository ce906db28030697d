import { announceUninstall } from "@/local/slack/signals/announce";
import type { Installation } from "@/local/slack/world/access-records";
import type { World } from "@/local/slack/world/world";

/**
 * Ends an installation: its tokens die, its bot leaves every channel, its webhooks answer `no_service`, and
 * the app hears of it. `state` decides what its tokens answer from now on.
 */
export function uninstall(world: World, installation: Installation, state: "revoked" | "uninstalled"): void {
  if (installation.state !== "active") return;
  installation.state = state;
  for (const channel of world.channels.values()) {
    channel.members = channel.members.filter((member) => member !== installation.botUserId);
  }
  for (const webhook of world.webhooks.values()) {
    const own = webhook.appId === installation.appId && webhook.teamId === installation.teamId;
    if (own) webhook.refusal = "no_service";
  }
  announceUninstall(world, installation);
}
