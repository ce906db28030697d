import { deliver } from "@/local/slack/signals/deliver";
import { envelope } from "@/local/slack/signals/envelope";
import type { Installation } from "@/local/slack/world/access-records";
import { isVisible, teamsOf } from "@/local/slack/world/channel-directory";
import type { Channel } from "@/local/slack/world/directory-records";
import type { JsonObject } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/** The scope that an app needs to hear of a channel. */
const scopeFor = { public: "channels:read", private: "groups:read", im: "im:read" } as const;

/** Tells every installed app that may see the channel, and has the scope for it, what happened there. */
export function announce(world: World, channel: Channel, event: JsonObject): void {
  for (const installation of world.installations.values()) {
    if (installation.state !== "active" || !teamsOf(world, installation).has(channel.teamId)) continue;
    if (!isVisible(channel, installation.botUserId)) continue;
    if (!installation.scopes.includes(scopeFor[channel.kind])) continue;
    emit(world, installation, event, channel.teamId);
  }
}

/** Sends one event to the app of an installation. */
export function emit(world: World, installation: Installation, event: JsonObject, teamId?: string): void {
  const body = envelope(world, installation, event, teamId ?? installation.teamId ?? "");
  void deliver(world, installation.appId, body);
}

/** `app_uninstalled` and `tokens_revoked`, in the order that the assumption says. */
export function announceUninstall(world: World, installation: Installation): void {
  const gone = { type: "app_uninstalled" };
  const revoked = { type: "tokens_revoked", tokens: { oauth: [], bot: [installation.botUserId] } };
  const events =
    world.assumptions.uninstallOrder === "app_uninstalled_first" ? [gone, revoked] : [revoked, gone];
  for (const event of events) emit(world, installation, event);
}
