import { takeToken } from "@/local/slack/pacing/bucket";
import type { Webhook } from "@/local/slack/world/access-records";
import type { World } from "@/local/slack/world/world";

/** How often a method may be called per app and workspace. */
export type Tier = "t1" | "t2" | "t3" | "t4" | "special";

/** Seconds that a call of a method must wait, 0 when it may go on. */
export function waitForMethod(
  world: World,
  subject: { appId: string; place: string },
  method: string,
  tier: Tier,
) {
  if (!world.limits.enabled) return 0;
  const perMinute = method === "chat.postMessage" ? world.limits.teamPerMinute : world.limits.tiers[tier];
  const key = `method ${subject.appId} ${subject.place} ${method}`;
  return takeToken(world.buckets, key, { capacity: perMinute, perSecond: perMinute / 60 }, world.clock.now());
}

/** Seconds that a post of an app into a channel must wait, by whichever way it posts; 0 when it may go on. */
export function waitForChannel(world: World, appId: string, channelId: string): number {
  if (!world.limits.enabled) return 0;
  return takeToken(world.buckets, `post ${appId} ${channelId}`, world.limits.channel, world.clock.now());
}

/** Counts a webhook's post; disables the webhook when the setting says that it was too many in a window. */
export function countWebhookPost(world: World, webhook: Webhook): void {
  const rule = world.limits.webhookAutoDisable;
  if (rule === null) return;
  const key = `hook window ${webhook.path}`;
  const now = world.clock.now();
  const window = world.buckets.get(key);
  if (window === undefined || now - window.at > rule.seconds * 1000) {
    world.buckets.set(key, { tokens: 1, at: now });
    return;
  }
  window.tokens += 1;
  if (window.tokens > rule.posts) webhook.refusal = "no_active_hooks";
}
