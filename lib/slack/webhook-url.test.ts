import { describe, expect, it } from "vitest";
import { parseWebhookUrl } from "./webhook-url";

const slack = { hooksOrigin: "https://hooks.slack.com" };
const local = { hooksOrigin: "http://127.0.0.1:3010" };
const path = "/services/T0ACME/B0OPSALERT/abcDEF123456789012345678";

describe("parseWebhookUrl", () => {
  it.each([
    [`https://hooks.slack.com${path}`, slack],
    [`https://hooks.slack-gov.com${path}`, slack],
    [`  https://hooks.slack.com${path}\n`, slack],
    [`http://127.0.0.1:3010${path}`, local],
    [`https://hooks.slack.com${path}`, local],
  ])("takes %j", (text, options) => {
    expect(parseWebhookUrl(text, options)).toEqual({
      ok: true,
      url: text.trim(),
      masked: "…/B0OP…/••••",
      teamId: "T0ACME",
      webhookId: "B0OPSALERT",
    });
  });

  it.each([
    ["the simulator, where Slack is real", `http://127.0.0.1:3010${path}`],
    ["http", `http://hooks.slack.com${path}`],
    ["another host", `https://example.com${path}`],
    ["a host that only begins so", `https://hooks.slack.com.evil.example${path}`],
    ["a host that only ends so", `https://evil-hooks.slack.com${path}`],
    ["a user name", `https://me@hooks.slack.com${path}`],
    ["Slack as the user name", `https://hooks.slack.com@evil.example${path}`],
    ["a port", `https://hooks.slack.com:8443${path}`],
    ["the port written out", `https://hooks.slack.com:443${path}`],
    ["a query", `https://hooks.slack.com${path}?x=1`],
    ["a fragment", `https://hooks.slack.com${path}#x`],
    ["a longer path", `https://hooks.slack.com${path}/more`],
    ["a final slash", `https://hooks.slack.com${path}/`],
    ["a way up", `https://hooks.slack.com/x/..${path}`],
    ["an encoded path", "https://hooks.slack.com/services/T0ACME/B0OPSALERT/abc%2Fdef"],
    ["no secret", "https://hooks.slack.com/services/T0ACME/B0OPSALERT/"],
    ["small letters for the team", "https://hooks.slack.com/services/t0acme/B0OPSALERT/abc"],
    ["Slack's own front page", "https://slack.com/"],
    ["no URL", "hooks.slack.com/services/T/B/x"],
    ["another scheme", "javascript:alert(1)"],
    ["nothing", ""],
  ])("refuses %s, and does not repeat it", (_, text) => {
    const parsed = parseWebhookUrl(text, slack);
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).not.toContain("abcDEF");
  });

  it.each([["/triggers/T0ACME/123/abc"], ["/workflows/T0ACME/A1/123/abc"]])("says what %s is", (trigger) => {
    expect(parseWebhookUrl(`https://hooks.slack.com${trigger}`, slack)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("Workflow Builder trigger"),
    });
  });

  it("takes one address of all that could be mistaken for it", () => {
    const parts = [
      ["https://", "http://", "https:\\\\", "HTTPS://", "//", "https:", ""],
      ["", "hooks.slack.com@", "me:x@", "hooks.slack.com%2F@"],
      [
        "hooks.slack.com",
        "HOOKS.slack.com",
        "hooks.slack.com.",
        "hooks.slack.com.evil.example",
        "hooks。slack。com",
        "[::1]",
      ],
      ["", ":443", ":80", ":8443", "\\@evil.example", "#@evil.example", "?@evil.example"],
      [path, `/..${path}`, `/x/..${path}`, `/%2e%2e${path}`, `${path}?x`, `${path}\t/x`, "/"],
    ];
    const addresses = parts.reduce(
      (starts, ends) => starts.flatMap((start) => ends.map((end) => start + end)),
      [""],
    );
    const taken = addresses.map((address) => parseWebhookUrl(address, slack)).filter((parsed) => parsed.ok);
    expect(taken.map((parsed) => parsed.url)).toEqual([`https://hooks.slack.com${path}`]);
  });
});
