import { expect, test } from "vitest";
import { peopleAccess } from "./people-access";

test.each([
  [["im:write", "users:read", "users:read.email"], [true, true, true], null],
  [["im:write", "users:read"], [true, true, false], "by e-mail"],
  [["im:write", "users:read.email"], [true, false, false], "paste a member id"],
  [["im:write"], [true, false, false], "cannot be listed"],
  [["users:read", "users:read.email"], [false, true, true], "may not write to people"],
  [[], [false, false, false], "may not write to people"],
])("%j", (scopes, [canWrite, canList, canFindByEmail], missing) => {
  expect(peopleAccess(scopes)).toEqual({
    canWrite,
    canList,
    canFindByEmail,
    missing: missing === null ? null : expect.stringContaining(missing),
  });
});
