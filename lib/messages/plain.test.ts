import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut, paragraph, singleLine } from "./plain";

const anyText = fc.string({ unit: "binary", maxLength: 400 });

describe("cut", () => {
  it.each([
    ["Acme", 4, "Acme"],
    ["Acme!", 4, "Acm…"],
    ["ab👩‍👩‍👧‍👦cd", 8, "ab…"],
    ["ab👩‍👩‍👧‍👦cd", 15, "ab👩‍👩‍👧‍👦cd"],
    ["e\u0301e\u0301e\u0301", 4, "e\u0301…"],
    ["🇩🇪🇫🇷", 5, "🇩🇪…"],
    ["a\u0301\u0301\u0301\u0301", 3, "…"],
    ["one two", 5, "one…"],
  ])("shortens %j to %i units: %j", (text, limit, expected) => {
    expect(cut(text, limit)).toBe(expected);
  });

  it("never exceeds the limit, and never leaves half a surrogate pair", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.integer({ min: 1, max: 100 }),
        (text, limit) => {
          const short = cut(text, limit);
          expect(short.length).toBeLessThanOrEqual(Math.max(limit, text.length <= limit ? text.length : 0));
          expect(short.isWellFormed()).toBe(text.isWellFormed());
        },
      ),
    );
  });
});

describe("singleLine", () => {
  it.each([
    ["  Acme \n\t Inc. ", "Acme Inc."],
    ["in\u0000voice", "in voice"],
    ["safe\u202Efdp.exe", "safefdp.exe"],
    ["zero\u200Bwidth\uFEFF", "zerowidth"],
    ["a\u2028b", "a b"],
    ["broken\uD800", "broken\uFFFD"],
    ["👩‍👧", "👩‍👧"],
    ["می‌خواهم", "می‌خواهم"],
  ])("cleans %j to %j", (text, expected) => {
    expect(singleLine(text)).toBe(expected);
  });

  it("is one well-formed line without control or direction characters, whatever comes in, and stays as it is", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = singleLine(text, 100);
        expect(line).not.toMatch(/\p{Cc}|[\u2028\u2029\u202A-\u202E\u2066-\u2069\u200B]/u);
        expect(line.length).toBeLessThanOrEqual(100);
        expect(line.isWellFormed()).toBe(true);
        expect(singleLine(line, 100)).toBe(line);
      }),
    );
  });
});

it("a paragraph keeps its lines, but not piles of empty ones", () => {
  expect(paragraph("one\r\ntwo\n\n\n\nthree\u0007\u202E ", 100)).toBe("one\ntwo\n\nthree");
  expect(paragraph("one\ntwo", 5)).toBe("one…");
});
