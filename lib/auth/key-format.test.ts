import { expect, test } from "vitest";
import { isPlausibleKey, keyStart, makeKey } from "./key-format";

test("a key names its mode and carries 36 base62 characters", () => {
  expect(makeKey("live")).toMatch(/^bw_live_[0-9A-Za-z]{36}$/);
  expect(makeKey("test")).toMatch(/^bw_test_[0-9A-Za-z]{36}$/);
});

test("a thousand keys are plausible and all different", () => {
  const keys = Array.from({ length: 1_000 }, () => makeKey("live"));
  expect(keys.every(isPlausibleKey)).toBe(true);
  expect(new Set(keys).size).toBe(1_000);
});

test("the checksum is CRC-32 of everything before it, in base62", () => {
  const body = "bw_live_000000000000000000000000000000";
  // CRC-32 of that text is 0x8336bd94 (reckoned with Python's zlib), 2OyrQK in base62.
  expect(isPlausibleKey(`${body}2OyrQK`)).toBe(true);
  expect(isPlausibleKey(`${body}2OyrQL`)).toBe(false);
});

test("one wrong character anywhere is noticed", () => {
  const key = makeKey("live");
  for (let position = "bw_live_".length; position < key.length; position++) {
    const other = key.charAt(position) === "A" ? "B" : "A";
    expect(isPlausibleKey(key.slice(0, position) + other + key.slice(position + 1))).toBe(false);
  }
});

test("a live key cannot be passed off as a test key", () => {
  expect(isPlausibleKey(makeKey("live").replace("bw_live_", "bw_test_"))).toBe(false);
});

test.each([
  "",
  "bw_live_",
  "bw_prod_0123456789012345678901234567890123",
  ` ${makeKey("live")}`,
  `${makeKey("live")}A`,
  makeKey("live").toUpperCase(),
])("%j is not a key", (text) => {
  expect(isPlausibleKey(text)).toBe(false);
});

test("what the console shows gives away four characters", () => {
  const key = makeKey("test");
  expect(keyStart(key)).toBe(key.slice(0, 12));
});
