import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEventTypePattern, patternsOf, takesType, withoutCovered } from "./event-type";

const word = fc.constantFrom("a", "b", "ab", "a-b");
const type = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join("."));
const pattern = fc.oneof(
  type,
  type.map((text) => `${text}.*`),
  fc.constant("*"),
);

describe("event type patterns", () => {
  test.each(["invoice.paid", "invoice.*", "*", "customer", "a.b.c.*", "INITIAL_PURCHASE"])(
    "%s is one",
    (text) => expect(isEventTypePattern(text)).toBe(true),
  );

  test.each([
    "",
    ".",
    "a.",
    ".*",
    "*.paid",
    "a.*.b",
    "inv*",
    "a b",
    "a..b",
    "**",
    "é.a",
    `${"a".repeat(127)}.*`,
  ])("%s is none", (text) => expect(isEventTypePattern(text)).toBe(false));

  test.each([
    ["invoice.*", "invoice.paid", true],
    ["invoice.*", "invoice.line.added", true],
    ["invoice.*", "invoice", false],
    ["invoice.*", "invoices.paid", false],
    ["invoice.paid", "invoice.paid", true],
    ["invoice.paid", "invoice.paid.late", false],
    ["*", "anything", true],
  ])("%s and %s: %s", (some, given, taken) => expect(takesType(some, given)).toBe(taken));

  test("looking a type up finds just the patterns that take it", () => {
    fc.assert(
      fc.property(pattern, type, (some, given) => {
        expect(patternsOf(given).includes(some)).toBe(takesType(some, given));
      }),
    );
  });

  test("leaving out what is covered changes nothing, and leaves one pattern a type at most", () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 6 }), type, (patterns, given) => {
        const left = withoutCovered(patterns).filter((some) => takesType(some, given));
        expect(left.length).toBe(patterns.some((some) => takesType(some, given)) ? 1 : 0);
      }),
    );
  });
});
