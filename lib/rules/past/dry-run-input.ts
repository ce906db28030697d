import { z } from "zod";
import { coherentRule } from "../coherent";
import { dryRunDays } from "./stretch";

const days = z
  .literal(dryRunDays, `must be ${dryRunDays.slice(0, -1).join(", ")} or ${dryRunDays.at(-1)}`)
  .default(30);

const kept = z.strictObject({ ruleId: z.string().max(64), days });
const draft = z.strictObject({ rule: coherentRule, days });

/** Which rule is tried, one that is kept or one that is not yet, and on how many of the last days. */
export const dryRunInput = z.unknown().transform((body, context): DryRunInput => {
  const isKept = typeof body === "object" && body !== null && Object.hasOwn(body, "ruleId");
  const parsed = isKept ? kept.safeParse(body) : draft.safeParse(body);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue({ ...issue });
  return z.NEVER;
});
export type DryRunInput = z.infer<typeof kept> | z.infer<typeof draft>;
