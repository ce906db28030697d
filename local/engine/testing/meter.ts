/** Counts how many are inside at once, by key: what a concurrency limit must keep down. */
export type Meter = { enter(key: string): () => void; most(key: string): number; keys(): string[] };

export function createMeter(): Meter {
  const inside = new Map<string, number>();
  const peak = new Map<string, number>();
  return {
    enter: (key) => {
      const now = (inside.get(key) ?? 0) + 1;
      inside.set(key, now);
      peak.set(key, Math.max(now, peak.get(key) ?? 0));
      return () => inside.set(key, (inside.get(key) ?? 1) - 1);
    },
    most: (key) => peak.get(key) ?? 0,
    keys: () => [...peak.keys()].sort(),
  };
}
