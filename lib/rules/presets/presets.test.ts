import { describe, expect, test } from "vitest";
import { parseRule } from "../coherent";
import { ruleInput } from "../schema";
import { findPreset, presetBundles, rulePresets } from "./offered";

const at = (rule: unknown, pointer: string): unknown =>
  pointer
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
      rule,
    );

describe("presets of rules", () => {
  test.each(rulePresets.map((preset) => [preset.id, preset] as const))("%s is a rule", (_, preset) => {
    expect(parseRule(preset.rule)).toMatchObject({ ok: true });
    expect(preset.rule.name).toBe(preset.name);
    expect(preset.description).not.toBe("");
  });

  test.each(rulePresets.map((preset) => [preset.id, preset] as const))(
    "%s names nothing to fill in that is not there",
    (_, { rule, gaps }) => {
      const parsed = ruleInput.parse(rule);
      for (const { pointer } of gaps) {
        const value = at(parsed, pointer);
        const isOptional = pointer === "/schedule" && rule.schedule === undefined;
        expect(value !== undefined && !isOptional, `${pointer} of ${rule.name}`).toBe(true);
      }
      expect(gaps.map(({ pointer }) => pointer)).toContain("/destinations");
    },
  );

  test("have ids and names of their own, since names are unique in a project", () => {
    expect(new Set(rulePresets.map(({ id }) => id)).size).toBe(rulePresets.length);
    expect(new Set(rulePresets.map(({ name }) => name.toLowerCase())).size).toBe(rulePresets.length);
  });

  test.each([
    ["AMB-10", "Get an email for any customer that exceed 1000 hours per week."],
    ["AMB-11", "Get a slack message for any customer that used 20% less week over week."],
    [
      "AMB-12",
      "Account manager receives email whenever customer usage surpasses amount of prepaid credits in Wallet.",
    ],
    [
      "AMB-13",
      "Head of Finance receives email alert when 25, 50, 75, and 90 percent of quarterly revenue target is reached.",
    ],
  ])("have Amberflo's %s word for word", (source, sentence) => {
    expect(rulePresets.find((preset) => preset.source === source)?.description).toBe(sentence);
  });

  test("a drop of 10+ includes ten, and a drop of >15 does not include fifteen (STA-44, STA-55)", () => {
    const inclusive = (id: string) => at(ruleInput.parse(findPreset(id)?.rule), "/condition/inclusive");
    expect(inclusive("health_drop")).toBe(true);
    expect(inclusive("health_drop_fewer")).toBe(false);
  });

  test.each(presetBundles)("the bundle $id names presets that there are", ({ presets }) => {
    for (const id of presets) expect(findPreset(id)).toBeDefined();
  });
});
