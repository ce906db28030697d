/** The simulator's time. Every bucket, expiry and `ts` reads it, so that a test can move it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves time by so many milliseconds; a negative number moves it back. */
  shift(milliseconds: number): void;
  /** Stops time at an instant, in milliseconds since the epoch; `null` lets it run on from there. */
  freeze(at: number | null): void;
  /** Back to the real time. */
  reset(): void;
  /** How far this clock is from the real one, in milliseconds. */
  offset(): number;
  frozen(): boolean;
}

/** A clock over `real`, which answers milliseconds since the epoch. */
export function createClock(real: () => number): Clock {
  let offset = 0;
  let frozenAt: number | null = null;
  const now = () => frozenAt ?? real() + offset;
  return {
    now,
    shift(milliseconds) {
      if (frozenAt === null) offset += milliseconds;
      else frozenAt += milliseconds;
    },
    freeze(at) {
      if (at === null && frozenAt !== null) offset = frozenAt - real();
      frozenAt = at;
    },
    reset() {
      offset = 0;
      frozenAt = null;
    },
    offset: () => now() - real(),
    frozen: () => frozenAt !== null,
  };
}
