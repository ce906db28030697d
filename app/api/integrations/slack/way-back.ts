import { NextResponse } from "next/server";
import { projectPath } from "@/components/shell/paths";
import type { ProjectMember } from "@/lib/auth/project-member";
import type { UserScope } from "@/lib/auth/scope";
import { env } from "@/lib/env";
import type { InstallOutcome } from "@/lib/installations/outcome";
import { homePathFor } from "@/lib/organizations/queries";

/** A redirect within or out of Bellwire. The address is never made from the request's host, which can be anybody's. */
export function redirectTo(location: string): NextResponse {
  const headers = {
    location: new URL(location, env().NEXTAUTH_URL).href,
    "cache-control": "no-store",
    // The address that is left may hold Slack's code and our state.
    "referrer-policy": "no-referrer",
  };
  return new NextResponse(null, { status: 302, headers });
}

/** The Integrations page of a project. */
export function integrationsPath({ organization, project }: ProjectMember): string {
  return projectPath({ org: organization.slug, project: project.slug }, "integrations");
}

/** Back to the Integrations page, which turns the outcome into a sentence: of the project, or of the person's first one. */
export async function backWith(
  outcome: InstallOutcome,
  user: UserScope,
  member: ProjectMember | null,
): Promise<NextResponse> {
  if (member) return redirectTo(`${integrationsPath(member)}?slack=${outcome}`);
  const home = await homePathFor(user);
  return redirectTo(home === "/new" ? home : `${home}/integrations?slack=${outcome}`);
}

/** To the sign-in page, and from there to where the person wanted to go; `path` is one of ours. */
export function signInFirst(path: string): NextResponse {
  return redirectTo(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
}
