import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeLine, escapeText, slackDate, slackLink } from "./escape";

const zero = "\u200B";
const anyText = fc.string({
  unit: fc.constantFrom(..."<>&|*_~`:!@#^ \n\u0000\u202E\u200Bab1é👍"),
  maxLength: 60,
});
const withoutEntities = (text: string) => text.replace(/&(?:amp|lt|gt);/g, "");

describe("escapeText", () => {
  it.each([
    ["a & b", "a &amp; b"],
    ["<!channel>", "&lt;!channel&gt;"],
    ["&lt;", "&amp;lt;"],
    ["*bold*", "*bold*"],
  ])("%s becomes %s", (text, expected) => {
    expect(escapeText(text)).toBe(expected);
  });
});

describe("escapeLine", () => {
  it.each([
    ["plain", "plain"],
    ["monthly_1", "monthly_1"],
    ["monthly_3d_trial", "monthly_3d_trial"],
    ["evt:2026-11-21T09:00:00Z", "evt:2026-11-21T09:00:00Z"],
    ["evt__1", "evt__1"],
    ["2*3", "2*3"],
    ["<@U123>", "&lt;@U123&gt;"],
    ["<https://evil.example|Pay invoice>", "&lt;https://evil.example|Pay invoice&gt;"],
    ["*bold*", `*${zero}bold*${zero}`],
    ["_it_ and ~gone~", `_${zero}it_${zero} and ~${zero}gone~${zero}`],
    ["**x**", `*${zero}*${zero}x*${zero}*${zero}`],
    ["a`b`c", `a\`${zero}b\`${zero}c`],
    [":boom: now", `:${zero}boom: now`],
    ["> quoted", `${zero}&gt; quoted`],
    ["two\nlines\u0000\u202E", "two lines"],
  ])("%j becomes %j", (text, expected) => {
    expect(escapeLine(text)).toBe(expected);
  });

  it("leaves no control syntax, line break or hidden character of anybody's text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = escapeLine(text);
        expect(withoutEntities(escaped)).not.toMatch(/[<>&\u202E]|\p{Cc}/u);
      }),
    );
  });

  it("is undone by reading the entities back and dropping what has no width", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."<>&*_~`:ab1"), maxLength: 40 }), (text) => {
        const read = escapeLine(text)
          .replaceAll(zero, "")
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&amp;", "&");
        expect(read).toBe(text);
      }),
    );
  });
});

describe("slackLink", () => {
  it.each([
    ["https://app.example/c/1", "Acme", "<https://app.example/c/1|Acme>"],
    ["https://app.example/?a=1&b=2", "A & B", "<https://app.example/?a=1&amp;b=2|A &amp; B>"],
    ["https://app.example/a|b", "x", "<https://app.example/a%7Cb|x>"],
    ["https://app.example/a b>c", "x", "<https://app.example/a%20b%3Ec|x>"],
    ["mailto:ap@acme.test", "Mail", "<mailto:ap@acme.test|Mail>"],
    ["https://app.example/", "A|<!here>", "<https://app.example/|A !here>"],
    ["https://app.example/", "", "<https://app.example/>"],
    ["javascript:alert(1)", "Acme", "Acme"],
    ["https://slack.com@evil.example/", "Acme", "Acme"],
    ["not a url", "<Acme>", "Acme"],
    [`https://app.example/${"x".repeat(2_000)}`, "Acme", "Acme"],
  ])("%s with %j is %s", (url, label, expected) => {
    expect(slackLink(url, label)).toBe(expected);
  });

  it("is one well-formed token, or no token at all, whatever the label and the address", () => {
    const address = fc.oneof(
      anyText,
      anyText.map((text) => `https://app.example/${text}`),
    );
    fc.assert(
      fc.property(address, anyText, (url, label) => {
        expect(slackLink(url, label)).toMatch(
          /^(?:<(?:https?:\/\/|mailto:)[^<>|\s]*(?:\|[^<>|\n]+)?>|[^<>|]*)$/,
        );
      }),
    );
  });
});

it("a date shows each reader's clock and falls back to words without token characters", () => {
  expect(slackDate(1_795_251_600, "2026-11-21T09:00:00Z")).toBe(
    "<!date^1795251600^{date_short_pretty} at {time}|2026-11-21T09:00:00Z>",
  );
  expect(slackDate(1, "a|b>c")).toBe("<!date^1^{date_short_pretty} at {time}|a b c>");
});
