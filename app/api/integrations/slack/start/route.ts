import { cookies } from "next/headers";
import { methodNotAllowed } from "@/lib/api";
import { findProjectMember } from "@/lib/auth/project-member";
import { isAtLeast } from "@/lib/auth/scope";
import { currentUser } from "@/lib/auth/session";
import { randomToken } from "@/lib/crypto";
import { beginInstall } from "@/lib/slack/oauth-install";
import { asBrowser, browserCookie } from "../browser-cookie";
import { backWith, redirectTo, signInFirst } from "../way-back";

/** A page that is only looked at ahead must not use up states. */
const isPrefetch = (headers: Headers) =>
  headers.has("next-router-prefetch") ||
  /prefetch/.test(headers.get("sec-purpose") ?? headers.get("purpose") ?? "");

const teamId = /^[TE][A-Z0-9]{5,30}$/;

/**
 * Begins to connect Slack: to Slack's consent page, with a one-time state for this person, browser and project. For people
 * who may (admins); `project` is its id or `organization/project`, `team` the workspace to connect again.
 */
export async function GET(request: Request): Promise<Response> {
  if (isPrefetch(request.headers)) return new Response(null, { status: 204 });
  const query = new URL(request.url).searchParams;
  const reference = query.get("project") ?? undefined;
  const user = await currentUser();
  if (!user) return signInFirst(reference?.includes("/") ? `/${reference}/integrations` : "/");
  const member = await findProjectMember(user, reference);
  if (!member) return new Response("Not found", { status: 404, headers: { "cache-control": "no-store" } });
  if (!isAtLeast(member.role, "admin")) return backWith("not_allowed", user, member);
  const { name, options } = browserCookie();
  const browser = asBrowser((await cookies()).get(name)?.value) ?? randomToken(32);
  const team = query.get("team") ?? "";
  const begun = await beginInstall(
    { user, scope: member.scope, browser, teamId: teamId.test(team) ? team : undefined },
    new Date(),
  );
  if (!begun.ok) return backWith(begun.outcome, user, member);
  const response = redirectTo(begun.url);
  response.cookies.set(name, browser, options);
  return response;
}

export const HEAD = methodNotAllowed("GET");
export const POST = HEAD;
