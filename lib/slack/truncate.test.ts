import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { truncateMarkup } from "./truncate";

describe("truncateMarkup", () => {
  it.each([
    ["short", 5, "short"],
    ["longer", 5, "long…"],
    ["Tom &amp; Co", 11, "Tom &amp;…"],
    ["Tom &amp; Co", 8, "Tom…"],
    ["see <https://a.example|here> now", 20, "see…"],
    ["see <https://a.example|here> now", 30, "see <https://a.example|here>…"],
    ["ab👩‍👩‍👧‍👦cd", 8, "ab…"],
    ["anything", 0, ""],
  ])("%j at %i is %j", (text, limit, expected) => {
    expect(truncateMarkup(text, limit)).toBe(expected);
  });

  it("stays within the limit and leaves only whole entities and tokens", () => {
    const piece = fc.oneof(
      fc.constantFrom("&amp;", "&lt;", "<https://a.example|Acme>", "<!date^1^{time}|x>", "🇩🇪", "é", "word "),
      fc.string({ unit: fc.constantFrom(..."abc 😀") }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 120 }), (pieces, limit) => {
        const text = pieces.join("");
        const short = truncateMarkup(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short.isWellFormed()).toBe(true);
        const rest = short.replace(/<[^<>]*>|&(?:amp|lt|gt);/g, "");
        expect(rest).not.toMatch(/[<>&]/);
        if (text.length <= limit) expect(short).toBe(text);
      }),
    );
  });
});
