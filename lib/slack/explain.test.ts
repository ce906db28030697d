import { describe, expect, it } from "vitest";
import { apiErrors } from "./api-errors";
import { explain } from "./explain";
import type { Verdict } from "./verdict";
import { webhookErrors } from "./webhook-errors";

describe("explain", () => {
  it.each([
    ["not_in_channel", "destination", /\/invite @Bellwire/],
    ["no_service", "destination", /new incoming webhook/],
    ["token_revoked", "installation", /Connect Slack again/],
    ["enterprise_is_restricted", "installation", /Connect Slack again/],
    ["never_seen", "destination", /channel and its permissions/],
    ["constructor", "ours", /our side/],
  ] as const)("%s of scope %s says what to do", (code, scope, fix) => {
    expect(explain(code, scope).fix).toMatch(fix);
  });

  it("never tells anybody to sit and wait for what will not mend itself", () => {
    const verdicts: [string, Verdict][] = Object.entries({ ...apiErrors, ...webhookErrors });
    for (const [code, verdict] of verdicts) {
      const { fix, message } = explain(code, verdict.class === "rejected" ? verdict.scope : undefined);
      expect(message).not.toBe("");
      expect(/by itself/.test(fix), code).toBe(
        verdict.class !== "rejected" && code !== "message_limit_exceeded",
      );
    }
  });

  it("does not promise another try of what has failed for good", () => {
    for (const code of ["timeout", "brand_new_error", "http_503"]) {
      expect(explain(code).fix).toMatch(/by itself/);
      expect(explain(code, undefined, { isOver: true }).fix).toMatch(/stopped trying/);
    }
    expect(explain("is_archived", "destination", { isOver: true }).fix).toMatch(/Unarchive/);
  });
});
