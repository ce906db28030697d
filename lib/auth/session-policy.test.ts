import { expect, test } from "vitest";
import { movedEnd, sessionEnd } from "./session-policy";

const day = 24 * 60 * 60 * 1_000;
const start = new Date("2026-11-01T00:00:00Z");
const after = (days: number) => new Date(start.getTime() + days * day);

test("a session ends seven days after it was used", () => {
  expect(sessionEnd(start, start)).toEqual(after(7));
  expect(sessionEnd(start, after(5))).toEqual(after(12));
});

test("and thirty days after it began, however much it is used", () => {
  expect(sessionEnd(start, after(29))).toEqual(after(30));
});

test("its end is moved at most once an hour", () => {
  const session = { createdAt: start, expiresAt: after(7) };
  expect(movedEnd(session, new Date(start.getTime() + 60 * 60 * 1_000))).toBeUndefined();
  const later = new Date(start.getTime() + 61 * 60 * 1_000);
  expect(movedEnd(session, later)).toEqual(new Date(later.getTime() + 7 * day));
});

test("an end that has reached the thirty days is not moved any more", () => {
  expect(movedEnd({ createdAt: start, expiresAt: after(30) }, after(29))).toBeUndefined();
});
