/** How often a rule or a route spoke within some days, and what people made of it. */
export type NoiseLine = {
  kind: "rule" | "route";
  id: string;
  name: string;
  enabled: boolean;
  /** Of a rule: how often it had something to tell, without that it was over. Of a route: how many events it took. */
  fired: number;
  /** Messages that arrived, and those that were kept back because somebody muted them. */
  told: number;
  muted: number;
  /** Cases that it opened or told of, and what was done with them. */
  cases: number;
  acknowledged: number;
  snoozed: number;
  resolved: number;
  /** Mutes that hold just now and name it. */
  mutes: number;
  useful: number;
  noise: number;
  /** Seconds from the opening of a case to its acknowledgement, half of them sooner; null while there is none. */
  medianSecondsToAcknowledge: number | null;
};

/** Spoken so seldom nothing can be said of it. */
const fewest = 5;

/**
 * How much of what it told was noise, from 0 to 1: by votes where people voted, else by what nobody acknowledged, and more where
 * people muted or snoozed it. Null where it spoke too seldom to say.
 */
export function noiseOf(line: NoiseLine): number | null {
  const { told, useful, noise, cases, acknowledged, resolved, snoozed, muted, mutes } = line;
  if (told < fewest && noise === 0) return null;
  const votes = useful + noise;
  const byVotes = votes > 0 ? noise / votes : null;
  const heeded = Math.max(acknowledged, 0);
  const byCases = cases > 0 ? 1 - Math.min(1, Math.max(heeded, resolved / 2) / cases) : null;
  const base = byVotes ?? byCases ?? 0;
  const turnedAway = muted + snoozed + mutes > 0 ? 0.2 : 0;
  return Math.round(Math.min(1, base * 0.8 + turnedAway) * 100) / 100;
}

/** From this much noise on something is suggested. */
export const noisyFrom = 0.5;

/** The noisiest first; of equal noise what speaks most. */
export function byNoise(lines: readonly NoiseLine[]): NoiseLine[] {
  const weight = (line: NoiseLine) => (noiseOf(line) ?? -1) * 1e9 + line.told;
  return [...lines].sort((left, right) => weight(right) - weight(left));
}
