import { expect, test } from "vitest";
import { type Change, stepLine, trendsOf } from "./trend";

const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const change = (number: number, value: string | null, field = "healthScore"): Change => ({
  field,
  at: day(number),
  value,
  previous: null,
  currency: null,
  previousCurrency: null,
});

test("each number has its latest change and its points in the order of time", () => {
  const trends = trendsOf([
    change(3, "40"),
    change(2, null),
    change(2, "7", "attributes.seats"),
    change(1, "80"),
  ]);
  expect(
    trends.map(({ label, latest, points }) => [label, latest.value, points.map(({ value }) => value)]),
  ).toEqual([
    ["Health score", "40", [80, 40]],
    ["seats", "7", [7]],
  ]);
});

test("a number stays what it is until it changes, up to now", () => {
  const points = [
    { at: day(1), value: 80 },
    { at: day(3), value: 40 },
  ];
  expect(stepLine(points, day(5), 100, 20)).toBe("M0 0H50V20H100");
  expect(stepLine(points.slice(0, 1), day(5), 100, 20)).toBe("M0 10H100");
  expect(stepLine([], day(5), 100, 20)).toBe("");
});
