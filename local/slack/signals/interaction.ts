import { signedHeaders } from "@/local/slack/signals/signature";
import { type Json, type JsonObject, parseJson } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/** Where an app takes clicks and submitted modals, below its origin. */
export const interactionsPath = "/api/integrations/slack/interactions";

/** What the app answered to an interaction. */
export interface InteractionOutcome {
  readonly acknowledged: boolean;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly body: Json | undefined;
  readonly error: string | undefined;
  readonly tookMs: number;
}

/** Posts a signed payload to the app, which has three seconds for its answer. */
export async function interact(
  world: World,
  appId: string,
  payload: JsonObject,
): Promise<InteractionOutcome> {
  const app = world.apps.get(appId);
  const began = performance.now();
  const outcome = (status: number, error: string | undefined, body?: Json) => {
    return { acknowledged: error === undefined, status, body, error, tookMs: performance.now() - began };
  };
  if (app === undefined || app.requestOrigin === null) {
    return outcome(0, `The app ${app?.name ?? appId} has no request URL, so nobody hears of this click.`);
  }
  const text = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const headers = {
    ...signedHeaders(world, app.signingSecret, text),
    "content-type": "application/x-www-form-urlencoded",
  };
  try {
    const signal = AbortSignal.timeout(world.assumptions.ackTimeoutMs);
    const url = app.requestOrigin + interactionsPath;
    const response = await fetch(url, { method: "POST", headers, body: text, signal, redirect: "manual" });
    const answer = await response.text();
    const body = answer === "" ? undefined : (parseJson(answer) ?? answer.slice(0, 500));
    return outcome(response.status, response.ok ? undefined : `The app answered ${response.status}.`, body);
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    return outcome(0, late ? "The app did not answer within three seconds." : "The app cannot be reached.");
  }
}
