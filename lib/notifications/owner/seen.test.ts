import { describe, expect, test } from "vitest";
import { compileRedaction } from "@/lib/redaction/redact";
import type { RedactionRules } from "@/lib/redaction/schema";
import { attentionAt, unnamedNote } from "./seen";

const place = (rules: RedactionRules | null, kind: "slack_channel" | "slack_webhook" = "slack_channel") => ({
  kind,
  name: "#ops",
  redaction: rules && compileRedaction(rules),
});
const mention = { owner: "mention", groupId: "S1" } as const;

describe("who else is told at a destination", () => {
  test.each<[string, RedactionRules]>([
    ["the owner", [{ path: "customer.owner", mode: "hide" }]],
    ["the owner, masked", [{ path: "customer.owner", mode: "mask" }]],
    ["the owner's address", [{ path: "customer.owner.email", mode: "hide" }]],
    ["the owner's name", [{ path: "customer.owner.name", mode: "mask" }]],
    ["all of the customer", [{ path: "customer.*", mode: "hide" }]],
    ["names at any depth", [{ path: "customer.**.name", mode: "hide" }]],
    ["every e-mail address", [{ path: "emails", mode: "mask" }]],
  ])("not the owner where %s may not be seen, and the group still", (_, rules) => {
    expect(attentionAt(mention, place(rules))).toEqual({ owner: "none", groupId: "S1" });
    expect(attentionAt({ owner: "direct" }, place(rules))).toEqual({ owner: "none" });
    expect(unnamedNote(mention, place(rules))).toBe(
      " Its owner is not named: “#ops” may not see who looks after a customer.",
    );
    expect(unnamedNote({ owner: "direct" }, place(rules))).toContain("not written to");
  });

  test.each<[string, RedactionRules | null]>([
    ["nothing is hidden", null],
    ["amounts are", [{ path: "amounts", mode: "hide" }]],
    ["the customer's own name is", [{ path: "customer.name", mode: "hide" }]],
    ["the payload is", [{ path: "data.*", mode: "hide" }]],
  ])("the owner where %s", (_, rules) => {
    expect(attentionAt(mention, place(rules))).toEqual(mention);
    expect(unnamedNote(mention, place(rules))).toBe("");
  });

  test("nobody where nobody is to be told, or nobody can be named", () => {
    const hidden: RedactionRules = [{ path: "customer.owner", mode: "hide" }];
    expect(attentionAt(undefined, place(hidden))).toBeUndefined();
    expect(unnamedNote(undefined, place(hidden))).toBe("");
    expect(unnamedNote({ owner: "none", groupId: "S1" }, place(hidden))).toBe("");
    expect(attentionAt(mention, place(null, "slack_webhook"))).toBeUndefined();
    expect(unnamedNote(mention, place(hidden, "slack_webhook"))).toBe("");
  });
});
