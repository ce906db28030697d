import { describe, expect, test } from "vitest";
import { claimSize, spacingMs, workspaceLane } from "./pace";

describe("the pace of a lane", () => {
  test.each([
    { lane: "slack:T1:C1", spacing: 1_000, size: 1, workspace: "slackteam:T1" },
    { lane: "slackhook:abc", spacing: 1_000, size: 1, workspace: null },
    { lane: "email:dst_1", spacing: 2_000, size: 1, workspace: null },
    { lane: "email:dst_1:3k9x", spacing: 2_000, size: 1, workspace: null },
    { lane: "hook:abc", spacing: 0, size: 20, workspace: null },
  ])(
    "$lane: $spacing ms apart, $size at a time, shared with $workspace",
    ({ lane, spacing, size, workspace }) => {
      expect(spacingMs(lane)).toBe(spacing);
      expect(claimSize(lane)).toBe(size);
      expect(workspaceLane(lane)).toBe(workspace);
    },
  );
});
