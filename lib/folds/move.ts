/** A backlog larger than this is told as one counted message; up to it each message is sent on its own. */
export const foldAbove = 20;

/** Seconds of quiet after the first, second, … fold of one burst, so that a long burst is a handful of messages. */
const quietSeconds = [5, 15, 30, 60] as const;

export type LaneMood = {
  /** Folds so far in the burst that is going on; 0 when there is none. */
  foldLevel: number;
  /** Until when only critical messages go out. */
  quietUntil: Date | null;
};

export type Backlog = {
  /** Whether a critical message is due. Those are never folded. */
  hasCritical: boolean;
  /** Messages due that may be folded, counted up to a bound. */
  foldable: number;
};

export type Move =
  | { kind: "single"; criticalOnly: boolean; mood: LaneMood }
  | { kind: "fold"; mood: LaneMood }
  | { kind: "wait"; until: Date }
  | { kind: "rest" };

/** What a paced lane does next: a critical message first, one message, the whole backlog as one, or nothing yet. */
export function nextMove(backlog: Backlog, mood: LaneMood, now: Date): Move {
  if (backlog.hasCritical) return { kind: "single", criticalOnly: true, mood };
  if (backlog.foldable === 0) return { kind: "rest" };
  if (mood.quietUntil && mood.quietUntil > now) return { kind: "wait", until: mood.quietUntil };
  if (backlog.foldable <= foldAbove)
    return { kind: "single", criticalOnly: false, mood: { foldLevel: 0, quietUntil: null } };
  const seconds = quietSeconds[Math.min(mood.foldLevel, quietSeconds.length - 1)] ?? 60;
  return {
    kind: "fold",
    mood: { foldLevel: mood.foldLevel + 1, quietUntil: new Date(now.getTime() + seconds * 1_000) },
  };
}
