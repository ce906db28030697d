import { zoneOffset } from "@/lib/projects/zone-offset";

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** What the clocks of a zone show at an instant, in milliseconds since 1970 as if it were UTC. */
export const localOf = (at: number, timeZone: string) => at + zoneOffset(at, timeZone);

/** The instant at which the clocks are turned, somewhere after `before` and until `after`, where they are turned once. */
export function turnBetween(before: number, after: number, timeZone: string): number {
  const offset = zoneOffset(after, timeZone);
  let [low, high] = [Math.floor(before / minuteMs), Math.ceil(after / minuteMs)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffset(middle * minuteMs, timeZone) === offset) high = middle;
    else low = middle;
  }
  return high * minuteMs;
}
