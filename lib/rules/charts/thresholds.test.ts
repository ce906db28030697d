import { expect, test } from "vitest";
import { ruleDefinition } from "../schema";
import { thresholdsOf } from "./thresholds";

const customer = { id: "acme", attributes: { limit: "250" } };
const rule = (condition: unknown, overrides: unknown[] = []) =>
  ruleDefinition.parse({
    signal: { kind: "meter", meter: "hours" },
    scope: { kind: "each" },
    window: "week",
    condition,
    overrides,
  });

test.each([
  ["a level", { kind: "above", value: "1000" }, ["1000"]],
  ["a share of a number", { kind: "share", direction: "above", percent: "80", of: { value: "50" } }, ["40"]],
  [
    "a share of the customer's number",
    { kind: "share", direction: "above", percent: "33.5", of: { field: "attributes.limit" } },
    ["83.75"],
  ],
  [
    "a number that is not known",
    { kind: "share", direction: "above", percent: "5", of: { field: "mrr" } },
    [],
  ],
  ["steps", { kind: "steps", steps: ["10", "20"] }, ["10", "20"]],
  ["steps of a target", { kind: "steps", of: { value: "400" }, steps: ["25", "90"] }, ["100", "360"]],
  ["a change", { kind: "change", direction: "down", by: { percent: "20" }, against: { windows: 1 } }, []],
])("%s", (_, condition, expected) => expect(thresholdsOf(rule(condition), customer)).toEqual(expected));

test("one customer's own bound", () => {
  const own = rule({ kind: "above", value: "1000" }, [{ customerId: "acme", value: "50" }]);
  expect(thresholdsOf(own, customer)).toEqual(["50"]);
  expect(thresholdsOf(own, null)).toEqual(["1000"]);
});
