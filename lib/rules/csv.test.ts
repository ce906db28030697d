import { describe, expect, test } from "vitest";
import { csvOfRules, rulesOfCsv } from "./csv";
import { readRuleCsv } from "./import/read-file";
import { rulePresets } from "./presets/offered";
import { type RuleInput, ruleInput } from "./schema";

const rules = rulePresets.map(({ rule }) => ruleInput.parse(rule));
const back = (given: readonly RuleInput[]) => {
  const { rules: read, errors } = readRuleCsv(csvOfRules(given));
  expect(errors).toEqual([]);
  return read.map(({ rule }) => rule);
};
const one = ruleInput.parse({
  name: "One",
  signal: { kind: "meter", meter: "api-hours" },
  scope: { kind: "each" },
  window: "week",
  condition: { kind: "above", value: "-5" },
});

describe("rules as comma-separated values", () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))("%s comes back as it was", (_, rule) => {
    expect(back([rule])).toEqual([rule]);
  });

  test("the times that one looks at come back", () => {
    const timed = { ...one, cron: { expression: "*/2,5 9 * * 1", timeZone: "Asia/Tokyo" } };
    const hourly = { ...one, cron: { expression: "0 */6 * * 1", timeZone: "Asia/Tokyo" } };
    expect(back([hourly])).toEqual([hourly]);
    expect(readRuleCsv(csvOfRules([timed])).errors).toHaveLength(1);
  });

  test("all of them at once, in order", () => {
    expect(back(rules)).toEqual(rules);
  });

  test.each([
    ["=HYPERLINK(1)"],
    ["+1 (555) rules"],
    ["-dash"],
    ["@at"],
    ["'=quoted already"],
    ["''"],
    ['with "quotes", commas'],
    ["-5"],
    ["Ünïcode 🎉"],
  ])("a name %j comes back, and no spreadsheet takes it for a formula", (name) => {
    const text = csvOfRules([{ ...one, name }]);
    const [, line = ""] = text.split("\r\n");
    expect(line).not.toMatch(/^"?[=+@]/);
    expect(back([{ ...one, name }])[0]?.name).toBe(name);
  });

  test("overrides, destinations, a schedule and a filter come back", () => {
    const whole = ruleInput.parse({
      ...one,
      overrides: [
        { customerId: 'cus_"1",\n', value: "7.50", severity: "critical" },
        { customerId: "b", muted: true },
      ],
      destinations: [{ destinationId: "dst_1", severities: ["critical"] }],
      schedule: { days: [1, 2], from: "09:00", to: "18:00", timeZone: "Europe/Berlin" },
      filter: { all: [{ field: "customer.tier", operator: "in", value: ["a,b", 'c"'] }] },
      description: "Line one\nLine two",
      expression: 'customer.tier == "growth"',
    });
    expect(back([whole])).toEqual([whole]);
  });
});

describe("files that are no such thing", () => {
  test.each([
    ["", "line 1"],
    ["colour,name\nred,x", "line 1"],
    ["name,name\nx,y", "line 1"],
    ["description\nx", "line 1"],
    ['name\n"never closed', "line 2"],
    ["\u0000\u0000", "line 1"],
  ])("%j is refused at %s", (text, pointer) => {
    expect(() => readRuleCsv(text)).toThrow(
      expect.objectContaining({ status: 422, errors: [expect.objectContaining({ pointer })] }),
    );
  });

  test.each([
    ["a row that is too short", "name,signal.kind\nx", "line 2"],
    ["JSON that is none", "name,signal.kind,destinations\nx,meter,[{", "line 2, destinations"],
    [
      "a prototype in JSON",
      'name,signal.kind,filter\nx,meter,"{""__proto__"": {}}"',
      "line 2, filter/__proto__",
    ],
    ["a number that is none", "name,forMinutes\nx,soon", "line 2, forMinutes"],
  ])("%s is told by its line", (_, text, pointer) => {
    const { rules: read, errors, rejected } = readRuleCsv(text);
    expect([read, rejected]).toEqual([[], 1]);
    expect(errors.map((error) => error.pointer)).toContain(pointer);
  });

  test("a name that stands there twice is refused the second time", () => {
    const line = csvOfRules([one]).split("\r\n")[1];
    const { rules: read, errors } = readRuleCsv(`${csvOfRules([one])}${line?.replace("One", "oNE")}\r\n`);
    expect(read.length).toBe(1);
    expect(errors).toEqual([{ pointer: "line 3", message: "has the name of line 2: “oNE”" }]);
  });

  test("reads no further than so many", () => {
    const text = `name\n${"x\n".repeat(50)}`;
    expect(rulesOfCsv(text, 10)).toMatchObject({ isCut: true });
    expect(() => readRuleCsv(`name\n${"x\n".repeat(10_001)}`)).toThrow(/10000 rules/);
  });
});
