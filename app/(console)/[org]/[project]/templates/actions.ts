"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import type { Saved } from "@/components/templates/save-bar";
import { memberAction } from "@/lib/action";
import { requireMember } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { loadPlaybook } from "@/lib/routing/queries";
import { createTemplate, deleteTemplate, updateTemplate } from "@/lib/templates/commands";
import { previewTemplate, type TemplatePreview } from "@/lib/templates/preview";
import { findTemplate } from "@/lib/templates/queries";
import { templateInput, templateShape } from "@/lib/templates/schema";
import { exampleOf } from "./example";
import { templateForm } from "./template-form-schema";

const conflicts = new Set(["changed_meanwhile", "template_exists"]);

/** Saves a wording; where somebody was faster, nothing is changed and it is said who. */
export const save = memberAction(
  { role: "member", schema: templateForm },
  async (scope, { eventType, templateId, revision, force, body }): Promise<Saved> => {
    try {
      const known = force && templateId === "" ? (await findTemplate(scope, eventType))?.id : templateId;
      if (known) await updateTemplate(scope, known, { body, revision: force ? undefined : revision });
      else await createTemplate(scope, { eventType, body, enabled: true });
    } catch (error) {
      if (error instanceof AppError && conflicts.has(error.code)) return { conflict: error.message };
      throw error;
    }
    refresh();
    return { revision: (await findTemplate(scope, eventType))?.revision ?? 1 };
  },
);

/** Uses a wording, or the built-in one without losing it. */
export const setEnabled = memberAction(
  { role: "member", schema: z.object({ templateId: z.string(), value: z.enum(["true", "false"]) }) },
  async (scope, { templateId, value }): Promise<void> => {
    await updateTemplate(scope, templateId, { enabled: value === "true" });
    refresh();
  },
);

/** Goes back to the built-in wording for good. */
export const reset = memberAction(
  { role: "member", schema: z.object({ templateId: z.string() }) },
  async (scope, { templateId }, { organization, project }): Promise<void> => {
    await deleteTemplate(scope, templateId);
    redirect(projectPath({ org: organization.slug, project: project.slug }, "templates"));
  },
);

const asked = z.object({ eventId: z.string().max(64), body: templateShape });
const typeName = templateInput.shape.eventType;

/** What a wording would make of an event, while it is being typed. */
export async function previewDraft(
  org: string,
  project: string,
  eventType: string,
  given: unknown,
): Promise<TemplatePreview | { refused: string }> {
  const { scope } = await requireMember(org, project);
  const type = typeName.safeParse(eventType);
  const parsed = asked.safeParse(given);
  if (!parsed.success || !type.success) {
    const issues = parsed.error?.issues ?? [];
    return {
      refused: [...new Set(issues.map(({ message }) => message))].join(" ") || "This cannot be shown.",
    };
  }
  const now = new Date();
  const { eventId, body } = parsed.data;
  const [{ style }, event] = await Promise.all([
    loadPlaybook(scope),
    exampleOf(scope, { eventType: type.data, eventId, now }),
  ]);
  return previewTemplate(event, { style, body, now });
}
