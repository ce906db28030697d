import { median, spread } from "./statistics";

/** One measured figure, with what it is held against. */
export type Figure = {
  name: string;
  unit: string;
  /** One value a round. */
  rounds: number[];
  baseline?: { name: string; rounds: number[] };
  /** What PERFORMANCE asks for, in words, and whether it is met; undefined when it has to be judged elsewhere. */
  target?: string;
  met?: (value: number, ratio: number) => boolean;
};

const short = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString("en-US") : Number(value.toPrecision(3)).toString();

/** A figure as one line for people: value, baseline, ratio, rounds, spread, verdict. */
export function lineOf({ name, unit, rounds, baseline, target, met }: Figure): string {
  const value = median(rounds);
  const parts = [`${name}: ${short(value)} ${unit}`];
  const against = baseline ? median(baseline.rounds) : Number.NaN;
  if (baseline) parts.push(`${baseline.name} ${short(against)}`, `ratio ${(value / against).toFixed(2)}`);
  if (rounds.length > 1)
    parts.push(`rounds ${rounds.map(short).join(" ")}`, `spread ${Math.round(spread(rounds) * 100)} %`);
  const verdict = met ? (met(value, value / against) ? "met" : "NOT met") : undefined;
  if (target) parts.push(`target ${target}${verdict ? `: ${verdict}` : ""}`);
  return parts.join(" · ");
}

/** Says a figure. */
export function show(figure: Figure): void {
  console.log(`  ${lineOf(figure)}`);
}
