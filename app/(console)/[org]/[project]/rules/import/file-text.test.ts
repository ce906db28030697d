import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { csvOfRules } from "@/lib/rules/csv";
import { describeFile, outcomeOf, readRuleText, withDestination } from "./file-text";

const alert = {
  name: "Over 1000 hours a week",
  notificationType: "usage",
  meterId: "hours",
  thresholdCondition: "greater-than",
  thresholdValue: 1000,
  range: "week",
  email: ["ops@example.com"],
};
const rule = {
  name: "Low health",
  signal: { kind: "field", field: "healthScore" },
  scope: { kind: "each" },
  condition: { kind: "below", value: "40" },
};

describe("a file of rules", () => {
  test("holds alerts and rules, each told in a sentence", () => {
    const { format, file } = readRuleText(JSON.stringify([alert, rule]), "USD");
    expect(format).toBe("Read as JSON");
    expect(describeFile(file, [{ rule: "Low health", notes: ["Look at it."] }])).toMatchObject([
      { place: "Rule 1", name: alert.name, sentence: expect.stringContaining("above 1,000"), problems: [] },
      { place: "Rule 2", name: "Low health", notes: ["Look at it."] },
    ]);
  });

  test("tells what is wrong, by rule, and keeps the others", () => {
    const bad = { ...rule, name: "", condition: { kind: "below", value: "x" } };
    const { file } = readRuleText(JSON.stringify({ rules: [rule, bad] }), "USD");
    const [first, second] = describeFile(file, []);
    expect(first).toMatchObject({ place: "Rule 2", name: null });
    expect(first?.problems.some((problem) => problem.startsWith("condition value"))).toBe(true);
    expect(second).toMatchObject({ place: "Rule 1", name: "Low health", problems: [] });
  });

  test("may be lines, as they are exported", () => {
    const exported = csvOfRules(readRuleText(JSON.stringify(rule), "USD").file.rules.map((one) => one.rule));
    const { format, file } = readRuleText(exported, "USD");
    expect(format).toBe("Read as CSV");
    expect(describeFile(file, [])).toMatchObject([{ place: "Line 2", name: "Low health", problems: [] }]);
  });

  test.each(["[", '{"rules": 5', "name,nonsense\nA,1", '"text"'])(
    "that cannot be read is told at the text: %s",
    (text) => {
      const read = () => readRuleText(text, "USD");
      expect(read).toThrow(AppError);
      try {
        read();
      } catch (error) {
        expect(error instanceof AppError && error.errors.every(({ pointer }) => pointer === "/text")).toBe(
          true,
        );
      }
    },
  );
});

test("only rules that name nobody get the chosen destination", () => {
  const { file } = readRuleText(
    JSON.stringify([alert, rule, { ...rule, name: "Own", destinations: [{ destinationId: "dst_own" }] }]),
    "USD",
  );
  const ids = withDestination(file.rules, "dst_all").map(({ rule: one }) => one.destinations);
  expect(ids).toEqual([[], [{ destinationId: "dst_all" }], [{ destinationId: "dst_own" }]]);
  expect(withDestination(file.rules, "").map(({ rule: one }) => one.destinations)[1]).toEqual([]);
});

test.each([
  [
    true,
    "1 would be added, 2 would be changed, 3 are the same already, 4 cannot be used. 1 destination would be made for them.",
  ],
  [false, "1 added, 2 changed, 3 were the same already, 4 cannot be used. 1 destination made for them."],
])("the outcome, only looked at: %s", (isDryRun, expected) => {
  const imported = {
    created: 1,
    updated: 2,
    unchanged: 3,
    destinations: { created: 1, reused: 0 },
    notes: [],
  };
  expect(outcomeOf(imported, { rejected: 4, isDryRun })).toBe(expected);
});
