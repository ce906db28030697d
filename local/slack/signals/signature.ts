import { createHmac } from "node:crypto";
import type { World } from "@/local/slack/world/world";

/** Slack's request signature, version 0: over the timestamp (unix seconds) and the body as its bytes stand. */
export function sign(signingSecret: string, timestamp: string, body: string): string {
  return `v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

/** The two headers that prove that a request comes from Slack. */
export function signedHeaders(world: World, signingSecret: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(world.clock.now() / 1000));
  return {
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": sign(signingSecret, timestamp, body),
  };
}

/** An instant as `event_ts` and `action_ts` write it. */
export function sentTs(world: World): string {
  return (world.clock.now() / 1000).toFixed(6);
}
