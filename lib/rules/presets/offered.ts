import { accountPresets } from "./accounts";
import { amberfloPresets } from "./amberflo";
import { healthPresets } from "./health";
import type { RulePreset } from "./preset";
import { silencePresets } from "./silence";

/** Every preset, in the order in which they are offered. */
export const rulePresets: readonly RulePreset[] = [
  ...amberfloPresets,
  ...healthPresets,
  ...accountPresets,
  ...silencePresets,
];

/** The preset of an id. */
export const findPreset = (id: string) => rulePresets.find((preset) => preset.id === id);

/** Presets that are wanted together. */
export const presetBundles = [
  {
    id: "early_warnings",
    name: "Early warnings",
    description:
      "Early warning for churn risk · Payment issue alerts for quick resolution · Sentiment monitoring for relationship health",
    source: "STA-38",
    presets: ["churn_probability", "payment_failures", "sentiment_low"],
  },
] as const;
