import { expect, test } from "vitest";
import type { Role } from "@/db/enums";
import { testDatabase } from "@/db/testing/database";
import { createOrganization, createUser, memberScope } from "@/db/testing/factories";
import type { OrganizationScope } from "@/lib/auth/scope";
import { changeRole, removeMember } from "./commands";
import { listMembers } from "./queries";

const { sql } = await testDatabase();

type Team = {
  id: string;
  owner: string;
  scopeOf: (userId: string, role: Role) => OrganizationScope;
  add: (role: Role) => Promise<string>;
};

async function team(): Promise<Team> {
  const { id, owner } = await createOrganization();
  return {
    id,
    owner: owner.id,
    scopeOf: (userId, role) => memberScope(id, "prj_none", userId, role),
    add: async (role) => {
      const user = await createUser();
      await sql`insert into members (organization_id, user_id, role) values (${id}, ${user.id}, ${role})`;
      return user.id;
    },
  };
}

const roleOf = async (id: string, userId: string): Promise<unknown> =>
  (await sql`select role from members where organization_id = ${id} and user_id = ${userId}`)[0]?.role;

test("an admin makes a viewer a member, and the log tells from what to what", async () => {
  const { id, add, scopeOf } = await team();
  const [admin, viewer] = [await add("admin"), await add("viewer")];
  await changeRole(scopeOf(admin, "admin"), { userId: viewer, role: "member" });
  expect(await roleOf(id, viewer)).toBe("member");
  expect(
    await sql`select actor_id, action, target_id, before, after from audit_entries where organization_id = ${id}`,
  ).toEqual([
    {
      actor_id: admin,
      action: "member.update",
      target_id: viewer,
      before: { role: "viewer" },
      after: { role: "member" },
    },
  ]);
});

test("an admin neither makes owners nor touches them", async () => {
  const { id, owner, add, scopeOf } = await team();
  const admin = await add("admin");
  const scope = scopeOf(admin, "admin");
  await expect(changeRole(scope, { userId: admin, role: "owner" })).rejects.toMatchObject({
    kind: "forbidden",
  });
  await expect(changeRole(scope, { userId: owner, role: "viewer" })).rejects.toMatchObject({
    kind: "forbidden",
  });
  await expect(removeMember(scope, { userId: owner })).rejects.toMatchObject({ kind: "forbidden" });
  expect([await roleOf(id, owner), await roleOf(id, admin)]).toEqual(["owner", "admin"]);
});

test.each(["member", "viewer"] as const)("a %s changes nobody, not even themselves", async (role) => {
  const { add, scopeOf } = await team();
  const [self, other] = [await add(role), await add("viewer")];
  for (const userId of [self, other]) {
    await expect(changeRole(scopeOf(self, role), { userId, role: "admin" })).rejects.toMatchObject({
      kind: "forbidden",
    });
  }
  await expect(removeMember(scopeOf(self, role), { userId: other })).rejects.toMatchObject({
    kind: "forbidden",
  });
});

test("anybody may leave, except the last owner", async () => {
  const { id, owner, add, scopeOf } = await team();
  const viewer = await add("viewer");
  await removeMember(scopeOf(viewer, "viewer"), { userId: viewer });
  expect(await roleOf(id, viewer)).toBeUndefined();
  await expect(removeMember(scopeOf(owner, "owner"), { userId: owner })).rejects.toMatchObject({
    code: "last_owner",
  });
  await expect(changeRole(scopeOf(owner, "owner"), { userId: owner, role: "admin" })).rejects.toMatchObject({
    code: "last_owner",
  });
  expect(await roleOf(id, owner)).toBe("owner");
});

test("two owners who remove each other at once leave one owner", async () => {
  const { id, owner, add, scopeOf } = await team();
  const second = await add("owner");
  const outcomes = await Promise.allSettled([
    removeMember(scopeOf(owner, "owner"), { userId: second }),
    removeMember(scopeOf(second, "owner"), { userId: owner }),
    changeRole(scopeOf(owner, "owner"), { userId: second, role: "viewer" }),
    changeRole(scopeOf(second, "owner"), { userId: owner, role: "viewer" }),
  ]);
  expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
  const owners = await sql`select 1 from members where organization_id = ${id} and role = 'owner'`;
  expect(owners).toHaveLength(1);
});

test("a member of another organization is as absent as nobody", async () => {
  const [here, there] = [await team(), await team()];
  const foreign = await there.add("viewer");
  const scope = here.scopeOf(here.owner, "owner");
  for (const userId of [foreign, "usr_nobody"]) {
    await expect(changeRole(scope, { userId, role: "member" })).rejects.toMatchObject({ kind: "not_found" });
    await expect(removeMember(scope, { userId })).rejects.toMatchObject({ kind: "not_found" });
  }
  expect(await roleOf(there.id, foreign)).toBe("viewer");
  expect((await listMembers(scope)).map((member) => member.userId)).toEqual([here.owner]);
});

test("a backend's key manages no people", async () => {
  const { owner, scopeOf } = await team();
  const scope: OrganizationScope = {
    ...scopeOf(owner, "owner"),
    actor: { kind: "api_key", keyId: "key_x", keyScopes: ["config:write"], environment: "production" },
  };
  await expect(removeMember(scope, { userId: owner })).rejects.toMatchObject({ kind: "forbidden" });
});
