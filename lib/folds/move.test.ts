import { describe, expect, test } from "vitest";
import { foldAbove, type LaneMood, nextMove } from "./move";

const now = new Date("2026-03-01T12:00:00Z");
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const calm: LaneMood = { foldLevel: 0, quietUntil: null };

describe("a paced lane", () => {
  test.each([
    { foldable: 0, does: "rest" },
    { foldable: 1, does: "single" },
    { foldable: foldAbove, does: "single" },
    { foldable: foldAbove + 1, does: "fold" },
    { foldable: 10_000, does: "fold" },
  ])("with $foldable messages due: $does", ({ foldable, does }) => {
    expect(nextMove({ hasCritical: false, foldable }, calm, now).kind).toBe(does);
  });

  test("sends a critical message on its own, also while a burst is being folded", () => {
    const mood = { foldLevel: 2, quietUntil: inSeconds(10) };
    expect(nextMove({ hasCritical: true, foldable: 10_000 }, mood, now)).toEqual({
      kind: "single",
      criticalOnly: true,
      mood,
    });
  });

  test.each([
    { level: 0, quiet: 5 },
    { level: 1, quiet: 15 },
    { level: 2, quiet: 30 },
    { level: 3, quiet: 60 },
    { level: 9, quiet: 60 },
  ])("is quiet for $quiet s after fold $level of a burst", ({ level, quiet }) => {
    const move = nextMove({ hasCritical: false, foldable: 500 }, { foldLevel: level, quietUntil: now }, now);
    expect(move).toEqual({ kind: "fold", mood: { foldLevel: level + 1, quietUntil: inSeconds(quiet) } });
  });

  test("waits out its quiet, then goes back to single messages when the burst is over", () => {
    const mood = { foldLevel: 1, quietUntil: inSeconds(5) };
    expect(nextMove({ hasCritical: false, foldable: 3 }, mood, now)).toEqual({
      kind: "wait",
      until: inSeconds(5),
    });
    expect(nextMove({ hasCritical: false, foldable: 3 }, mood, inSeconds(5))).toEqual({
      kind: "single",
      criticalOnly: false,
      mood: calm,
    });
  });

  test("tells a minute of 10,000 events in a handful of messages", () => {
    let mood = calm;
    let folds = 0;
    for (let second = 0; second < 60; second++) {
      const move = nextMove({ hasCritical: false, foldable: 166 }, mood, inSeconds(second));
      if (move.kind !== "fold") continue;
      folds++;
      mood = move.mood;
    }
    expect(folds).toBe(4);
  });
});
