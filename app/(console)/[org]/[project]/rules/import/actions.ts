"use server";

import { after } from "next/server";
import { z } from "zod";
import type { ImportResult } from "@/components/rules/import-form";
import { watchRules } from "@/inngest/watch";
import { memberAction } from "@/lib/action";
import { importRules } from "@/lib/rules/import/commands";
import { describeFile, outcomeOf, readRuleText, withDestination } from "./file-text";

const input = z.object({
  text: z.string().trim().min(1, "Choose a file, or paste its text."),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, "Enter a currency such as USD.")
    .catch("USD"),
  destinationId: z.string().max(64).default(""),
  mode: z.enum(["check", "import"]),
});

/** Takes rules in from a file, or says what they come to. */
export const importFile = memberAction(
  { role: "member", schema: input },
  async (scope, { text, currency, destinationId, mode }): Promise<ImportResult> => {
    const { format, file } = readRuleText(text, currency);
    const rules = withDestination(file.rules, destinationId);
    const isDryRun = mode === "check";
    const imported = await importRules(scope, rules, { isDryRun });
    if (!isDryRun && imported.created + imported.updated > 0) after(watchRules(scope));
    return {
      isImported: !isDryRun,
      format,
      rules: describeFile({ ...file, rules }, imported.notes),
      outcome: outcomeOf(imported, { rejected: file.rejected, isDryRun }),
      kept: isDryRun ? text : "",
      destinationId,
    };
  },
);
