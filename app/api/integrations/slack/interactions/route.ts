import { methodNotAllowed } from "@/lib/api";
import { asRefusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { receiveFromSlack } from "@/lib/slack/inbound-request";

/**
 * Presses of buttons in our messages. Slack shows an error to whoever pressed unless the answer is an empty 200 within
 * three seconds, and it tells of presses of plain link buttons too: those need nothing else.
 */
export async function POST(request: Request): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    const inbound = await receiveFromSlack(request, new Date());
    return inbound.ok ? new Response(null, { status: 200, headers }) : inbound.answer;
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
