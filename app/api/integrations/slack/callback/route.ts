import { cookies } from "next/headers";
import { projectPath } from "@/components/shell/paths";
import { wakeLanes } from "@/inngest/wake";
import { methodNotAllowed } from "@/lib/api";
import type { UserScope } from "@/lib/auth/scope";
import { currentUser } from "@/lib/auth/session";
import { asRefusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { type Finished, findBegun, finishInstall } from "@/lib/slack/oauth-install";
import { finishInstalls } from "@/lib/slack/oauth-unfinished";
import { asBrowser, browserCookie } from "../browser-cookie";
import { backWith, signInFirst } from "../way-back";

/** Slack may take its time over the code, and is then asked twice more. */
export const maxDuration = 30;

type Visit = { browser: string | null; query: URLSearchParams };

async function finish(user: UserScope, { browser, query }: Visit, now: Date): Promise<Finished> {
  try {
    return await finishInstall({ user, browser, query }, now);
  } catch (error) {
    if (asRefusal(error)?.kind === "unavailable") throw error;
    log.error({ error }, "slack.install_failed");
    return { outcome: "failed", member: null, wakes: [] };
  }
}

/** Signing in first, and then the page where it was begun, which says that it has to be begun again. */
async function signInAgain({ browser, query }: Visit): Promise<Response> {
  const begun = browser === null ? undefined : await findBegun(query.get("state") ?? "", browser);
  if (!begun) return signInFirst("/");
  const path = projectPath({ org: begun.organizationSlug, project: begun.projectSlug }, "integrations");
  return signInFirst(`${path}?slack=signed_out`);
}

/** Where Slack sends people back: ends the install and returns to the Integrations page, whatever became of it. */
export async function GET(request: Request): Promise<Response> {
  const browser = asBrowser((await cookies()).get(browserCookie().name)?.value) ?? null;
  const visit = { browser, query: new URL(request.url).searchParams };
  const user = await currentUser();
  if (!user) return signInAgain(visit);
  const now = new Date();
  const { outcome, member, wakes } = await finish(user, visit, now);
  // Opened again because the first answer never came: what that one still owed is done now.
  const owed = outcome === "state_used" ? await finishInstalls({ userId: user.userId }, now) : [];
  await wakeLanes([...wakes, ...owed], now);
  return backWith(outcome, user, member);
}

export const HEAD = methodNotAllowed("GET");
export const POST = HEAD;
