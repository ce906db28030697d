import { createHmac } from "node:crypto";
import { demoChannels, demoCredentials, demoUsers } from "@/local/slack/demo-world";
import { blockActions } from "@/local/slack/signals/block-actions";
import { findElement } from "@/local/slack/signals/find-element";
import type { JsonObject } from "@/local/slack/world/json";
import type { CaseStage } from "./case-stage";

type Pressing = { user?: keyof typeof demoUsers; value?: string; ts?: string };

/** The payload that Slack sends when somebody presses what stands in the channel; the newest message that has it. */
export function pressOf(
  { slack: { state }, channel }: CaseStage,
  actionId: string,
  { user = "kim", value, ts }: Pressing = {},
): JsonObject {
  const place = state.channels.get(demoChannels.billingAlerts.id);
  const person = state.users.get(demoUsers[user].id);
  const messages = channel().filter((message) => ts === undefined || message.ts === ts);
  const [target] = messages.toReversed().flatMap((message) => {
    const found = findElement(message, actionId, undefined);
    return found ? [{ message, found }] : [];
  });
  if (!place || !person || !target) throw new Error(`nothing in the channel can be pressed as ${actionId}`);
  return blockActions(state, { ...target, channel: place, user: person, value });
}

/** A request as Slack signs it. */
export function signedBySlack(
  payload: object,
  { at = new Date(), secret = demoCredentials.signingSecret } = {},
): Request {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return new Request("http://bellwire.test/api/integrations/slack/interactions", {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
    body,
  });
}
