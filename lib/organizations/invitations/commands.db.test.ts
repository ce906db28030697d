import { expect, test } from "vitest";
import type { Role } from "@/db/enums";
import { testDatabase } from "@/db/testing/database";
import { createOrganization, createUser, memberScope } from "@/db/testing/factories";
import { systemScope } from "@/lib/auth/system";
import { acceptInvitation, admitInvitation, inviteMember, withdrawInvitation } from "./commands";
import { findOpenInvitation, listInvitations } from "./queries";

const { sql } = await testDatabase();
const day = 24 * 60 * 60 * 1_000;
const now = new Date("2026-11-21T09:00:00Z");
const later = (days: number) => new Date(now.getTime() + days * day);

async function team(role: Role = "owner") {
  const { id, slug, owner } = await createOrganization();
  return { id, slug, scope: memberScope(id, "prj_none", owner.id, role), owner };
}

async function invitee() {
  const { id, email } = await createUser();
  return { userId: id, email };
}

const roleOf = async (id: string, userId: string): Promise<unknown> =>
  (await sql`select role from members where organization_id = ${id} and user_id = ${userId}`)[0]?.role;

test("a link is shown to its holder, used once, and makes a member of its addressee", async () => {
  const { id, slug, scope, owner } = await team();
  const user = await invitee();
  const { token } = await inviteMember(scope, { email: user.email, role: "member" }, now);
  expect(await findOpenInvitation(systemScope("test"), token, now)).toMatchObject({
    organizationName: slug,
    email: user.email,
    role: "member",
    invitedBy: owner.email,
  });
  expect(await acceptInvitation(user, token, now)).toEqual({ organization: { id, slug } });
  expect(await roleOf(id, user.userId)).toBe("member");
  expect(await findOpenInvitation(systemScope("test"), token, now)).toBeUndefined();
  await expect(acceptInvitation(user, token, now)).rejects.toMatchObject({ kind: "not_found" });
});

test("of fifty who accept at once, one succeeds", async () => {
  const { scope } = await team();
  const user = await invitee();
  const { token } = await inviteMember(scope, { email: user.email, role: "viewer" }, now);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, () => acceptInvitation(user, token, now)),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("somebody else cannot use it, whatever they know, and it stays usable", async () => {
  const { id, scope } = await team();
  const [user, thief] = [await invitee(), await invitee()];
  const { token } = await inviteMember(scope, { email: user.email, role: "admin" }, now);
  await expect(acceptInvitation(thief, token, now)).rejects.toMatchObject({ kind: "not_found" });
  expect(await roleOf(id, thief.userId)).toBeUndefined();
  await acceptInvitation({ ...user, email: user.email.toUpperCase() }, token, now);
  expect(await roleOf(id, user.userId)).toBe("admin");
});

test("it ends after seven days, or when it is withdrawn, or when a new one replaces it", async () => {
  const { scope } = await team();
  const user = await invitee();
  const first = await inviteMember(scope, { email: user.email, role: "viewer" }, now);
  await expect(acceptInvitation(user, first.token, later(7))).rejects.toMatchObject({ kind: "not_found" });
  const second = await inviteMember(scope, { email: user.email, role: "member" }, later(8));
  await expect(acceptInvitation(user, first.token, now)).rejects.toMatchObject({ kind: "not_found" });
  expect(await listInvitations(scope)).toMatchObject([{ id: second.id, role: "member" }]);
  await withdrawInvitation(scope, { invitationId: second.id });
  await expect(acceptInvitation(user, second.token, later(8))).rejects.toMatchObject({ kind: "not_found" });
  await expect(withdrawInvitation(scope, { invitationId: second.id })).rejects.toMatchObject({
    kind: "not_found",
  });
});

test("the link itself is nowhere in the database", async () => {
  const { id, scope } = await team();
  const { token } = await inviteMember(scope, { email: "kim@example.test", role: "viewer" }, now);
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  const rows = await sql`
    select to_jsonb(i)::text as text from invitations i where organization_id = ${id}
    union all select to_jsonb(a)::text from audit_entries a where organization_id = ${id}`;
  expect(rows).toHaveLength(2);
  expect(rows.map((row) => String(row.text)).join()).not.toContain(token);
});

test("every step leaves its entry in the log", async () => {
  const { id, scope } = await team();
  const user = await invitee();
  const withdrawn = await inviteMember(scope, { email: "gone@example.test", role: "viewer" }, now);
  await withdrawInvitation(scope, { invitationId: withdrawn.id });
  const { token } = await inviteMember(scope, { email: user.email, role: "member" }, now);
  await acceptInvitation(user, token, now);
  const entries =
    await sql`select action, actor_id from audit_entries where organization_id = ${id} order by created_at, id`;
  expect(entries.map(({ action }) => action).sort()).toEqual([
    "invitation.accept",
    "invitation.create",
    "invitation.create",
    "invitation.withdraw",
  ]);
  expect(entries.find(({ action }) => action === "invitation.accept")?.actor_id).toBe(user.userId);
});

test("a member is not invited again, and one who holds a link keeps the role they have", async () => {
  const { id, scope, owner } = await team();
  await expect(inviteMember(scope, { email: owner.email, role: "viewer" }, now)).rejects.toMatchObject({
    code: "already_member",
    errors: [{ pointer: "/email", message: expect.stringContaining("already") }],
  });
  const user = await invitee();
  const { token } = await inviteMember(scope, { email: user.email, role: "viewer" }, now);
  await sql`insert into members (organization_id, user_id, role) values (${id}, ${user.userId}, 'admin')`;
  await acceptInvitation(user, token, now);
  expect(await roleOf(id, user.userId)).toBe("admin");
});

test("admins invite up to admin, members and viewers nobody", async () => {
  const admin = await team("admin");
  await inviteMember(admin.scope, { email: "a@example.test", role: "admin" }, now);
  await expect(
    inviteMember(admin.scope, { email: "b@example.test", role: "owner" }, now),
  ).rejects.toMatchObject({
    kind: "forbidden",
  });
  for (const role of ["member", "viewer"] as const) {
    const { scope } = await team(role);
    await expect(inviteMember(scope, { email: "c@example.test", role: "viewer" }, now)).rejects.toMatchObject(
      {
        kind: "forbidden",
      },
    );
  }
});

test("another organization's invitation is as absent as none", async () => {
  const [here, there] = [await team(), await team()];
  const { id } = await inviteMember(there.scope, { email: "kim@example.test", role: "viewer" }, now);
  await expect(withdrawInvitation(here.scope, { invitationId: id })).rejects.toMatchObject({
    kind: "not_found",
  });
  expect(await listInvitations(there.scope)).toHaveLength(1);
  expect(await listInvitations(here.scope)).toHaveLength(0);
});

test("thirty invitations an hour, then a pause", async () => {
  const { scope } = await team();
  for (let count = 0; count < 30; count++) await admitInvitation(scope, now);
  await expect(admitInvitation(scope, now)).rejects.toMatchObject({ kind: "rate_limited" });
  await admitInvitation(scope, new Date(now.getTime() + 60 * 60_000));
});
