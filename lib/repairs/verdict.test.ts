import { describe, expect, test } from "vitest";
import { breakOf } from "./verdict";

const now = new Date("2026-03-01T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const rejected = (code: string, scope: "message" | "destination" | "installation" | "ours") =>
  ({ status: "rejected", code, scope }) as const;

describe("a rejection", () => {
  test.each([
    { scope: "message", code: "invalid_blocks" },
    { scope: "ours", code: "invalid_arguments" },
  ] as const)("of $scope breaks nothing", ({ scope, code }) => {
    expect(breakOf(rejected(code, scope), null, now)).toBeNull();
  });

  test.each([
    { scope: "destination", code: "is_archived" },
    { scope: "installation", code: "token_revoked" },
  ] as const)("with $code breaks its $scope at once", ({ scope, code }) => {
    expect(breakOf(rejected(code, scope), null, now)).toEqual({ kind: "broken", scope, code });
  });

  test.each([
    { name: "for the first time", suspicion: null, kind: "suspected" },
    { name: "after another answer", suspicion: { code: "is_archived", at: ago(600) }, kind: "suspected" },
    {
      name: "59 s after the first",
      suspicion: { code: "channel_not_found", at: ago(59) },
      kind: "suspected",
    },
    { name: "60 s after the first", suspicion: { code: "channel_not_found", at: ago(60) }, kind: "broken" },
  ])("channel_not_found $name: $kind", ({ suspicion, kind }) => {
    expect(breakOf(rejected("channel_not_found", "destination"), suspicion, now)?.kind).toBe(kind);
  });
});
