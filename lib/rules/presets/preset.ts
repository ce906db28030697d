import type { z } from "zod";
import type { ruleInput } from "../schema";

/** What whoever uses a preset must look at: where in the rule, and the question. The rule holds an example there. */
type Gap = { pointer: string; label: string };

export type PresetGroup = "usage" | "credits" | "revenue" | "health" | "growth" | "silence" | "unknown";

/** A rule that is often wanted, as data. */
export type RulePreset = {
  id: string;
  name: string;
  /** The sentence that it comes from, word for word. */
  description: string;
  /** The capability that it answers, such as `AMB-10`. */
  source: string;
  group: PresetGroup;
  rule: z.input<typeof ruleInput>;
  gaps: readonly Gap[];
};

export const whichMeter: Gap = { pointer: "/signal/meter", label: "Which meter" };
export const whoIsTold: Gap = { pointer: "/destinations", label: "Who is told" };
