"use server";

import { redirect } from "next/navigation";
import { projectPath } from "@/components/shell/paths";
import { userAction } from "@/lib/action";
import { createOrganization } from "@/lib/organizations/commands";
import { organizationInput } from "@/lib/organizations/schema";

const create = userAction({ schema: organizationInput }, async (user, input) => {
  const { organization, project } = await createOrganization(user, input);
  redirect(projectPath({ org: organization.slug, project: project.slug }));
});

/** Makes an organization with its first project and goes there. */
export const createOrganizationAction: typeof create = async (...given) => create(...given);
