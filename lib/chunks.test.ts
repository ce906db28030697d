import { expect, test } from "vitest";
import { chunksOf } from "./chunks";

test.each([
  [[], []],
  [[1], [[1]]],
  [[1, 2], [[1, 2]]],
  [
    [1, 2, 3],
    [[1, 2], [3]],
  ],
])("%j in parts of two", (items, parts) => {
  expect(chunksOf(items, 2)).toEqual(parts);
});
