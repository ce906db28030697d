import { expect, test } from "vitest";
import { returnPath } from "./return-path";

const origin = "https://bellwire.example";

test.each([
  ["/", "/"],
  ["/acme/production/activity?state=failed#top", "/acme/production/activity?state=failed#top"],
  [`${origin}/acme`, "/acme"],
  [`${origin}/`, "/"],
  ["acme/production", "/acme/production"],
])("%j leads to %s", (text, path) => {
  expect(returnPath(text, origin)).toBe(path);
});

test.each([
  "https://evil.test/",
  "//evil.test",
  "///evil.test",
  "/\\evil.test",
  "\\\\evil.test",
  "/\t/evil.test",
  "\t//evil.test",
  "/.//evil.test",
  "/x/..//evil.test",
  "javascript:alert(1)",
  "data:text/html,hi",
  "http://bellwire.example/",
  "https://bellwire.example:8443/",
  "https://bellwire.example.evil.test/",
  "https://bellwire.example@evil.test/",
  "https://user:password@bellwire.example/acme",
  "https://",
  "/sign-in?error=x",
  "/sign-in/error",
  "/api/auth/signout",
])("%j leads home", (text) => {
  const path = returnPath(text, origin);
  expect(path).toBe("/");
});

test("what is no text, or far too much of it, leads home", () => {
  for (const text of [undefined, null, 42, ["/acme"], { href: "/acme" }, `/${"a".repeat(3_000)}`]) {
    expect(returnPath(text, origin)).toBe("/");
  }
});

test("whatever comes in, a browser that follows the answer stays with us", () => {
  for (const text of [
    "/%2F/evil.test",
    "/;@evil.test",
    "/a//evil.test",
    "/%09//evil.test",
    "?x=//evil.test",
    "https:evil.test//x",
    "#//evil.test",
  ]) {
    const path = returnPath(text, origin);
    expect(new URL(path, origin).origin).toBe(origin);
    expect(path).toMatch(/^\/(?!\/)/);
  }
});
