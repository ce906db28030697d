import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createOrganization, createProject, createUser } from "@/db/testing/factories";
import { findProjectMember } from "./project-member";

await testDatabase();

async function home() {
  const organization = await createOrganization();
  const project = await createProject(organization);
  const user = { userId: organization.owner.id, email: organization.owner.email };
  return { organization, project, user };
}

describe("a project that an address names", () => {
  test("is found by id and by slugs for its people, and for nobody else", async () => {
    const { organization, project, user } = await home();
    const reference = `${organization.slug}/${project.slug}`;
    for (const named of [project.id, reference, undefined]) {
      expect(await findProjectMember(user, named)).toMatchObject({
        role: "owner",
        project: { id: project.id },
        scope: { organizationId: organization.id, projectId: project.id },
      });
    }
    const stranger = await createUser();
    for (const named of [project.id, reference, undefined, "x", "a/b/c", "\u0000"]) {
      expect(await findProjectMember({ userId: stranger.id, email: stranger.email }, named)).toBeUndefined();
    }
  });

  test("must be named where there are two", async () => {
    const { organization, user } = await home();
    const second = await createProject(organization);
    expect(await findProjectMember(user, undefined)).toBeUndefined();
    expect((await findProjectMember(user, second.id))?.project.id).toBe(second.id);
  });
});
