import type { Delivery, DeliveryTry } from "@/local/slack/signals/delivery";
import { signedHeaders } from "@/local/slack/signals/signature";
import type { App } from "@/local/slack/world/directory-records";
import { type JsonObject, objectAt, stringAt } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/** Where an app takes events, below its origin. */
export const eventsPath = "/api/integrations/slack/events";

/** Seconds before the first, the second and the third retry. */
const retryWaits = [0, 60, 300] as const;
const keptDeliveries = 1_000;

/** What is posted to an app: an event in its envelope, or a call of another type. */
export interface Callback extends JsonObject {
  readonly type: string;
}

/** Hands an event to the app, three retries included; resolves when it was taken or given up. */
export async function deliver(world: World, appId: string, body: Callback): Promise<Delivery> {
  const app = world.apps.get(appId);
  const origin = app?.requestOrigin ?? null;
  const delivery: Delivery = {
    eventId: stringAt(body, "event_id") ?? "",
    type: stringAt(objectAt(body, "event") ?? {}, "type") ?? body.type,
    url: origin === null ? "" : origin + eventsPath,
    state: origin === null ? "no_app" : "pending",
    tries: [],
  };
  world.deliveries.push(delivery);
  if (world.deliveries.length > keptDeliveries) world.deliveries.shift();
  if (app === undefined || origin === null) return delivery;
  const text = JSON.stringify(body);
  let reason: string | undefined;
  for (let retry = 0; retry <= retryWaits.length; retry++) {
    if (retry > 0) await pause((retryWaits[retry - 1] ?? 0) * 1000 * world.assumptions.retryTimeScale);
    const send = () => attempt(world, app.signingSecret, delivery.url, text, retry, reason);
    const tried = await (retry === 0 ? inTurn(app, send) : send());
    delivery.tries.push(tried.entry);
    if (tried.taken) delivery.state = "delivered";
    if (tried.taken || tried.noRetry) break;
    reason = typeof tried.entry.outcome === "number" ? "http_error" : tried.entry.outcome;
  }
  if (delivery.state === "pending") delivery.state = "given_up";
  return delivery;
}

const turns = new WeakMap<App, Promise<unknown>>();

/** Sends the first tries to an app one after the other, so that events arrive in the order in which they happened. */
function inTurn(app: App, send: () => Promise<Tried>): Promise<Tried> {
  const turn = (turns.get(app) ?? Promise.resolve()).then(send);
  turns.set(app, turn);
  return turn;
}

interface Tried {
  readonly entry: DeliveryTry;
  readonly taken: boolean;
  readonly noRetry: boolean;
}

async function attempt(
  world: World,
  secret: string,
  url: string,
  text: string,
  retry: number,
  reason: string | undefined,
): Promise<Tried> {
  const headers: Record<string, string> = {
    ...signedHeaders(world, secret, text),
    "content-type": "application/json",
  };
  if (retry > 0) {
    headers["x-slack-retry-num"] = String(retry);
    headers["x-slack-retry-reason"] = reason ?? "unknown_error";
  }
  const at = world.clock.now();
  try {
    const signal = AbortSignal.timeout(world.assumptions.ackTimeoutMs);
    const response = await fetch(url, { method: "POST", headers, body: text, signal });
    await response.body?.cancel();
    const noRetry = response.headers.get("x-slack-no-retry") === "1";
    return { entry: { at, outcome: response.status }, taken: response.ok, noRetry };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === "TimeoutError";
    return {
      entry: { at, outcome: timedOut ? "http_timeout" : "connection_failed" },
      taken: false,
      noRetry: false,
    };
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds).unref());
}
