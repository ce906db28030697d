import { z } from "zod";
import { rulesOf } from "@/components/redaction/rules";
import { redactionRules } from "@/lib/redaction/schema";

const typed = z.string().transform((text, context) => {
  const given = rulesOf(text);
  const parsed = redactionRules.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    const rule = typeof path[0] === "number" ? given[path[0]] : undefined;
    context.addIssue({ code: "custom", message: rule ? `“${rule.path}” ${message}.` : message });
  }
  return z.NEVER;
});

/** Redaction as its form posts it: one rule a line. */
export const redactionForm = z.object({ destinationId: z.string(), redaction: typed });
