import { z } from "zod";
import { type ControlAnswer, done, misshapen } from "@/local/slack/control/answer";
import type { Json } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

const change = z.object({
  advanceMs: z.number().optional(),
  advanceSeconds: z.number().optional(),
  /** Sets time to an instant: ISO 8601, or milliseconds since the epoch. */
  now: z.union([z.number(), z.iso.datetime()]).optional(),
  /** Stops time where it is, or lets it go on. */
  freeze: z.boolean().optional(),
  reset: z.literal(true).optional(),
});

/** What time it is for the simulator, and how far that is from the real time. */
export function readClock(world: World) {
  const now = world.clock.now();
  return {
    now,
    iso: new Date(now).toISOString(),
    offsetMs: world.clock.offset(),
    frozen: world.clock.frozen(),
  };
}

/** Moves, sets, stops or resets time. */
export function changeClock(world: World, body: Json): ControlAnswer {
  const wanted = change.safeParse(body);
  if (!wanted.success) return misshapen(wanted.error);
  const { advanceMs = 0, advanceSeconds = 0, now, freeze, reset } = wanted.data;
  if (reset === true) world.clock.reset();
  if (now !== undefined) world.clock.shift(new Date(now).getTime() - world.clock.now());
  world.clock.shift(advanceMs + advanceSeconds * 1000);
  if (freeze !== undefined) world.clock.freeze(freeze ? world.clock.now() : null);
  return done(readClock(world));
}
