import { z } from "zod";
import { houseLocale, localNumber } from "@/lib/messages/locale";
import { formatMoney, parseMoney } from "@/lib/messages/money";

/** What a rule saw when it had something to tell, as its event says it, in words. */
export type SeenFiring = {
  ruleId: string;
  rule: string;
  /** Whose numbers: all, each customer, one, or those of a segment as a whole. */
  scope: "all" | "each" | "customer" | "segment" | null;
  condition: string | null;
  /** Named numbers in the order in which they are read: what was seen, then what it was held against. */
  numbers: { label: string; text: string }[];
};

const text = z.string().min(1).nullable().catch(null);

const firingSchema = z.looseObject({
  ruleId: z.string().min(1).max(64),
  rule: text,
  scope: z.enum(["all", "each", "customer", "segment"]).nullable().catch(null),
  signal: text,
  condition: text,
  conditionKind: text,
  measuredIn: text,
  unit: text,
  window: z.looseObject({ label: text }).nullable().catch(null),
});

type Data = z.infer<typeof firingSchema>;

const decimal = /^-?\d{1,40}(?:\.\d{1,40})?$/;

/** A number as people write it; undefined for what is none. */
function numberText(value: unknown, suffix: string): string | undefined {
  const money = parseMoney(value);
  if (money) return formatMoney(money);
  if (typeof value !== "number" && !(typeof value === "string" && decimal.test(value))) return undefined;
  return `${localNumber(value, houseLocale)}${suffix}`;
}

/** In what the bound is: of a share in percent, of a change as it says, of an absence in hours. */
function suffixOfBound({ conditionKind, measuredIn, ...data }: Data, unit: string): string {
  if (conditionKind === "share" || (conditionKind === "steps" && data.target !== undefined)) return " %";
  if (conditionKind === "change") return measuredIn === "percent" ? " %" : unit;
  return conditionKind === "absent" ? " hours" : unit;
}

/**
 * Reads what a rule saw out of the event that tells it.
 * @returns undefined for every other event, and when its payload is gone.
 */
export function seenFiring({ type, data }: { type: string; data: unknown }): SeenFiring | undefined {
  const parsed = type.startsWith("rule.") ? firingSchema.safeParse(data) : undefined;
  if (!parsed?.success) return undefined;
  const seen = parsed.data;
  const unit = seen.unit === null ? "" : ` ${seen.unit}`;
  const lines = [
    { label: seen.signal ?? "Value", text: numberText(seen.value, unit) },
    { label: "Bound", text: numberText(seen.threshold, suffixOfBound(seen, unit)) },
    { label: "Out of", text: numberText(seen.target, unit) },
    { label: "That is", text: numberText(seen.percent, " %") },
    { label: "Before", text: numberText(seen.compared, unit) },
    { label: "Change", text: numberText(seen.change, " %") },
    { label: "Window", text: seen.window?.label ?? undefined },
  ];
  return {
    ruleId: seen.ruleId,
    rule: seen.rule ?? seen.ruleId,
    scope: seen.scope,
    condition: seen.condition,
    numbers: lines.flatMap(({ label, text }) => (text === undefined ? [] : [{ label, text }])),
  };
}
