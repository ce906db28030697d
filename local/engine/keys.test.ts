import { expect, test } from "vitest";
import { expression } from "./expression/expression";
import { parseFunction } from "./function-spec";
import { concurrencyOf, flowKey, gcra } from "./keys";

const key = expression("event.data.id");
const keyFor = (id: unknown, owner = "f") => flowKey("c", owner, key, { data: { id } });

test("keys differ by value, kind of value, owner and purpose", () => {
  const keys = [
    keyFor("1"),
    keyFor(1),
    keyFor(null),
    keyFor("1", "g"),
    flowKey("t", "f", key, { data: { id: "1" } }),
  ];
  expect(new Set(keys).size).toBe(5);
  expect(keyFor("1")).toBe(keyFor("1"));
});

test("a key fits into an index and into Postgres, whatever the value", () => {
  const long = `${"x".repeat(500)}\u0000\ud800`;
  expect(keyFor(long).length).toBeLessThan(200);
  expect(keyFor(long)).not.toBe(keyFor(`${long}y`));
  expect(keyFor("😀".repeat(100)).isWellFormed()).toBe(true);
});

test("concurrency is per function unless its scope says otherwise", () => {
  const config = (id: string) =>
    parseFunction({
      id,
      triggers: [],
      steps: { step: { runtime: { type: "http", url: "" } } },
      concurrency: [
        { limit: 1, key: "event.data.id" },
        { limit: 5, key: "'all'", scope: "env" },
      ],
    });
  const event = { data: { id: 7 } };
  const [one, two] = [concurrencyOf(config("one"), event), concurrencyOf(config("two"), event)];
  expect(one.limits).toEqual([1, 5]);
  expect(one.keys[0]).not.toBe(two.keys[0]);
  expect(one.keys[1]).toBe(two.keys[1]);
});

test("a limit per period is a steady pace with as many at once as the limit says", () => {
  expect(gcra(1, 1_000)).toEqual({ emission: 1_000, slack: 0 });
  expect(gcra(60, 60_000)).toEqual({ emission: 1_000, slack: 59_000 });
  expect(gcra(1, 1_000, 3)).toEqual({ emission: 1_000, slack: 2_000 });
});
