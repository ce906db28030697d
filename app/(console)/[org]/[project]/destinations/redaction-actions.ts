"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import type { RedactionPreviewer } from "@/components/redaction/redaction-form";
import { rulesOf } from "@/components/redaction/rules";
import { memberAction } from "@/lib/action";
import { requireMember } from "@/lib/auth/session";
import { updateDestination } from "@/lib/destinations/commands";
import { compileRedaction } from "@/lib/redaction/redact";
import { redactionRules } from "@/lib/redaction/schema";
import { loadPlaybook } from "@/lib/routing/queries";
import { previewTemplate, sampleOf } from "@/lib/templates/preview";
import { redactionForm } from "./redaction-form-schema";

/** Says what may not be seen at a destination from the next event on. */
export const setRedaction = memberAction(
  { role: "member", schema: redactionForm },
  async (scope, { destinationId, redaction }): Promise<void> => {
    await updateDestination(scope, destinationId, { redaction });
    refresh();
  },
);

/** The sample invoice in the project's words, as a destination with these rules would get it. */
export async function previewRedaction(
  org: string,
  project: string,
  text: string,
): ReturnType<RedactionPreviewer> {
  const { scope } = await requireMember(org, project);
  const given = z.string().max(20_000).safeParse(text);
  const rules = redactionRules.safeParse(rulesOf(given.data ?? ""));
  if (!rules.success) return { refused: rules.error.issues.map(({ message }) => message).join(" ") };
  const now = new Date();
  const { style } = await loadPlaybook(scope);
  const redaction = rules.data.length > 0 ? compileRedaction(rules.data) : null;
  const { message } = previewTemplate(sampleOf("invoice.generated", now), {
    style,
    body: null,
    redaction,
    now,
  });
  return { message };
}
