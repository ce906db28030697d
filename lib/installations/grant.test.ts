import { expect, test } from "vitest";
import { isDueForRenewal } from "./grant";

const now = new Date("2026-03-01T12:00:00Z");
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

test.each([
  { left: null, due: false },
  { left: 720, due: false },
  { left: 120, due: false },
  { left: 119, due: true },
  { left: 0, due: true },
  { left: -60, due: true },
])("a token with $left minutes left is due: $due", ({ left, due }) => {
  expect(isDueForRenewal(left === null ? null : inMinutes(left), now)).toBe(due);
});
