import { describe, expect, test } from "vitest";
import { inputOf, stepOf } from "./draft-errors";

describe("what is refused is told where it was typed", () => {
  test.each<[(string | number)[], string, string, number]>([
    [["signal", "meter"], "usage", "meter", 2],
    [["signal", "meter"], "balance", "balanceMeter", 2],
    [["signal"], "usage", "type", 1],
    [["scope", "filter", "all", 0], "usage", "segment", 2],
    [["condition", "of", "value"], "usage", "ofValue", 2],
    [["condition", "by", "percent"], "usage", "changeBy", 2],
    [["condition", "steps", 1], "usage", "steps", 2],
    [["definition", "forMinutes"], "usage", "forCount", 2],
    [["cooldownMinutes"], "usage", "cooldownCount", 3],
    [["destinations", 0, "destinationId"], "usage", "destinations", 3],
    [["schedule", "to"], "usage", "scheduleTo", 2],
  ])("%j of %s stands at %s", (path, type, input, step) => {
    expect(inputOf(path, { type })).toBe(input);
    expect(stepOf(input)).toBe(step);
  });
});
