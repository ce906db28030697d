import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Role } from "@/db/enums";
import { sha256 } from "@/lib/crypto";
import { log } from "@/lib/log";
import { askedPathHeader, wayBack } from "./asked-path";
import { extendSession } from "./commands";
import { mintOrganizationScope, mintScope } from "./mint";
import {
  findOrganizationMembership,
  findProjectMembership,
  findSession,
  type OrganizationMembership,
  type ProjectMembership,
} from "./queries";
import { isAtLeast, type OrganizationScope, type Scope, type UserScope } from "./scope";
import { sessionCookie } from "./session-cookie";
import { movedEnd } from "./session-policy";
import { systemScope } from "./system";

/** The person who is signed in. */
export type CurrentUser = UserScope & { name: string | null; image: string | null };
export type MemberOfOrganization = OrganizationMembership & { scope: OrganizationScope; user: CurrentUser };
export type MemberOfProject = ProjectMembership & { scope: Scope; user: CurrentUser };

const gate = systemScope("session");

/** Anything else cannot be in the table, and may not even be a text: server functions get what the browser sends. */
const isSlug = (slug: unknown) => typeof slug === "string" && /^[a-z0-9-]{1,64}$/.test(slug);

/** The person behind the session cookie, undefined when nobody is signed in. Asked once per request. */
export const currentUser = cache(async (): Promise<CurrentUser | undefined> => {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  if (!token) return undefined;
  const now = new Date();
  const found = await findSession(gate, sha256(token), now);
  if (!found) return undefined;
  const end = movedEnd(found.session, now);
  if (end) {
    extendSession(gate, found.session.tokenHash, end).catch((error: unknown) =>
      log.warn({ userId: found.user.id, error }, "session not extended"),
    );
  }
  const { id: userId, email, name, image } = found.user;
  return { userId, email, name, image };
});

/** The person who is signed in; anybody else is sent to sign in and brought back to `returnTo`, a path of ours. */
export async function requireUser(returnTo: string): Promise<CurrentUser> {
  const user = await currentUser();
  return user ?? redirect(`/sign-in?callbackUrl=${encodeURIComponent(returnTo)}`);
}

/** What the person is in an organization; undefined for a stranger, a missing slug and too low a role. No redirect. */
export const memberOfOrganization = cache(
  async (user: CurrentUser, organizationSlug: string): Promise<MemberOfOrganization | undefined> => {
    if (!isSlug(organizationSlug)) return undefined;
    const found = await findOrganizationMembership(user, organizationSlug);
    if (!found) return undefined;
    const actor = { kind: "member", userId: user.userId, role: found.role } as const;
    return { ...found, scope: mintOrganizationScope(found.organization.id, actor), user };
  },
);

/** As memberOfOrganization, for a project. */
export const memberOfProject = cache(
  async (
    user: CurrentUser,
    organizationSlug: string,
    projectSlug: string,
  ): Promise<MemberOfProject | undefined> => {
    if (!isSlug(organizationSlug) || !isSlug(projectSlug)) return undefined;
    const found = await findProjectMembership(user, organizationSlug, projectSlug);
    if (!found) return undefined;
    const actor = { kind: "member", userId: user.userId, role: found.role } as const;
    return { ...found, scope: mintScope(found.organization.id, found.project.id, actor), user };
  },
);

/**
 * The gate of every console page: the signed-in person's membership and the scope it opens.
 * Nobody signed in: redirected to sign in, and from there to the page that was asked for. A stranger, a missing project and too low a role are all the same 404.
 */
export async function requireMember(
  organizationSlug: string,
  projectSlug: string,
  role: Role = "viewer",
): Promise<MemberOfProject> {
  const asked = (await headers()).get(askedPathHeader);
  const user = await requireUser(wayBack(asked, `/${organizationSlug}/${projectSlug}`));
  const member = await memberOfProject(user, organizationSlug, projectSlug);
  return member && isAtLeast(member.role, role) ? member : notFound();
}
