import { after } from "next/server";
import { announceEvents } from "@/inngest/announce";
import { requestIdOf } from "@/lib/api";
import { systemScope } from "@/lib/auth/system";
import { asRefusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { internalError, refusal } from "@/lib/problem";
import { readBytes } from "@/lib/request-body";
import { findListeningSource } from "@/lib/sources/queries";
import { type Received, receive } from "@/lib/sources/receive";

const maxBytes = 4 * 1024 * 1024;

function answerOf({ status, answers }: Received): Response {
  const countOf = (wanted: string) => answers.filter((answer) => answer.status === wanted).length;
  const body = {
    accepted: countOf("accepted"),
    duplicates: countOf("duplicate"),
    ignored: countOf("ignored"),
    rejected: countOf("rejected"),
    events: answers,
  };
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}

async function take(sourceId: string, request: Request): Promise<Response> {
  const now = new Date();
  const source = await findListeningSource(systemScope("sources"), sourceId, { now });
  const raw = Buffer.from(await readBytes(request, { maxBytes }));
  const call = { headers: request.headers, url: new URL(request.url), raw, now };
  const received = await receive(source, call, (ids) => after(announceEvents(source.scope, ids)));
  return answerOf(received);
}

/**
 * Takes a request to a source's address, whoever sends it: the vendor, or the console's sample sender. “Received” means
 * committed. What a vendor cannot mend by sending it again is no error to it; what it can is.
 */
export async function takeFromVendor(sourceId: string, request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  let response: Response;
  try {
    response = await take(sourceId, request);
  } catch (error) {
    const refused = asRefusal(error);
    if (!refused) log.error({ requestId, sourceId, error }, "source.failed");
    response = refused ? refusal(requestId, refused) : internalError(requestId);
  }
  response.headers.set("x-request-id", requestId);
  return response;
}
