import { expect, test } from "vitest";
import { redactionRules } from "@/lib/redaction/schema";
import { rulesOf, textOf, withPreset } from "./rules";

test.each([
  [
    "mask customer.email\nhide amounts",
    [
      ["customer.email", "mask"],
      ["amounts", "hide"],
    ],
  ],
  ["customer.email", [["customer.email", "mask"]]],
  ["  HIDE   data.lines.*.price , \n\n", [["data.lines.*.price", "hide"]]],
  ["", []],
] as const)("%j", (text, expected) => {
  const rules = rulesOf(text);
  expect(rules.map(({ path, mode }) => [path, mode])).toEqual(expected);
  expect(rulesOf(textOf(redactionRules.parse(rules)))).toEqual(rules);
});

test("a preset takes the place of what was said of the same field", () => {
  const preset = [{ path: "amounts", mode: "hide" }] as const;
  expect(withPreset("mask amounts\nmask customer.email", preset)).toBe("mask customer.email\nhide amounts");
  expect(withPreset("", preset)).toBe("hide amounts");
});
