import { z } from "zod";
import { type ControlAnswer, done, misshapen } from "@/local/slack/control/answer";
import type { Json } from "@/local/slack/world/json";
import { limitSettings } from "@/local/slack/world/settings";
import { clearWorld, type World } from "@/local/slack/world/world";

const parts = z.enum(["messages", "requests", "faults", "limits", "deliveries", "clock"]);
const change = z.object({ only: z.union([parts.transform((one) => [one]), z.array(parts)]).optional() });

const seeds = new WeakMap<World, () => void>();

/** Remembers how a world was seeded, so that a reset can do it again. */
export function rememberSeed(world: World, seed: () => void): void {
  seeds.set(world, seed);
}

/** Back to the seeded world; or only some parts emptied, the directory and the installations kept. */
export function resetWorld(world: World, body: Json): ControlAnswer {
  const wanted = change.safeParse(body);
  if (!wanted.success) return misshapen(wanted.error);
  const { only } = wanted.data;
  if (only === undefined) {
    clearWorld(world);
    world.mint.restore(0);
    seeds.get(world)?.();
    return done();
  }
  for (const part of only) emptyPart(world, part);
  return done({ emptied: only });
}

function emptyPart(world: World, part: z.infer<typeof parts>): void {
  switch (part) {
    case "messages":
      world.messages.clear();
      world.seen.clear();
      return;
    case "requests":
      world.requests.clear();
      return;
    case "faults":
      world.faults.length = 0;
      return;
    case "limits":
      world.limits = limitSettings.parse({});
      world.buckets.clear();
      return;
    case "deliveries":
      world.deliveries.length = 0;
      return;
    case "clock":
      world.clock.reset();
  }
}
