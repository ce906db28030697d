"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import { announceEvents } from "@/inngest/announce";
import { wakeLanes } from "@/inngest/wake";
import { memberAction } from "@/lib/action";
import { decideApproval } from "@/lib/approvals/commands";
import { decisions, describeUndecided } from "@/lib/approvals/decision";
import type { Scope } from "@/lib/auth/scope";
import type { MemberOfProject } from "@/lib/auth/session";
import type { CaseChange } from "@/lib/cases/actions/change";
import { changeCase } from "@/lib/cases/actions/commands";
import { AppError } from "@/lib/errors";

const caseId = z.string().max(64);
const hourMs = 3_600_000;

async function change(
  scope: Scope,
  id: string,
  what: CaseChange,
  { organization, project }: MemberOfProject,
): Promise<void> {
  const now = new Date();
  const { wakes } = await changeCase(scope, id, what, now);
  await wakeLanes(wakes, now);
  revalidatePath(projectPath({ org: organization.slug, project: project.slug }, "cases", id));
}

/** Says that somebody has seen a case, or takes that back. */
export const acknowledgeCase = memberAction(
  { role: "member", schema: z.object({ caseId, undo: z.enum(["true", "false"]) }) },
  (scope, input, member) =>
    change(scope, input.caseId, { action: "acknowledge", undo: input.undo === "true" }, member),
);

/** Holds back all but critical news of a case for so many hours; none wakes it. */
export const snoozeCase = memberAction(
  { role: "member", schema: z.object({ caseId, hours: z.coerce.number().int().min(0).max(168) }) },
  (scope, { caseId: id, hours }, member) => {
    const until = hours === 0 ? null : new Date(Date.now() + hours * hourMs);
    return change(scope, id, { action: "snooze", until }, member);
  },
);

/** Says whose a case is; nobody's with an empty name. */
export const assignCase = memberAction(
  { role: "member", schema: z.object({ caseId, to: z.string().trim().max(120) }) },
  (scope, { caseId: id, to }, member) =>
    change(scope, id, { action: "assign", to: to === "" ? null : to }, member),
);

/** Ends a case by hand. */
export const resolveCase = memberAction(
  { role: "member", schema: z.object({ caseId }) },
  (scope, input, member) => change(scope, input.caseId, { action: "resolve" }, member),
);

/** Approves or declines what a case asks. */
export const decideCase = memberAction(
  { role: "member", schema: z.object({ caseId, decision: z.enum(decisions) }) },
  async (scope, { caseId: id, decision }, { organization, project }): Promise<void> => {
    const now = new Date();
    const decided = await decideApproval(scope, { caseId: id, decision }, now);
    await wakeLanes(decided.wakes, now);
    if (!decided.ok) throw new AppError("conflict", describeUndecided(decided), { code: decided.why });
    await announceEvents(scope, decided.eventIds);
    revalidatePath(projectPath({ org: organization.slug, project: project.slug }, "cases", id));
  },
);
