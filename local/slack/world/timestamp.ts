import type { World } from "@/local/slack/world/world";

/** The next `ts` of a channel: seconds, a dot, six digits; always greater than the one before. */
export function nextTs(world: World, channelId: string): string {
  const second = Math.floor(world.clock.now() / 1000);
  const [lastSecond = "0", lastCount = "0"] = (world.lastTs.get(channelId) ?? "0.0").split(".");
  const ahead = Number(lastSecond) >= second;
  const count = ahead ? Number(lastCount) + 1 : 1;
  const ts =
    count > 999_999 ? format(Number(lastSecond) + 1, 1) : format(ahead ? Number(lastSecond) : second, count);
  world.lastTs.set(channelId, ts);
  return ts;
}

function format(second: number, count: number): string {
  return `${second}.${String(count).padStart(6, "0")}`;
}
