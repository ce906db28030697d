import { z } from "zod";
import { type ControlAnswer, done, misshapen, refused } from "@/local/slack/control/answer";
import { demoApp, demoTeam } from "@/local/slack/demo-world";
import { deliver } from "@/local/slack/signals/deliver";
import type { Delivery } from "@/local/slack/signals/delivery";
import { envelope } from "@/local/slack/signals/envelope";
import { isJsonObject, type Json, type JsonObject, objectAt } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

const emission = z.object({
  /** The inner event: `{ "type": "channel_archive", "channel": "C…" }`. */
  event: z.looseObject({ type: z.string() }),
  team: z.string().default(demoTeam.id),
  app: z.string().default(demoApp.id),
  /** Sends an event again under an id that was used before. */
  eventId: z.string().optional(),
  /** How many times it is sent, with the same id. */
  times: z.number().int().min(1).max(100).default(1),
});

const callback = z.object({ type: z.enum(["url_verification", "app_rate_limited"]) }).loose();

/** Sends the app any event, or a bare `url_verification`; answers when it was taken or given up. */
export async function emitEvent(world: World, body: Json): Promise<ControlAnswer> {
  if (callback.safeParse(body).success && isJsonObject(body)) return sendBare(world, body);
  const wanted = emission.safeParse(body);
  if (!wanted.success) return misshapen(wanted.error);
  const { team, app, eventId, times } = wanted.data;
  const event = isJsonObject(body) ? objectAt(body, "event") : undefined;
  const installation = [...world.installations.values()].find((one) => {
    return one.appId === app && (one.teamId === team || one.enterpriseId === team);
  });
  if (installation === undefined || event === undefined)
    return refused(`${app} was never installed in ${team}`, 404);
  const made = envelope(world, installation, event, installation.teamId ?? team);
  const sent = eventId === undefined ? made : { ...made, event_id: eventId };
  const deliveries: Delivery[] = [];
  for (let time = 0; time < times; time++) deliveries.push(await deliver(world, app, sent));
  return done({ eventId: sent.event_id, deliveries });
}

async function sendBare(world: World, body: JsonObject): Promise<ControlAnswer> {
  const usual = {
    token: "simulated-verification-token",
    challenge: world.mint.secret(40),
    api_app_id: demoApp.id,
  };
  return done({
    deliveries: [await deliver(world, demoApp.id, { ...usual, ...body, type: String(body.type) })],
  });
}

/** What was sent to apps, and what became of it. */
export function listDeliveries(world: World): readonly Delivery[] {
  return world.deliveries;
}
