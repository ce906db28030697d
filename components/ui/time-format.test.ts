import { describe, expect, it } from "vitest";
import { formatClock, formatDay, formatDuration, formatInstant, formatRelative } from "./time-format";

const noon = Date.parse("2026-11-21T12:00:00Z");
const before = (milliseconds: number) => formatRelative(new Date(noon - milliseconds).toISOString(), noon);

describe("relative times", () => {
  it.each([
    [0, "just now"],
    [42_000, "42 s ago"],
    [59 * 60_000, "59 min ago"],
    [23 * 3_600_000, "23 h ago"],
    [9 * 86_400_000, "9 d ago"],
    [90 * 86_400_000, "3 mo ago"],
    [-120_000, "in 2 min"],
  ])("%i ms before now reads “%s”", (distance, text) => {
    expect(before(distance)).toBe(text);
  });
});

describe("durations", () => {
  it.each([
    [-5, "0 ms"],
    [412, "412 ms"],
    [3_240, "3.2 s"],
    [999.7, "1.0 s"],
    [9_980, "10 s"],
    [42_000, "42 s"],
    [59_800, "1 min 0 s"],
    [3_599_900, "1 h 0 min"],
    [125_000, "2 min 5 s"],
    [119_700, "2 min 0 s"],
    [7_200_000, "2 h 0 min"],
    [7_199_000, "2 h 0 min"],
    [86_390_000, "1 d 0 h"],
    [90_000_000, "1 d 1 h"],
  ])("%i ms reads “%s”", (span, text) => {
    expect(formatDuration(span)).toBe(text);
  });
});

describe("absolute times", () => {
  it("are told in the project's zone", () => {
    expect(formatInstant("2026-11-21T09:00:03Z", "America/New_York")).toContain("04:00:03");
    expect(formatClock("2026-11-21T09:00:03.412Z", "Asia/Tokyo")).toBe("18:00:03.412");
    expect(formatDay("2026-11-21T20:00:00Z", "Asia/Tokyo")).toBe("22 Nov");
    expect(formatDay("2026-11-21T20:00:00Z", "Asia/Tokyo", true)).toBe("22 Nov, 05:00");
  });
});
