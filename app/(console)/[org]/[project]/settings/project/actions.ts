"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { projectPath } from "@/components/shell/paths";
import { memberAction, organizationAction } from "@/lib/action";
import { createProject, renameOrganization } from "@/lib/organizations/commands";
import { organizationNameInput, projectInput } from "@/lib/organizations/schema";
import { updateProject } from "@/lib/projects/commands";

const layout = "/[org]/[project]";

const update = memberAction({ role: "admin", schema: projectInput }, async (scope, input) => {
  await updateProject(scope, input);
  revalidatePath(layout, "layout");
});

const rename = organizationAction({ role: "admin", schema: organizationNameInput }, async (scope, input) => {
  await renameOrganization(scope, input);
  revalidatePath(layout, "layout");
});

const create = organizationAction(
  { role: "admin", schema: projectInput },
  async (scope, input, { organization }) => {
    const { slug } = await createProject(scope, input);
    redirect(projectPath({ org: organization.slug, project: slug }));
  },
);

/** Changes this project's name and time zone. */
export const updateProjectAction: typeof update = async (...given) => update(...given);
/** Renames the organization. */
export const renameOrganizationAction: typeof rename = async (...given) => rename(...given);
/** Adds a project to the organization and goes there. */
export const createProjectAction: typeof create = async (...given) => create(...given);
