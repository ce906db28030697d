import { after } from "next/server";
import { reportBroken } from "@/inngest/report";
import { wakeLanes } from "@/inngest/wake";
import { methodNotAllowed } from "@/lib/api";
import { asRefusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { readCallback, type SlackEvent } from "@/lib/slack/inbound-event";
import { takeEvent } from "@/lib/slack/inbound-handle";
import { receiveFromSlack } from "@/lib/slack/inbound-request";

const plain = (status: number, text = "") =>
  new Response(text, {
    status,
    headers: { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" },
  });

/** Slack sends again what is not answered by a 2xx: three times, and hourly for a day. */
async function take(event: SlackEvent, now: Date): Promise<Response> {
  const { marks, wakes } = await takeEvent(event, now);
  const { signal, eventId } = event;
  log.info({ eventId, kind: signal.kind, broken: marks.length }, "slack.event");
  if (marks.length + wakes.length > 0) after(Promise.all([reportBroken(marks), wakeLanes(wakes, now)]));
  return plain(200);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What Slack tells of itself: removals, revoked tokens, what becomes of channels. Signed, and each event taken once. */
export async function POST(request: Request): Promise<Response> {
  const now = new Date();
  try {
    const inbound = await receiveFromSlack(request, now);
    if (!inbound.ok) return inbound.answer;
    const callback = readCallback(parse(inbound.rawBody));
    switch (callback.kind) {
      case "challenge":
        return plain(200, callback.challenge);
      case "event":
        return await take(callback.event, now);
      case "other":
        log.debug({ type: callback.type }, "slack.event_ignored");
        return plain(200);
    }
  } catch (error) {
    const refused = asRefusal(error);
    if (!refused) log.error({ error }, "slack.event_failed");
    return plain(refused?.status ?? 500);
  }
}

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
