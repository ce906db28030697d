const steps = [
  { unit: "d", seconds: 86_400 },
  { unit: "h", seconds: 3_600 },
  { unit: "min", seconds: 60 },
] as const;

/** A length of time in a word: `40 s`, `12 min`, `3.5 h`, `2 d`; a dash for none. */
export function duration(seconds: number | null): string {
  if (seconds === null) return "–";
  const step = steps.find((one) => seconds >= one.seconds);
  if (!step) return `${Math.round(seconds)} s`;
  const count = seconds / step.seconds;
  return `${count < 10 ? Math.round(count * 10) / 10 : Math.round(count)} ${step.unit}`;
}
