import { z } from "zod";
import { defectOf } from "./path";

export const redactionModes = ["mask", "hide"] as const;
/** `mask` leaves a trace (k•••@•••.com, ••••4242, •••); `hide` leaves none. */
export type RedactionMode = (typeof redactionModes)[number];

const path = z
  .string()
  .trim()
  .min(1, "Name a field such as customer.email.")
  .max(300, "Use 300 characters at most.")
  .superRefine((text, context) => {
    const defect = defectOf(text);
    if (defect) context.addIssue({ code: "custom", message: defect });
  });

const rule = z.strictObject({ path, mode: z.enum(redactionModes, "must be mask or hide") });
export type RedactionRule = z.infer<typeof rule>;

const maxRules = 50;

/** What a destination may not see. An empty list is none at all. */
export const redactionRules = z
  .array(rule, "must be a list of rules")
  .max(maxRules, `Use ${maxRules} rules at most.`)
  .superRefine((rules, context) => {
    const seen = new Set<string>();
    for (const [index, { path: text }] of rules.entries()) {
      if (seen.has(text))
        context.addIssue({ code: "custom", path: [index, "path"], message: "is named twice" });
      seen.add(text);
    }
  });
export type RedactionRules = z.infer<typeof redactionRules>;

/** Reads stored rules back; null for none. @throws when the row was not written by us. */
export function parseRedaction(stored: unknown): RedactionRules | null {
  const rules = redactionRules.nullish().parse(stored) ?? null;
  return rules && rules.length > 0 ? rules : null;
}

/** What people ask for most, one press each. */
export const redactionPresets = [
  { label: "Hide amounts", rules: [{ path: "amounts", mode: "hide" }] },
  { label: "Mask amounts", rules: [{ path: "amounts", mode: "mask" }] },
  { label: "Mask e-mail addresses", rules: [{ path: "emails", mode: "mask" }] },
  {
    label: "No names or addresses",
    rules: [
      { path: "customer.name", mode: "hide" },
      { path: "customer.owner", mode: "hide" },
      { path: "emails", mode: "mask" },
    ],
  },
  { label: "No payload at all", rules: [{ path: "data.*", mode: "hide" }] },
] as const satisfies readonly { label: string; rules: readonly RedactionRule[] }[];
