import { z } from "zod";
import { type ControlAnswer, done, misshapen } from "@/local/slack/control/answer";
import { isJsonObject, type Json } from "@/local/slack/world/json";
import { assumptionSettings, limitSettings } from "@/local/slack/world/settings";
import type { World } from "@/local/slack/world/world";

const onlySwitch = z.object({ off: z.boolean().optional(), on: z.boolean().optional() });

/** Turns the rate limits off or on (`enabled`), or changes some of them; what is not named stays. Buckets start full. */
export function changeLimits(world: World, body: Json): ControlAnswer {
  const given = isJsonObject(body) ? body : {};
  const turned = onlySwitch.safeParse(given);
  const { off, on } = turned.success ? turned.data : {};
  const enabled = off === undefined ? (on ?? world.limits.enabled) : !off;
  const tiers = { ...world.limits.tiers, ...(isJsonObject(given.tiers) ? given.tiers : {}) };
  const channel = { ...world.limits.channel, ...(isJsonObject(given.channel) ? given.channel : {}) };
  const wanted = limitSettings.safeParse({ ...world.limits, enabled, ...given, tiers, channel });
  if (!wanted.success) return misshapen(wanted.error);
  world.limits = wanted.data;
  world.buckets.clear();
  return done({ limits: world.limits });
}

/** Turns assumptions the other way; what is not named stays. */
export function changeAssumptions(world: World, body: Json): ControlAnswer {
  const wanted = assumptionSettings.safeParse({ ...world.assumptions, ...(isJsonObject(body) ? body : {}) });
  if (!wanted.success) return misshapen(wanted.error);
  world.assumptions = wanted.data;
  return done({ assumptions: world.assumptions });
}
