import { describe, expect, test } from "vitest";
import { templateBody } from "@/lib/templates/schema";
import { bodyOf, draftOf, nextKey, partOf, withPart } from "./draft";

const whole = {
  headline: "Invoice {{ data.number }}",
  text: "Preview",
  why: "",
  fields: [{ label: "Due", value: "{{ data.dueOn | date }}" }],
  links: [{ label: "Open", urlTemplate: "https://app.example/{{ data.number }}" }],
  emoji: ":moneybag:",
  color: "#123456",
};

describe("a draft", () => {
  test.each([whole, { headline: "Only this" }, { headline: "None of them", fields: [], links: [], why: "" }])(
    "holds all of %j",
    (body) => {
      expect(bodyOf(draftOf(body))).toEqual(body);
      expect(templateBody.safeParse(bodyOf(draftOf(body))).success).toBe(true);
    },
  );

  test("leaves out what is not one's own, though it stays in the editor", () => {
    const draft = { ...draftOf(whole), hasFields: false, hasWhy: false, emoji: " " };
    expect(bodyOf(draft)).not.toHaveProperty("fields");
    expect(bodyOf(draft)).not.toHaveProperty("why");
    expect(bodyOf(draft)).not.toHaveProperty("emoji");
    expect(draft.fields).toHaveLength(1);
  });

  test.each([
    "/headline",
    "/text",
    "/why",
    "/fields/0/label",
    "/fields/0/value",
    "/links/0/label",
    "/links/0/urlTemplate",
  ])("changes %s alone", (pointer) => {
    const before = draftOf(whole);
    const after = withPart(before, pointer, "changed");
    expect(partOf(after, pointer)).toBe("changed");
    expect(withPart(after, pointer, partOf(before, pointer) ?? "")).toEqual(before);
  });

  test("knows no other part", () => {
    expect(partOf(draftOf(whole), "/nothing")).toBeUndefined();
    expect(nextKey([{ key: 4 }, { key: 2 }])).toBe(5);
    expect(nextKey([])).toBe(0);
  });
});
