"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import { memberAction } from "@/lib/action";
import type { MemberOfProject } from "@/lib/auth/session";
import { createEscalation, deleteEscalation, updateEscalation } from "@/lib/escalations/commands";
import { escalationForm } from "./escalation-form-schema";

const listPath = ({ organization, project }: MemberOfProject) =>
  projectPath({ org: organization.slug, project: project.slug }, "escalations");

/** Creates an escalation and goes back to the list. */
export const create = memberAction(
  { role: "member", schema: escalationForm },
  async (scope, { input }, member): Promise<void> => {
    await createEscalation(scope, input);
    redirect(listPath(member));
  },
);

/** Changes an escalation. */
export const update = memberAction(
  { role: "member", schema: escalationForm },
  async (scope, { escalationId, input }): Promise<void> => {
    await updateEscalation(scope, escalationId, input);
    refresh();
  },
);

/** Deletes an escalation and goes back to the list. */
export const remove = memberAction(
  { role: "member", schema: z.object({ escalationId: z.string() }) },
  async (scope, { escalationId }, member): Promise<void> => {
    await deleteEscalation(scope, escalationId);
    redirect(listPath(member));
  },
);
