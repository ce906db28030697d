import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { readText } from "@/lib/request-body";
import { isSignedBySlack } from "./inbound-signature";

/** Slack's own payloads are far smaller. */
const maxBytes = 1024 * 1024;

/** What may be done with a request that says it comes from Slack: read its body, or only send this answer. */
export type Inbound = { ok: true; rawBody: string } | { ok: false; answer: Response };

const plain = (status: number, text = "") =>
  new Response(text, {
    status,
    headers: { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" },
  });

/** Slack's certificate check is a form of one field and comes unsigned: nothing else in such a body is read. */
function isCertificateCheck(headers: Headers, rawBody: string): boolean {
  const isForm = headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") === true;
  return isForm && new URLSearchParams(rawBody).get("ssl_check") === "1";
}

/**
 * Lets in what Slack signed. Everything else is answered here: 200 to a certificate check, 401 to a wrong or missing
 * signature, 503 while this server has no signing secret.
 * @throws AppError as readText, for bodies that are too large or no text.
 */
export async function receiveFromSlack(request: Request, now: Date): Promise<Inbound> {
  const rawBody = await readText(request, { maxBytes });
  const { headers } = request;
  if (isCertificateCheck(headers, rawBody)) return { ok: false, answer: plain(200) };
  const secret = env().SLACK_SIGNING_SECRET;
  if (secret === undefined) {
    log.error({}, "slack.signing_secret_missing");
    return { ok: false, answer: plain(503, "This server has no signing secret for Slack.") };
  }
  // Two secrets, joined by a comma, while ours is being changed.
  const secrets = secret.split(",").filter((one) => one !== "");
  if (!isSignedBySlack({ headers, rawBody }, secrets, now)) {
    return { ok: false, answer: plain(401, "The signature is missing, wrong or out of date.") };
  }
  return { ok: true, rawBody };
}
