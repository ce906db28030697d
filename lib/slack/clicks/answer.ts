import { z } from "zod";
import { systemOrganizationScope } from "@/lib/auth/system";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { askSlack } from "@/lib/slack/ask";
import { escapeText } from "@/lib/slack/escape";
import { freshBotToken } from "@/lib/slack/oauth-token";
import type { Interaction } from "./payload";
import { findPlace } from "./place";
import { viewOf } from "./views";

/** Slack takes a trigger for three seconds, ours included. */
const viewMs = 2_500;
const feedbackMs = 5_000;

/** Where answers to a press may go: Slack's own host, as everything that we send. */
function isSlacks(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === env().SLACK_HOOKS_ORIGIN;
}

/** Tells the person who pressed something, and nobody else. What cannot be told is left unsaid: the message itself shows what is so. */
export async function tellPerson(responseUrl: string | null, text: string): Promise<void> {
  if (responseUrl === null || !isSlacks(responseUrl)) return;
  const body = { response_type: "ephemeral", replace_original: false, text: escapeText(text) };
  try {
    const response = await fetch(responseUrl, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(feedbackMs),
    });
    if (!response.ok) log.info({ status: response.status }, "slack.feedback_refused");
    await response.body?.cancel();
  } catch (error) {
    log.info({ error }, "slack.feedback_failed");
  }
}

const opened = z.object({ ok: z.literal(true) });

/** Opens the modal that a press asks for, for a case of the workspace that it comes from. */
export async function openView(asked: Extract<Interaction, { kind: "ask" }>, now: Date): Promise<void> {
  const { view, press, triggerId, responseUrl } = asked;
  const found = await findPlace(press);
  if (!found.ok) return found.feedback === null ? undefined : tellPerson(responseUrl, found.feedback);
  const { organizationId, installationId } = found.place;
  const scope = systemOrganizationScope("slack-clicks", organizationId);
  const access = await freshBotToken(scope, installationId, now);
  if (!access.ok) return;
  const answer = await askSlack({
    method: "views.open",
    token: access.token,
    args: { trigger_id: triggerId, view: viewOf(view, { reference: press.reference, responseUrl }) },
    schema: opened,
    timeoutMs: viewMs,
  });
  if (answer.ok) return;
  log.info({ code: answer.code }, "slack.view_refused");
  await tellPerson(responseUrl, "That took too long. Choose it once more.");
}
