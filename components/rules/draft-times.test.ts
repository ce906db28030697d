import { expect, test } from "vitest";
import { parseRule } from "@/lib/rules/coherent";
import { blankDraft, type RuleDraft } from "./draft";
import { inputOf, stepOf } from "./draft-errors";
import { gapsIn } from "./draft-gaps";
import { ruleOf } from "./draft-rule";

const draft: RuleDraft = {
  ...{ ...blankDraft, name: "Weekly", type: "usage", meter: "hours", value: "10", clear: "5" },
  ...{ judge: "window_end", forCount: "5", repeatCount: "2", scheduleWhen: "inside" },
};

test("what does not go with certain times is not sent along", () => {
  const rule = ruleOf({ ...draft, cronExpression: " 0 9 * * 1 " });
  expect(rule.cron).toEqual({ expression: "0 9 * * 1" });
  expect(parseRule(rule)).toMatchObject({ ok: true });
});

test.each(["steps", "seen"])("%s have no times", (condition) => {
  expect(ruleOf({ ...draft, condition, cronExpression: "0 9 * * 1" })).not.toHaveProperty("cron");
});

test.each([
  [{ cronExpression: "*/5 * * * *" }, ["cronExpression"]],
  [{ cronExpression: "soon" }, ["cronExpression"]],
  [{ cronExpression: "0 9 * * *", cronZone: "Mars" }, ["cronZone"]],
  [{ cronExpression: "0 9 * * *", cronZone: "Asia/Tokyo" }, []],
])("%j stands in the way of the third step with %j", (more, gaps) => {
  expect(Object.keys(gapsIn({ ...draft, ...more }, 3))).toEqual(gaps);
});

test("what the server refuses is told in the third step", () => {
  const inputs = [["cron", "expression"], ["cron", "timeZone"], ["cron"]].map((path) => inputOf(path, draft));
  expect(inputs).toEqual(["cronExpression", "cronZone", "cronExpression"]);
  expect(inputs.map(stepOf)).toEqual([3, 3, 3]);
});
