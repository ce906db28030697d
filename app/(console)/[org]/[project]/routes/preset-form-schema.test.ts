import { expect, test } from "vitest";
import { presetForm } from "./preset-form-schema";

const posted = { preset: "deployments_and_security", deployments: "dst_1", security: "dst_2" };

test("brings the preset with a destination for each slot, and nothing else", () => {
  expect(presetForm.parse({ ...posted, more: "x" })).toMatchObject({
    preset: { id: "deployments_and_security" },
    chosen: { deployments: "dst_1", security: "dst_2" },
  });
  expect(Object.keys(presetForm.parse({ ...posted, more: "x" }).chosen)).toEqual(["deployments", "security"]);
});

test.each([
  [{ ...posted, preset: "none" }, ["preset"]],
  [{ ...posted, security: "" }, ["security"]],
  [{ preset: posted.preset, deployments: ["a", "b"] }, ["deployments", "security"]],
])("%j is refused at %j", (form, fields) => {
  const issues = presetForm.safeParse(form).error?.issues ?? [];
  expect(issues.map(({ path }) => path[0])).toEqual(fields);
});
