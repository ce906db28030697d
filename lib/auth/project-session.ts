import type { Role } from "@/db/enums";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { findProjectMember } from "./project-member";
import { isAtLeast, type Scope } from "./scope";
import { currentUser } from "./session";

/** Only our own pages may change something by a session; another site's form would bring the same cookie. */
function refuseOtherSites(request: Request): void {
  if (request.method === "GET" || request.headers.get("origin") === env().NEXTAUTH_URL) return;
  throw new AppError("forbidden", "This was not sent by a page of Bellwire.", { code: "other_site" });
}

/**
 * The scope of the person who is signed in, in the project that `?project=` names (their only one without it).
 * @throws AppError 401 `not_signed_in`; 404 for a stranger and a missing project; 403 for too low a role, and for a
 * change that another site asked for.
 */
export async function requireProjectMember(request: Request, role: Role): Promise<Scope> {
  const user = await currentUser();
  if (!user) {
    throw new AppError("unauthenticated", "Sign in, or send an API key as “Authorization: Bearer bw_…”.", {
      code: "not_signed_in",
    });
  }
  refuseOtherSites(request);
  const reference = new URL(request.url).searchParams.get("project") ?? undefined;
  const member = await findProjectMember(user, reference);
  if (!member) throw notFound();
  if (isAtLeast(member.role, role)) return member.scope;
  throw new AppError(
    "forbidden",
    `Only people with the role “${role}” or above may do this. You are ${member.role}.`,
  );
}
