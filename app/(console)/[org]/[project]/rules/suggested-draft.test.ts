import { describe, expect, test } from "vitest";
import { draftOfRule } from "@/components/rules/rule-draft";
import { type RuleInput, ruleInput } from "@/lib/rules/schema";
import { suggestedDraft, suggestionQuery } from "./suggested-draft";

const least = (value: string) => ({ field: "customer.mrr.amount", operator: "gte" as const, value });
const rule: RuleInput = ruleInput.parse({
  name: "Heavy use",
  signal: { kind: "meter", meter: "hours" },
  scope: { kind: "each" },
  window: "week",
  condition: { kind: "above", value: "1000", clear: "900" },
  filter: least("100"),
  repeatMinutes: 600,
});

describe("a suggestion on its way to the form", () => {
  test.each<[string, Partial<RuleInput>, Record<string, string>]>([
    [
      "a threshold, which takes the clear level with it",
      { condition: { kind: "above", value: "1250", inclusive: false } },
      { value: "1250", clear: "none" },
    ],
    [
      "a cooldown and the repetition that follows it",
      { cooldownMinutes: 1_440, repeatMinutes: 1_440 },
      { cooldownCount: "1", cooldownUnit: "days", repeatCount: "1", repeatUnit: "days" },
    ],
    [
      "a minimum MRR beside the one that is there",
      { filter: { all: [least("100"), least("750")] } },
      { minMrr: "750" },
    ],
  ])("%s", (_, patch, query) => expect(suggestionQuery(rule, patch)).toEqual(query));

  test("changes the draft by exactly that", () => {
    const draft = draftOfRule(rule);
    const query = suggestionQuery(rule, { condition: { kind: "above", value: "1250", inclusive: false } });
    expect(suggestedDraft(draft, query)).toEqual({ ...draft, value: "1250", clear: "" });
  });

  test("an address can bring in nothing else", () => {
    const draft = draftOfRule(rule);
    const asked = {
      value: "1e9",
      cooldownUnit: "years",
      name: "Other",
      destinations: "dst_1",
      percent: ["1"],
    };
    expect(suggestedDraft(draft, asked)).toEqual(draft);
  });
});
