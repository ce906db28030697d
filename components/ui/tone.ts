/** What a colour means. Never the only carrier of that meaning: every use comes with a word or an icon. */
export const tones = ["neutral", "good", "info", "warn", "bad", "accent"] as const;
export type Tone = (typeof tones)[number];

/** Soft surface with its own text and edge, for pills and callouts. */
export const softTone = {
  neutral: "border-neutral-line bg-neutral-soft text-neutral",
  good: "border-good-line bg-good-soft text-good",
  info: "border-info-line bg-info-soft text-info",
  warn: "border-warn-line bg-warn-soft text-warn",
  bad: "border-bad-line bg-bad-soft text-bad",
  accent: "border-accent-line bg-accent-soft text-accent",
} satisfies Record<Tone, string>;

/** Text alone. */
export const inkTone = {
  neutral: "text-ink-muted",
  good: "text-good",
  info: "text-info",
  warn: "text-warn",
  bad: "text-bad",
  accent: "text-accent",
} satisfies Record<Tone, string>;
