import type { Severity } from "@/db/enums";

/** Urgency told three times, since colour alone reaches nobody who cannot see it: an emoji, a word, a bar. */
export type Tone = { emoji: string; word: string; color: string };

export const tones = {
  info: { emoji: ":information_source:", word: "Info", color: "#2E90FA" },
  good: { emoji: ":white_check_mark:", word: "Good", color: "#12B76A" },
  warning: { emoji: ":warning:", word: "Warning", color: "#F79009" },
  critical: { emoji: ":rotating_light:", word: "Critical", color: "#D92D20" },
} as const satisfies Record<Severity, Tone>;

/** The two bars of purchase messages, as the vendors' own samples have them. */
export const purchaseColors = { gain: "#30B296", loss: "#F2545B" } as const;
