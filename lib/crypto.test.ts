import { beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "@/db/testing/database";
import { blindIndex, equalsInConstantTime, open, seal } from "./crypto";

beforeAll(() => {
  Object.assign(process.env, testEnvironment("postgres://localhost/none"));
});

const place = { table: "destinations", row: "dst_1", column: "secret" };

describe("a secret at rest", () => {
  test("opens where it was sealed", () => {
    const sealed = seal("https://hooks.slack.com/services/T/B/x", place);
    expect(sealed).not.toContain("hooks");
    expect(open(sealed, place)).toBe("https://hooks.slack.com/services/T/B/x");
  });

  test.each([
    { name: "another row", at: { ...place, row: "dst_2" } },
    { name: "another column", at: { ...place, column: "token" } },
    { name: "another table", at: { ...place, table: "slack_installations" } },
  ])("does not open in $name", ({ at }) => {
    const sealed = seal("secret", place);
    expect(() => open(sealed, at)).toThrow();
  });

  test("does not open when a character was changed", () => {
    const sealed = seal("secret", place);
    const altered = sealed.slice(0, -1) + (sealed.endsWith("A") ? "B" : "A");
    expect(() => open(altered, place)).toThrow();
  });

  test("is sealed differently each time, and found by the same fingerprint", () => {
    expect(seal("secret", place)).not.toBe(seal("secret", place));
    expect(blindIndex("secret")).toBe(blindIndex("secret"));
    expect(blindIndex("secret")).not.toBe(blindIndex("other"));
  });
});

test("comparing in constant time tells equal from unequal, whatever the lengths", () => {
  expect(equalsInConstantTime("abc", "abc")).toBe(true);
  expect(equalsInConstantTime("abc", "abcd")).toBe(false);
});
