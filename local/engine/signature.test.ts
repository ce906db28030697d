import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { bearerToken, sameSecret, signRequest } from "./signature";

const key = "signkey-prod-00ff10ab";

test("a request is signed over its body and the second, with the key after its prefix", () => {
  const mac = createHmac("sha256", "00ff10ab").update('{"a":1}1700000000').digest("hex");
  expect(signRequest('{"a":1}', key, 1_700_000_000_999)).toBe(`t=1700000000&s=${mac}`);
});

test("the bearer token is the prefix and the hash of the key's bytes", () => {
  const bytes = Uint8Array.of(0x00, 0xff, 0x10, 0xab);
  expect(bearerToken(key)).toBe(`signkey-prod-${createHash("sha256").update(bytes).digest("hex")}`);
});

test("secrets are equal only when they are", () => {
  expect(sameSecret("abc", "abc")).toBe(true);
  expect(sameSecret("abc", "abd")).toBe(false);
  expect(sameSecret("", "abc")).toBe(false);
});
