import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { atInputs, patchOf, ruleForm } from "./rule-form-schema";

const posted = {
  type: "usage",
  name: "Heavy use",
  meter: "api-hours",
  window: "week",
  condition: "above",
  value: "1,000",
  enabled: "on",
};

const complaintsOf = (form: Record<string, string | string[]>) =>
  (ruleForm.safeParse(form).error?.issues ?? []).map(({ path }) => path[0]);

describe("a posted form", () => {
  test("becomes a rule", () => {
    expect(ruleForm.parse(posted).input).toMatchObject({
      name: "Heavy use",
      enabled: true,
      tellRecovered: false,
      signal: { kind: "meter", meter: "api-hours", measure: "sum" },
      window: "week",
      condition: { kind: "above", value: "1000", inclusive: false },
    });
  });

  test.each<[string, Record<string, string | string[]>, string[]]>([
    ["no type", { type: "" }, ["type"]],
    ["no name and no number", { name: "", value: "lots" }, ["name", "value"]],
    ["a clear level on the wrong side", { clear: "2000" }, ["clear"]],
    ["steps that go down", { condition: "steps", steps: "50, 25", ofKind: "none" }, ["steps"]],
    ["an expression that is none", { expression: "value >" }, ["expression"]],
    [
      "a zone that is none",
      { scheduleWhen: "inside", scheduleDays: "1", scheduleZone: "Mars" },
      ["scheduleZone"],
    ],
    ["a runbook that is no link", { runbookUrl: "mailto:a@b.c" }, ["runbookUrl"]],
    [
      "the same exception twice",
      { overrides: '[{"customerId":"a","value":"1"},{"customerId":"a","muted":true}]' },
      ["overrides"],
    ],
  ])("is refused at its inputs: %s", (_, change, inputs) => {
    expect(complaintsOf({ ...posted, ...change })).toEqual(inputs);
  });

  test("is told in sentences", () => {
    const { error } = ruleForm.safeParse({ ...posted, clear: "2000" });
    expect(error?.issues[0]?.message).toMatch(/^This must not be above 1000: .+\.$/);
  });
});

test("what a command refuses is told at the input", async () => {
  const { draft } = ruleForm.parse(posted);
  const refusal = new AppError("invalid", "No.", {
    errors: [{ pointer: "/destinations/0/destinationId", message: "is not a destination of this project" }],
  });
  await expect(atInputs(draft, () => Promise.reject(refusal))).rejects.toMatchObject({
    errors: [{ pointer: "/destinations", message: "This is not a destination of this project." }],
  });
  const other = new Error("a bug");
  await expect(atInputs(draft, () => Promise.reject(other))).rejects.toBe(other);
});

test("what a rule does without is taken away from the one before", () => {
  const patch = patchOf(ruleForm.parse(posted).input);
  expect(patch).toMatchObject({ window: "week", schedule: null, expression: null, runbookUrl: null });
});
