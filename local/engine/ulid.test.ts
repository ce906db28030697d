import { expect, test } from "vitest";
import { parseSeed, seededUlid, ulid, ulidFloor } from "./ulid";

test("ids sort by time, and by order within a millisecond", () => {
  const ids = [...Array.from({ length: 50 }, () => ulid(1_000)), ulid(1_001)];
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(51);
  for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(ulidFloor(1_001) > (ids[49] ?? "")).toBe(true);
  expect(ulidFloor(1_001) <= (ids[50] ?? "")).toBe(true);
});

test("a seed gives the same id again, another one for another index or seed", () => {
  const seed = parseSeed("1700000000000,QUJDREVGR0hJSg==");
  if (!seed) throw new Error("the seed was not read");
  expect(seededUlid(seed, 0)).toBe(seededUlid(seed, 0));
  expect(seededUlid(seed, 0)).not.toBe(seededUlid(seed, 1));
  expect(seededUlid(seed, 0)).not.toBe(seededUlid({ ...seed, entropy: "x" }, 0));
});

test.each([undefined, "", "1700000000000", "x,QUJD", "1,<script>"])("%j is no seed", (header) => {
  expect(parseSeed(header)).toBeNull();
});
