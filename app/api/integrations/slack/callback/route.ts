import { cookies } from "next/headers";
import { wakeLanes } from "@/inngest/wake";
import { methodNotAllowed } from "@/lib/api";
import type { UserScope } from "@/lib/auth/scope";
import { currentUser } from "@/lib/auth/session";
import { asRefusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { type Finished, finishInstall } from "@/lib/slack/oauth-install";
import { asBrowser, browserCookie } from "../browser-cookie";
import { backWith, signInFirst } from "../way-back";

/** Slack may take its time over the code, and is then asked twice more. */
export const maxDuration = 30;

async function finish(user: UserScope, request: Request, now: Date): Promise<Finished> {
  const browser = asBrowser((await cookies()).get(browserCookie().name)?.value) ?? null;
  const query = new URL(request.url).searchParams;
  try {
    return await finishInstall({ user, browser, query }, now);
  } catch (error) {
    if (asRefusal(error)?.kind === "unavailable") throw error;
    log.error({ error }, "slack.install_failed");
    return { outcome: "failed", member: null, wakes: [] };
  }
}

/** Where Slack sends people back: ends the install and returns to the Integrations page, whatever became of it. */
export async function GET(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return signInFirst("/?slack=signed_out");
  const now = new Date();
  const { outcome, member, wakes } = await finish(user, request, now);
  await wakeLanes(wakes, now);
  return backWith(outcome, user, member);
}

export const HEAD = methodNotAllowed("GET");
export const POST = HEAD;
