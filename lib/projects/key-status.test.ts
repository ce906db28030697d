import { expect, test } from "vitest";
import { keyStatus } from "./key-status";

const now = new Date("2026-11-21T09:00:00Z");
const before = new Date(now.getTime() - 1);
const after = new Date(now.getTime() + 1);

test("a key is active until it is revoked or its end has come", () => {
  expect(keyStatus({ revokedAt: null, expiresAt: null }, now)).toBe("active");
  expect(keyStatus({ revokedAt: null, expiresAt: after }, now)).toBe("active");
  expect(keyStatus({ revokedAt: null, expiresAt: now }, now)).toBe("past");
  expect(keyStatus({ revokedAt: before, expiresAt: before }, now)).toBe("revoked");
});
