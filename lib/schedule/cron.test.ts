import { describe, expect, test } from "vitest";
import { cronDefect, cronRuns } from "./cron";
import { describeCron } from "./cron-wording";

const runs = (expression: string, timeZone: string, after: string, most: number) =>
  cronRuns(expression, timeZone, { after: new Date(after), until: new Date("2100-01-01"), most }).map((run) =>
    run.toISOString().slice(0, 16),
  );

describe("what is an expression", () => {
  test.each(["0 9 * * 1", "15 */2 * * *", "0 0 29 2 *", "30 9 L * *", "0 9 * * mon-fri", "0 * * * *"])(
    "%s",
    (expression) => expect(cronDefect(expression)).toBeUndefined(),
  );

  test.each([
    ["", /five fields/],
    ["@daily", /five fields/],
    ["0 0 9 * * 1", /five fields/],
    ["61 9 * * *", /five fields/],
    ["2026-01-01T00:00:00Z", /five fields/],
    ["* * * * *", /an hour/],
    ["0,30 9 * * *", /an hour/],
    ["0,59 0 1 1 *", /an hour/],
    ["0 0 30 2 *", /no such date/],
  ])("%j is refused: %s", (expression, words) => expect(cronDefect(expression)).toMatch(words));
});

describe("when it comes", () => {
  test.each([
    ["0 9 * * 1", "Europe/Berlin", "2026-10-19T12:00Z", ["2026-10-26T08:00", "2026-11-02T08:00"]],
    ["0 9 * * 1", "America/New_York", "2026-03-01T00:00Z", ["2026-03-02T14:00", "2026-03-09T13:00"]],
    // Skipped by the clocks: the first instant after the gap.
    ["30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", ["2026-03-29T01:00", "2026-03-30T00:30"]],
    // Shown twice: the first.
    ["30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", ["2026-10-25T00:30", "2026-10-26T01:30"]],
    ["0 2,3 * * *", "Europe/Berlin", "2026-03-28T12:00Z", ["2026-03-29T01:00", "2026-03-30T00:00"]],
  ])("%s in %s after %s", (expression, timeZone, after, expected) => {
    expect(runs(expression, timeZone, after, 2)).toEqual(expected);
  });
});

describe("for people", () => {
  test.each([
    ["0 9 * * 1", "at 09:00 on Mondays"],
    ["5 17 * * *", "at 17:05 every day"],
    ["0 9 * * 1-5", "at 09:00 from Monday to Friday"],
    ["0 9 * * sat,0", "at 09:00 on Saturdays and Sundays"],
    ["30 6 1 * *", "at 06:30 on day 1 of the month"],
    ["0 * * * *", "every hour at :00"],
    ["0 */6 * * *", "at “0 */6 * * *”"],
    ["0 9 1 * 1", "at “0 9 1 * 1”"],
    ["0 9 * 1-3 *", "at “0 9 * 1-3 *”"],
  ])("%s comes %s", (expression, words) => expect(describeCron(expression)).toBe(words));
});
