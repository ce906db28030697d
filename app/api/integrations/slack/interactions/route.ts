import { after } from "next/server";
import { announceEvents } from "@/inngest/announce";
import { wakeLanes } from "@/inngest/wake";
import { methodNotAllowed } from "@/lib/api";
import { systemScope } from "@/lib/auth/system";
import { asRefusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { openView, tellPerson } from "@/lib/slack/clicks/answer";
import { finishClick, storeClick } from "@/lib/slack/clicks/commands";
import { type Interaction, readInteraction } from "@/lib/slack/clicks/payload";
import { performPress } from "@/lib/slack/clicks/perform";
import { inTurn } from "@/lib/slack/clicks/turns";
import { receiveFromSlack } from "@/lib/slack/inbound-request";

const scope = systemScope("slack-clicks");
const headers = { "cache-control": "no-store" };

/** Slack waits three seconds. A store that takes longer is waited for after the answer. */
const storeMs = 1_500;

const done = () => new Response(null, { status: 200, headers });

function payloadOf(rawBody: string): unknown {
  try {
    return JSON.parse(new URLSearchParams(rawBody).get("payload") ?? "");
  } catch {
    return undefined;
  }
}

type Pressed = Extract<Interaction, { kind: "press" }>;

/** Does what was pressed, once it is stored, and goes on with what follows from it. */
async function work(pressed: Pressed, stored: Promise<boolean>, now: Date): Promise<void> {
  const { key, press, responseUrl } = pressed;
  try {
    if (!(await stored)) return;
    const { feedback, wakes, events } = await inTurn(async () => {
      const performed = await performPress(press, now);
      await finishClick(scope, key);
      return performed;
    });
    log.info({ kind: press.deed.kind, teamId: press.teamId, isTold: feedback !== null }, "slack.click");
    await Promise.all([
      wakeLanes(wakes, now),
      events && announceEvents(events.scope, events.ids),
      feedback === null ? undefined : tellPerson(responseUrl, feedback),
    ]);
  } catch (error) {
    log.error({ error, kind: press.deed.kind }, "slack.click_failed");
    await tellPerson(responseUrl, "That did not work just now. Press it once more in a moment.");
  }
}

async function takePress(pressed: Pressed, now: Date): Promise<Response> {
  const stored = storeClick(scope, pressed.key, pressed.press);
  const late = new Promise<"late">((resolve) => {
    const timer = setTimeout(() => resolve("late"), storeMs);
    timer.unref();
  });
  after(() => work(pressed, stored, now));
  const isKnown = await Promise.race([
    stored.then(
      () => true,
      () => false,
    ),
    late,
  ]);
  // Slack shows a sign to whoever pressed: nothing was kept, so nothing will come of it.
  return isKnown === false ? new Response(null, { status: 503, headers }) : done();
}

/**
 * What people press in our messages and send with our modals. Slack shows an error to whoever pressed unless the answer comes within
 * three seconds, and it tells of plain link buttons too: so it is verified, stored and answered, and done after that.
 */
export async function POST(request: Request): Promise<Response> {
  const now = new Date();
  try {
    const inbound = await receiveFromSlack(request, now);
    if (!inbound.ok) return inbound.answer;
    const interaction = readInteraction(payloadOf(inbound.rawBody), now);
    switch (interaction.kind) {
      case "press":
        return await takePress(interaction, now);
      case "ask":
        after(
          openView(interaction, now).catch((error: unknown) => log.error({ error }, "slack.view_failed")),
        );
        return done();
      case "mistake":
        return Response.json({ response_action: "errors", errors: interaction.errors }, { headers });
      case "other":
        log.debug({ type: interaction.type }, "slack.interaction_ignored");
        return done();
    }
  } catch (error) {
    const refused = asRefusal(error);
    if (!refused) log.error({ error }, "slack.interaction_failed");
    return new Response(null, { status: refused?.status ?? 500, headers });
  }
}

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
