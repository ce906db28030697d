import { describe, expect, test } from "vitest";
import { sideBySide } from "./side-by-side";

describe("work side by side", () => {
  test("is handed over at once when all of it is quick", async () => {
    const parts: number[][] = [];
    await sideBySide(
      [1, 2, 3],
      async (item) => item * 2,
      async (part) => void parts.push(part),
      60_000,
    );
    expect(parts).toEqual([[2, 4, 6]]);
  });

  test("is handed over in parts, so that one that takes long keeps none of the others waiting", async () => {
    const slow = Promise.withResolvers<string>();
    const parts: string[][] = [];
    const ended = sideBySide(
      ["quick", "slow"],
      (item) => (item === "slow" ? slow.promise : Promise.resolve(item)),
      async (part) => {
        parts.push(part);
        slow.resolve("slow");
      },
      1,
    );
    await ended;
    expect(parts).toEqual([["quick"], ["slow"]]);
  });

  test("fails with what failed, after the rest was handed over", async () => {
    const parts: number[][] = [];
    const work = async (item: number) => {
      if (item === 1) throw new Error("one");
      return item;
    };
    await expect(sideBySide([1, 2], work, async (part) => void parts.push(part))).rejects.toThrow("one");
    expect(parts).toEqual([[2]]);
  });
});
