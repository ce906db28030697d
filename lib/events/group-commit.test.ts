import { describe, expect, test } from "vitest";
import { createGroupCommit } from "./group-commit";

function gate() {
  const waiting: (() => void)[] = [];
  return {
    wait: () => new Promise<void>((resolve) => waiting.push(resolve)),
    openAll: () => {
      for (const open of waiting.splice(0)) open();
    },
  };
}

describe("group commit", () => {
  test("what arrives while a statement is under way shares the next one, and each caller gets its own results", async () => {
    const statements: number[][] = [];
    const door = gate();
    const group = createGroupCommit<number, string>({
      run: async (items) => {
        statements.push([...items]);
        await door.wait();
        return items.map((item) => `stored ${item}`);
      },
      maxItems: 10,
      maxInFlight: 1,
      maxWaiting: 100,
    });
    const first = group.submit([1]);
    const second = group.submit([2, 3]);
    const third = group.submit([4]);
    door.openAll();
    expect(await first).toEqual(["stored 1"]);
    await Promise.resolve();
    door.openAll();
    expect(await second).toEqual(["stored 2", "stored 3"]);
    expect(await third).toEqual(["stored 4"]);
    expect(statements).toEqual([[1], [2, 3, 4]]);
  });

  test("a failed statement is told to everyone in it and to nobody else", async () => {
    let calls = 0;
    const group = createGroupCommit<number, number>({
      run: async (items) => {
        calls++;
        if (calls === 1) throw new Error("disk full");
        return [...items];
      },
      maxItems: 10,
      maxInFlight: 1,
      maxWaiting: 100,
    });
    const failed = group.submit([1]);
    const stored = group.submit([2]);
    await expect(failed).rejects.toThrow("disk full");
    expect(await stored).toEqual([2]);
  });

  test("more than may wait is refused with 503 instead of piling up", async () => {
    const door = gate();
    const group = createGroupCommit<number, number>({
      run: async (items) => {
        await door.wait();
        return [...items];
      },
      maxItems: 2,
      maxInFlight: 1,
      maxWaiting: 3,
    });
    const first = group.submit([1]);
    const rest = [group.submit([2]), group.submit([3, 4])];
    expect(() => group.submit([5])).toThrow(/more than it can store/);
    door.openAll();
    await first;
    while (!group.isIdle) {
      door.openAll();
      await Promise.resolve();
    }
    expect(await Promise.all(rest)).toEqual([[2], [3, 4]]);
  });

  test("a group never exceeds its limit, but a request larger than the limit still goes, alone", async () => {
    const sizes: number[] = [];
    const group = createGroupCommit<number, number>({
      run: async (items) => {
        sizes.push(items.length);
        return [...items];
      },
      maxItems: 3,
      maxInFlight: 1,
      maxWaiting: 100,
    });
    await Promise.all([
      group.submit([1]),
      group.submit([1, 2]),
      group.submit([1, 2, 3, 4, 5]),
      group.submit([1]),
    ]);
    expect(sizes).toEqual([1, 2, 5, 1]);
  });
});
