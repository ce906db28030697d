import { expect, test } from "vitest";
import { timedCache } from "./timed-cache";

function setUp(maxEntries = 100) {
  let now = 0;
  let looks = 0;
  const cache = timedCache<string | undefined>({ maxAgeMilliseconds: 1_000, maxEntries, now: () => now });
  return {
    cache,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
    ask: (key: string, answer: string | undefined = key) =>
      cache.get(key, async () => {
        looks += 1;
        return answer;
      }),
    looks: () => looks,
  };
}

test("an answer is remembered for less than a second and then asked for again", async () => {
  const { ask, advance, looks } = setUp();
  await ask("a");
  advance(999);
  await ask("a");
  expect(looks()).toBe(1);
  advance(1);
  await ask("a");
  expect(looks()).toBe(2);
});

test("“no such thing” is remembered as well", async () => {
  const { cache, looks, ask } = setUp();
  await cache.get("missing", async () => undefined);
  expect(await ask("missing", "found")).toBeUndefined();
  expect(looks()).toBe(0);
});

test("callers at the same time share one look-up", async () => {
  const { ask, looks } = setUp();
  expect(await Promise.all([ask("a"), ask("a"), ask("a")])).toEqual(["a", "a", "a"]);
  expect(looks()).toBe(1);
});

test("a look-up that fails is not remembered", async () => {
  const { cache, ask } = setUp();
  const failing = cache.get("a", async () => {
    throw new Error("database away");
  });
  await expect(failing).rejects.toThrow("database away");
  expect(await ask("a")).toBe("a");
});

test("it never holds more than its size, and drops the oldest first", async () => {
  const { cache, ask, looks } = setUp(3);
  for (const key of ["a", "b", "c", "d"]) await ask(key);
  expect(cache.size).toBe(3);
  await ask("d");
  expect(looks()).toBe(4);
  await ask("a");
  expect(looks()).toBe(5);
});
