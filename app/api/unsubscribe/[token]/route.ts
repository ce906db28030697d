import { methodNotAllowed, requestIdOf } from "@/lib/api";
import { systemScope } from "@/lib/auth/system";
import { type Choice, choices, decideAbout } from "@/lib/email/opt-outs/commands";
import { readMailboxToken } from "@/lib/email/unsubscribe-token";
import { env } from "@/lib/env";
import { asRefusal } from "@/lib/errors";
import { internalError, problem, refusal } from "@/lib/problem";
import { readBytes } from "@/lib/request-body";

type Context = { params: Promise<{ token: string }> };

const seeOther = (location: string) => new Response(null, { status: 303, headers: { location } });

const pageOf = (token: string) => `${env().NEXTAUTH_URL}/unsubscribe/${token}`;

/** What the page's buttons post; what a mail program posts (RFC 8058) names no choice, and is about the one destination. */
async function choiceOf(request: Request): Promise<{ choice: Choice; isFromPage: boolean }> {
  const bytes = await readBytes(request, { maxBytes: 10_000 });
  const type = request.headers.get("content-type") ?? "";
  const isForm = type.startsWith("application/x-www-form-urlencoded");
  const given = isForm ? new URLSearchParams(new TextDecoder().decode(bytes)).get("choice") : null;
  const choice = choices.find((one) => one === given);
  return { choice: choice ?? "destination", isFromPage: choice !== undefined };
}

async function decide(request: Request, token: string): Promise<Response> {
  const mailbox = readMailboxToken(token, env().NEXTAUTH_SECRET);
  const requestId = requestIdOf(request.headers);
  if (!mailbox) {
    const detail = "This link is not whole. Open it from the mail again.";
    return problem(requestId, { status: 404, code: "unknown_link", detail });
  }
  const { choice, isFromPage } = await choiceOf(request);
  await decideAbout(systemScope("unsubscribe"), mailbox, choice);
  return isFromPage ? seeOther(pageOf(token)) : new Response("Unsubscribed.\n", { status: 200 });
}

/** Does what the person who got a mail says, without signing in. One click of a mail program is enough (RFC 8058). */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  try {
    return await decide(request, token);
  } catch (error) {
    const requestId = requestIdOf(request.headers);
    const refused = asRefusal(error);
    return refused ? refusal(requestId, refused) : internalError(requestId);
  }
}

/** A link that is only opened, by a person or by whatever looks into their mail, changes nothing: it leads to the page. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return seeOther(pageOf((await params).token));
}

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
