import { z } from "zod";
import { draftFrom, isRuleType, type RuleDraft } from "@/components/rules/draft";
import { inputOf } from "@/components/rules/draft-errors";
import { settled } from "@/components/rules/draft-fit";
import { gapsIn } from "@/components/rules/draft-gaps";
import { ruleOf } from "@/components/rules/draft-rule";
import { AppError } from "@/lib/errors";
import { parseRule } from "@/lib/rules/coherent";
import type { RuleInput } from "@/lib/rules/schema";

/** A defect as a sentence: “must be above zero” reads as one when it begins with “This”. */
const sentence = (message: string) => {
  const told = /^(?:must|may|is|are|has)\b/.test(message) ? `This ${message}` : message;
  return /[.!?]$/.test(told) ? told : `${told}.`;
};

/** A rule as its form posts it; what is wrong is told at the input that it was typed into. */
export const ruleForm = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .transform((given, context) => {
    const draft = settled(draftFrom(given));
    if (!isRuleType(draft.type)) {
      context.addIssue({ code: "custom", path: ["type"], message: "Choose what is watched." });
      return z.NEVER;
    }
    const gaps = Object.entries({ ...gapsIn(draft, 2), ...gapsIn(draft, 3) });
    for (const [input, message] of gaps) context.addIssue({ code: "custom", path: [input], message });
    if (gaps.length > 0) return z.NEVER;
    const parsed = parseRule(ruleOf(draft));
    if (parsed.ok) return { draft, input: parsed.rule };
    for (const { pointer, message } of parsed.errors) {
      const path = [inputOf(pointer.split("/").slice(1), draft)];
      context.addIssue({ code: "custom", path, message: sentence(message) });
    }
    return z.NEVER;
  });

/** What a command refused, told at the inputs of the form. */
export async function atInputs<Value>(draft: RuleDraft, command: () => Promise<Value>): Promise<Value> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof AppError) || error.errors.length === 0) throw error;
    const errors = error.errors.map(({ pointer, message }) => ({
      pointer: `/${inputOf(pointer.split("/").slice(1), draft)}`,
      message: sentence(message),
    }));
    throw new AppError(error.kind, error.message, { code: error.code, errors });
  }
}

/** A whole rule as a change of another: what it does without is taken away. */
export function patchOf(input: RuleInput): Record<string, unknown> {
  const none = {
    window: null,
    judge: null,
    cron: null,
    expression: null,
    forMinutes: null,
    cooldownMinutes: null,
    repeatMinutes: null,
    schedule: null,
    action: null,
    runbookUrl: null,
  };
  return { ...none, ...input };
}
