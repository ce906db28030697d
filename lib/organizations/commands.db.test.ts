import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createUser } from "@/db/testing/factories";
import { findProjectMembership } from "@/lib/auth/queries";
import { createOrganization, createProject, renameOrganization } from "./commands";
import { homePathFor, listOrganizationsOf } from "./queries";

const { sql } = await testDatabase();

async function newcomer() {
  const { id, email } = await createUser();
  return { userId: id, email };
}

const input = { name: "Acme Inc.", projectName: "Production", timeZone: "Europe/Berlin" };

test("a newcomer's way home is /new, and their first project once it is made", async () => {
  const user = await newcomer();
  expect(await homePathFor(user)).toBe("/new");
  const { organization, project } = await createOrganization(user, input);
  expect(await homePathFor(user)).toBe(`/${organization.slug}/${project.slug}`);
  expect(await homePathFor(user, organization.id)).toBe(`/${organization.slug}/${project.slug}`);
  expect(await homePathFor(user, "org_another")).toBe("/new");
});

test("whoever makes an organization owns it, and the log says so", async () => {
  const user = await newcomer();
  const { organization, project } = await createOrganization(user, input);
  expect(await findProjectMembership(user, organization.slug, project.slug)).toEqual({
    role: "owner",
    organization: { id: organization.id, slug: organization.slug, name: "Acme Inc." },
    project: { id: project.id, slug: "production", name: "Production", timeZone: "Europe/Berlin" },
  });
  const audit = await sql`
    select action, actor_id, project_id, target_id, after from audit_entries
    where organization_id = ${organization.id} order by id`;
  expect(audit).toEqual([
    {
      action: "organization.create",
      actor_id: user.userId,
      project_id: null,
      target_id: organization.id,
      after: { name: "Acme Inc.", slug: organization.slug },
    },
    {
      action: "project.create",
      actor_id: user.userId,
      project_id: project.id,
      target_id: project.id,
      after: { name: "Production", slug: "production", timeZone: "Europe/Berlin" },
    },
  ]);
});

test("thirty organizations of one name, made at once, all get slugs of their own", async () => {
  const user = await newcomer();
  const made = await Promise.all(
    Array.from({ length: 30 }, () => createOrganization(user, { ...input, name: "Twin" })),
  );
  const slugs = made.map(({ organization }) => organization.slug);
  expect(new Set(slugs).size).toBe(30);
  expect(slugs).toContain("twin");
  expect(slugs.every((slug) => /^twin(-[a-z0-9]+)?$/.test(slug))).toBe(true);
});

test("an organization called “Sign in” does not get to be /sign-in", async () => {
  const { organization } = await createOrganization(await newcomer(), { ...input, name: "Sign in" });
  expect(organization.slug).toBe("sign-in-2");
});

test("project slugs are unique within their organization and free in others", async () => {
  const first = await createOrganization(await newcomer(), input);
  const second = await createOrganization(await newcomer(), input);
  expect([first.project.slug, second.project.slug]).toEqual(["production", "production"]);
  const again = await createProject(first.scope, { name: "Production", timeZone: "UTC" });
  expect(again.slug).toBe("production-2");
});

test("a person sees their organizations with all projects, and nobody else's", async () => {
  const [user, other] = [await newcomer(), await newcomer()];
  const { organization, scope } = await createOrganization(user, input);
  await createProject(scope, { name: "Staging", timeZone: "UTC" });
  await createOrganization(other, input);
  expect(await listOrganizationsOf(user)).toMatchObject([
    { slug: organization.slug, role: "owner", projects: [{ slug: "production" }, { slug: "staging" }] },
  ]);
});

test("a foreign slug and a missing one are the same nothing", async () => {
  const stranger = await newcomer();
  const { organization, project } = await createOrganization(await newcomer(), input);
  expect(await findProjectMembership(stranger, organization.slug, project.slug)).toBeUndefined();
  expect(await findProjectMembership(stranger, "no-such-organization", "production")).toBeUndefined();
});

test("a member of one organization cannot reach another's project under their own slug", async () => {
  const user = await newcomer();
  const own = await createOrganization(user, input);
  const other = await createOrganization(await newcomer(), { ...input, projectName: "Secret" });
  expect(await findProjectMembership(user, own.organization.slug, other.project.slug)).toBeUndefined();
});

test("a new name leaves the slug, and the log has both", async () => {
  const { organization, scope } = await createOrganization(await newcomer(), input);
  await renameOrganization(scope, { name: "Acme AG" });
  const [row] = await sql`select name, slug from organizations where id = ${organization.id}`;
  expect(row).toEqual({ name: "Acme AG", slug: organization.slug });
  const [entry] = await sql`
    select before, after from audit_entries where organization_id = ${organization.id} and action = 'organization.update'`;
  expect(entry).toEqual({ before: { name: "Acme Inc." }, after: { name: "Acme AG" } });
});
