"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import { memberAction } from "@/lib/action";
import type { MemberOfProject } from "@/lib/auth/session";
import { createQuietHours, deleteQuietHours, updateQuietHours } from "@/lib/quiet-hours/commands";
import { quietHoursForm } from "./quiet-hours-form-schema";

const listPath = ({ organization, project }: MemberOfProject) =>
  projectPath({ org: organization.slug, project: project.slug }, "quiet-hours");

/** Creates quiet hours and goes back to the list. */
export const create = memberAction(
  { role: "member", schema: quietHoursForm },
  async (scope, { input }, member): Promise<void> => {
    await createQuietHours(scope, input);
    redirect(listPath(member));
  },
);

/** Changes them. */
export const update = memberAction(
  { role: "member", schema: quietHoursForm },
  async (scope, { quietHoursId, input }): Promise<void> => {
    await updateQuietHours(scope, quietHoursId, input, new Date());
    refresh();
  },
);

/** Deletes them and goes back to the list. */
export const remove = memberAction(
  { role: "member", schema: z.object({ quietHoursId: z.string() }) },
  async (scope, { quietHoursId }, member): Promise<void> => {
    await deleteQuietHours(scope, quietHoursId, new Date());
    redirect(listPath(member));
  },
);
