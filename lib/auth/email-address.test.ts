import { describe, expect, test } from "vitest";
import { parseEmailAddress } from "./email-address";

const kept: [string, string][] = [
  ["kim@example.com", "kim@example.com"],
  ["  Kim@Example.COM ", "kim@example.com"],
  ["kim+bills@mail.example.co.uk", "kim+bills@mail.example.co.uk"],
  ["o'neil@example.com", "o'neil@example.com"],
  ["ｋｉｍ@example.com", "kim@example.com"],
  ["kim＠example.com", "kim@example.com"],
  ["kim@xn--mnchen-3ya.example", "kim@xn--mnchen-3ya.example"],
  ["kim@example.xn--p1ai", "kim@example.xn--p1ai"],
];

const refused = [
  "",
  "kim",
  "@example.com",
  "kim@",
  "kim@localhost",
  "kim@example",
  "kim@@example.com",
  "kim@example.com@evil.test",
  "kim＠example.com@evil.test",
  "kim@example.com,eve@evil.test",
  "kim@example.com;eve@evil.test",
  "kim@example.com eve@evil.test",
  '"kim"@example.com',
  '"kim@evil.test"@example.com',
  "kim(comment)@example.com",
  "Kim <kim@example.com>",
  "<kim@example.com>",
  "kіm@example.com",
  "kim@exаmple.com",
  "kim@münchen.example",
  "kim@[127.0.0.1]",
  "kim@127.0.0.1",
  "kim@-example.com",
  "kim@example-.com",
  "kim@example..com",
  ".kim@example.com",
  "kim.@example.com",
  "k..im@example.com",
  "kim@example.com\nBcc: eve@evil.test",
  "kim\u0000@example.com",
  "kim\u200b@example.com",
  "kim\\@example.com",
  "mailto:kim@example.com",
  `${"k".repeat(65)}@example.com`,
  `kim@${"a.".repeat(130)}com`,
];

describe("parseEmailAddress", () => {
  test.each(kept)("%j is %s", (text, address) => {
    expect(parseEmailAddress(text)).toBe(address);
  });

  test.each(refused)("%j is refused", (text) => {
    expect(parseEmailAddress(text)).toBeUndefined();
  });

  test("a line break at the end is a slip of the clipboard and is trimmed", () => {
    expect(parseEmailAddress("kim@example.com\r\n")).toBe("kim@example.com");
  });

  test("what it keeps it keeps again", () => {
    for (const [, address] of kept) expect(parseEmailAddress(address)).toBe(address);
  });
});
