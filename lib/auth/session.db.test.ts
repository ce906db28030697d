import { beforeAll, expect, test } from "vitest";
import { roles } from "@/db/enums";
import { testDatabase } from "@/db/testing/database";
import { createOrganization, createProject, createUser } from "@/db/testing/factories";
import { type CurrentUser, memberOfOrganization, memberOfProject } from "./session";

const { sql } = await testDatabase();

type World = {
  organization: { id: string; slug: string; owner: { id: string; email: string } };
  project: { id: string; slug: string };
};
async function world(): Promise<World> {
  const organization = await createOrganization();
  return { organization, project: await createProject(organization) };
}

const as = ({ id, email }: { id: string; email: string }): CurrentUser => ({
  userId: id,
  email,
  name: null,
  image: null,
});

let here: World;
let there: World;
beforeAll(async () => {
  [here, there] = [await world(), await world()];
});

test.each(roles)("a %s gets the scope of their project, with that role", async (role) => {
  const user = await createUser();
  await sql`insert into members (organization_id, user_id, role) values (${here.organization.id}, ${user.id}, ${role})`;
  expect(await memberOfProject(as(user), here.organization.slug, here.project.slug)).toMatchObject({
    role,
    scope: {
      organizationId: here.organization.id,
      projectId: here.project.id,
      actor: { kind: "member", userId: user.id, role },
    },
  });
});

test("a stranger, a missing project and somebody else's project are the same nothing", async () => {
  const owner = as(here.organization.owner);
  const places = [
    [there.organization.slug, there.project.slug],
    [here.organization.slug, there.project.slug],
    [there.organization.slug, here.project.slug],
    [here.organization.slug, "missing"],
    ["missing", here.project.slug],
  ] as const;
  for (const [organization, project] of places) {
    expect(await memberOfProject(owner, organization, project)).toBeUndefined();
  }
  expect(await memberOfOrganization(owner, there.organization.slug)).toBeUndefined();
});

test("a removed member is out with the next request", async () => {
  const user = await createUser();
  await sql`insert into members (organization_id, user_id, role) values (${here.organization.id}, ${user.id}, 'admin')`;
  expect(await memberOfOrganization(as(user), here.organization.slug)).toBeDefined();
  await sql`delete from members where user_id = ${user.id}`;
  expect(await memberOfOrganization(as(user), here.organization.slug)).toBeUndefined();
});

test.each([
  "\u0000",
  "a\u0000b",
  "../x",
  "x".repeat(5_000),
  "",
  "A",
  "é",
  { toString: () => "x" },
  ["x"],
  undefined,
])("%j is no slug, and no question for the database", async (slug) => {
  const owner = as(here.organization.owner);
  expect(await memberOfProject(owner, slug as string, here.project.slug)).toBeUndefined();
  expect(await memberOfProject(owner, here.organization.slug, slug as string)).toBeUndefined();
  expect(await memberOfOrganization(owner, slug as string)).toBeUndefined();
});
