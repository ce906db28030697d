import { expect, test } from "vitest";
import { nextTick } from "./cron";

const next = (expression: string, after: string) => {
  const at = nextTick(expression, Date.parse(after));
  return at === null ? null : new Date(at).toISOString();
};

test.each([
  ["* * * * *", "2026-11-21T09:00:00.000Z", "2026-11-21T09:01:00.000Z"],
  ["*/15 * * * *", "2026-11-21T09:14:59.999Z", "2026-11-21T09:15:00.000Z"],
  ["TZ=Europe/Paris 30 2 * * *", "2027-03-27T12:00:00.000Z", "2027-03-28T01:00:00.000Z"],
  ["TZ=America/New_York 0 9 * * 1", "2026-11-21T00:00:00.000Z", "2026-11-23T14:00:00.000Z"],
])("%s after %s", (expression, after, expected) => {
  expect(next(expression, after)).toBe(expected);
});

test.each(["", "* * * *", "* * * * * *", "61 * * * *", "TZ=Nowhere/Land * * * * *", "0 0 30 2 *"])(
  "%j never fires",
  (expression) => {
    expect(nextTick(expression, 0)).toBeNull();
  },
);
