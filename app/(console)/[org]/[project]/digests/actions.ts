"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import { wakeLanes } from "@/inngest/wake";
import { memberAction } from "@/lib/action";
import type { MemberOfProject } from "@/lib/auth/session";
import { createDigest, deleteDigest, updateDigest } from "@/lib/digests/commands";
import { digestForm } from "./digest-form-schema";

const listPath = ({ organization, project }: MemberOfProject) =>
  projectPath({ org: organization.slug, project: project.slug }, "digests");

/** Creates a digest and goes back to the list. */
export const create = memberAction(
  { role: "member", schema: digestForm },
  async (scope, { input }, member): Promise<void> => {
    await createDigest(scope, input, new Date());
    redirect(listPath(member));
  },
);

/** Changes a digest. */
export const update = memberAction(
  { role: "member", schema: digestForm },
  async (scope, { digestId, input }): Promise<void> => {
    const now = new Date();
    const { wakes } = await updateDigest(scope, digestId, input, now);
    await wakeLanes(wakes, now);
    refresh();
  },
);

/** Deletes a digest and goes back to the list. */
export const remove = memberAction(
  { role: "member", schema: z.object({ digestId: z.string() }) },
  async (scope, { digestId }, member): Promise<void> => {
    const { wakes } = await deleteDigest(scope, digestId);
    await wakeLanes(wakes, new Date());
    redirect(listPath(member));
  },
);
