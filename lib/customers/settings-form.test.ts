import { expect, test } from "vitest";
import { customerSettingsForm } from "./settings-form";

const filled = {
  redBelow: "40",
  yellowBelow: " 70.5 ",
  tiers: "Enterprise\r\n growth, starter\n\n",
  noteUnknown: "on",
};

test("reads bounds, tiers by line or comma, and a box", () => {
  expect(customerSettingsForm.parse(filled)).toEqual({
    zones: { redBelow: 40, yellowBelow: 70.5 },
    tiers: ["Enterprise", "growth", "starter"],
    noteUnknown: true,
  });
  expect(customerSettingsForm.parse({ ...filled, tiers: "", noteUnknown: undefined })).toMatchObject({
    tiers: [],
    noteUnknown: false,
  });
});

test.each([
  [{ yellowBelow: "101" }, "yellowBelow"],
  [{ redBelow: "-1" }, "redBelow"],
  [{ redBelow: "" }, "redBelow"],
  [{ redBelow: "71" }, "yellowBelow"],
  [{ tiers: "gold\ngold" }, "tiers"],
])("refuses %j", (change, field) => {
  const parsed = customerSettingsForm.safeParse({ ...filled, ...change });
  expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});
