import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

const from = (value?: string) =>
  clientAddress(new Headers(value === undefined ? {} : { "x-forwarded-for": value }));

test("the nearest proxy's word counts, not the sender's", () => {
  expect(from("203.0.113.9")).toBe("203.0.113.9");
  expect(from("10.0.0.1, spoofed, 203.0.113.9")).toBe("203.0.113.9");
});

test("everybody without an address shares one name", () => {
  expect(from()).toBe("unknown");
  expect(from("")).toBe("unknown");
  expect(from("x".repeat(65))).toBe("unknown");
});
