import { expect, test } from "vitest";
import { roles } from "@/db/enums";
import { mayGrant, mayManage } from "./role-rules";

const allowed = (rule: (actor: (typeof roles)[number], target: (typeof roles)[number]) => boolean) =>
  roles.flatMap((actor) =>
    roles.filter((target) => rule(actor, target)).map((target) => `${actor} → ${target}`),
  );

test("owners give every role, admins every role but owner, others none", () => {
  expect(allowed(mayGrant)).toEqual([
    "owner → owner",
    "owner → admin",
    "owner → member",
    "owner → viewer",
    "admin → admin",
    "admin → member",
    "admin → viewer",
  ]);
});

test("only owners touch owners", () => {
  expect(allowed(mayManage)).toEqual(allowed(mayGrant));
});
