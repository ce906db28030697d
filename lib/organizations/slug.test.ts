import { expect, test } from "vitest";
import { isReservedSlug, slugCandidates, slugOf } from "./slug";

test.each([
  ["Acme Inc.", "acme-inc"],
  ["  Größe & Söhne ", "grosse-sohne"],
  ["Crème Brûlée", "creme-brulee"],
  ["A/B?C#D", "a-b-c-d"],
  ["---", "organization"],
  ["東京", "organization"],
  ["🎉", "organization"],
  ["UPPER_case", "upper-case"],
  [`${"long ".repeat(20)}`, "long-long-long-long-long-long-long-long"],
])("%j becomes %s", (name, slug) => {
  expect(slugOf(name, "organization")).toBe(slug);
});

test("candidates go from the plain name to numbers to chance, without end in sight of a collision", () => {
  const candidates = [...slugCandidates("Acme", "organization", () => "x7k2p")];
  expect(candidates.slice(0, 3)).toEqual(["acme", "acme-2", "acme-3"]);
  expect(candidates.at(-1)).toBe("acme-x7k2p");
});

test.each(["New", "API", "Sign in", "Settings", "Invite", "Docs", "_next", "E-Mail"])(
  "%j never gets the plain slug",
  (name) => {
    expect(isReservedSlug(slugOf(name, "organization"))).toBe(true);
    const [first] = slugCandidates(name, "organization", () => "x");
    expect(isReservedSlug(first ?? "new")).toBe(false);
  },
);

test("every candidate is a path segment that the gates accept", () => {
  for (const slug of slugCandidates("a".repeat(200), "organization", () => "abcde")) {
    expect(slug).toMatch(/^[a-z0-9-]{1,64}$/);
  }
});
