"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import type { DryRunAnswer, DryRunDays } from "@/components/rules/dry-run-view";
import { projectPath } from "@/components/shell/paths";
import { watchRules } from "@/inngest/watch";
import { memberAction } from "@/lib/action";
import { type MemberOfProject, requireMember } from "@/lib/auth/session";
import { listCustomers } from "@/lib/customers/queries";
import { createRule, deleteRule, setRuleEnabled, updateRule } from "@/lib/rules/commands";
import { dryRunOf } from "./dry-run";
import { atInputs, patchOf, ruleForm } from "./rule-form-schema";

const placeOf = ({ organization, project }: MemberOfProject) => ({
  org: organization.slug,
  project: project.slug,
});

/** Makes a rule and shows it. */
export const create = memberAction(
  { role: "member", schema: ruleForm },
  async (scope, { draft, input }, member): Promise<void> => {
    const { id } = await atInputs(draft, () => createRule(scope, input));
    after(watchRules(scope));
    redirect(projectPath(placeOf(member), "rules", id));
  },
);

/** Changes a rule and shows it. */
export const update = memberAction(
  { role: "member", schema: ruleForm },
  async (scope, { draft, input }, member): Promise<void> => {
    await atInputs(draft, () => updateRule(scope, draft.ruleId, patchOf(input)));
    after(watchRules(scope));
    redirect(projectPath(placeOf(member), "rules", draft.ruleId));
  },
);

/** Turns a rule on or off. */
export const setEnabled = memberAction(
  { role: "member", schema: z.object({ ruleId: z.string(), value: z.enum(["true", "false"]) }) },
  async (scope, { ruleId, value }): Promise<void> => {
    await setRuleEnabled(scope, ruleId, value === "true");
    after(watchRules(scope));
    refresh();
  },
);

/** Deletes a rule and goes back to the list. */
export const remove = memberAction(
  { role: "member", schema: z.object({ ruleId: z.string() }) },
  async (scope, { ruleId }, member): Promise<void> => {
    await deleteRule(scope, ruleId);
    after(watchRules(scope));
    redirect(projectPath(placeOf(member), "rules"));
  },
);

const asked = z.string().trim().max(200);
const suggested = 20;

/** Customers that fit what is typed. */
export async function findCustomers(
  org: string,
  project: string,
  query: string,
): Promise<{ id: string; name: string | null }[]> {
  const { scope } = await requireMember(org, project);
  const parsed = asked.safeParse(query);
  if (!parsed.success || parsed.data.includes("\u0000")) return [];
  const page = await listCustomers(scope, {
    environment: "production",
    query: parsed.data,
    limit: suggested,
  });
  return page.items.map(({ id, profile }) => ({ id, name: profile.name }));
}

/** What a rule as it stands in its form would have told in the last days. Nothing is stored and nothing is sent. */
export async function dryRun(
  org: string,
  project: string,
  form: FormData,
  days: DryRunDays,
): Promise<DryRunAnswer> {
  const member = await requireMember(org, project, "member");
  return dryRunOf(member, { form, days });
}
