import { describe, expect, test } from "vitest";
import { readChannelReference } from "./channels-reference";

describe("what was typed into the picker", () => {
  test.each([
    "C0123456789",
    "  C0123456789 ",
    "https://acme.slack.com/archives/C0123456789",
    "https://acme.slack.com/archives/C0123456789/p1700000000000100?thread_ts=1.2&cid=C0123456789",
    "https://acme.enterprise.slack.com/archives/C0123456789",
    "https://acme.slack-gov.com/archives/C0123456789",
    "https://app.slack.com/client/T0123456789/C0123456789",
    "https://app.slack.com/client/E0123456789/C0123456789/thread/C0123456789-1.2",
    "<#C0123456789|billing-alerts>",
    "<#C0123456789>",
  ])("%s is an id", (typed) => {
    expect(readChannelReference(typed)).toEqual({ kind: "id", channelId: "C0123456789" });
  });

  test.each(["G0123456789", "D0123456789"])("%s is an id of another kind", (typed) => {
    expect(readChannelReference(typed)).toEqual({ kind: "id", channelId: typed });
  });

  test.each([
    ["", ""],
    ["  ", ""],
    ["#billing-alerts", "billing-alerts"],
    ["billing", "billing"],
    ["##Billing", "billing"],
    ["c0123456789", "c0123456789"],
    ["C012", "c012"],
    ["U0123456789", "u0123456789"],
    ["請求", "請求"],
    ["https://evil.test/archives/C0123456789", "https://evil.test/archives/c0123456789"],
    ["https://slack.com.evil.test/archives/C0123456789", "https://slack.com.evil.test/archives/c0123456789"],
    ["javascript:alert(1)", "javascript:alert(1)"],
    ["x".repeat(200), "x".repeat(80)],
  ])("%s is a name", (typed, text) => {
    expect(readChannelReference(typed)).toEqual({ kind: "name", text });
  });
});
