import { expect, test } from "vitest";
import { measures } from "../schema";
import { measuredText } from "./measured";

const readings = { sum: "7", count: 2, min: "3", max: "4", last: "3" };

test.each([
  ["sum", "7"],
  ["count", "2"],
  ["average", "3.5"],
  ["min", "3"],
  ["max", "4"],
  ["last", "3"],
] as const)("%s", (measure, expected) => expect(measuredText(readings, measure)).toBe(expected));

test.each(measures)("%s of nothing is nothing", (measure) => {
  const none = { sum: "0", count: 0, min: null, max: null, last: null };
  expect(measuredText(none, measure)).toBeNull();
});
