import { describe, expect, test } from "vitest";
import { testEnvironment } from "@/db/testing/database";
import type { Offer } from "@/lib/cases/actions/offer";
import { compose } from "@/lib/messages/compose";
import type { Message } from "@/lib/messages/message";
import { openReference, sealReference, turnOf } from "./buttons-reference";
import type { Block } from "./payload";
import { renderForChannel, renderForWebhook } from "./render";
import { violationsOf } from "./validate";

Object.assign(process.env, testEnvironment("postgres://localhost/none"));

const now = new Date("2026-11-21T09:00:00Z");
const id = (prefix: string) => `${prefix}_${"0123456789abcdefghjkmnpqrs"}`;
const about = { projectId: id("prj"), caseId: id("cas"), destinationId: id("dst"), turn: turnOf("evt_1") };
const reference = "a".repeat(255);
const offer = (more: Partial<Offer> = {}): Offer => ({
  ...{ reference, canAcknowledge: true, canDecide: false, hasCustomer: true },
  ...more,
});
const message = (links = 3, more: Partial<Message> = {}): Message => ({
  ...compose(
    {
      type: "payment.failed",
      externalId: "e",
      occurredAt: now,
      environment: "production",
      customer: { id: "acme", name: "Acme" },
      data: {},
    },
    { now },
  ),
  links: Array.from({ length: links }, (_, at) => ({ label: `Link ${at}`, url: `https://a.example/${at}` })),
  ...more,
});
const blocksOf = (given: Offer, told = message()): Block[] =>
  (renderForChannel(told, given).attachments ?? []).flatMap((part) => ("blocks" in part ? part.blocks : []));
const row = (given: Offer, told = message()) =>
  blocksOf(given, told).flatMap((block) =>
    block.type === "actions" ? block.elements.map(({ action_id }) => action_id) : [],
  );

describe("what a message of a case offers", () => {
  test.each<[string, Offer, string[]]>([
    ["open", offer(), ["open_0", "open_1", "acknowledge", "snooze", "more"]],
    ["acknowledged", offer({ canAcknowledge: false }), ["open_0", "open_1", "snooze", "more"]],
    ["an approval", offer({ canDecide: true }), ["approve", "decline", "open_1", "more"]],
  ])("%s", (_, given, expected) => {
    expect(row(given)).toEqual(expected);
  });

  test("keeps to three buttons, and says further links in a line", () => {
    for (const given of [offer(), offer({ canDecide: true })]) {
      const actions = blocksOf(given).find((block) => block.type === "actions");
      const buttons = actions?.elements.filter(({ type }) => type === "button") ?? [];
      expect(buttons).toHaveLength(3);
      expect(JSON.stringify(blocksOf(given))).toContain("Link 2");
    }
  });

  test("mutes nobody where there is no customer", () => {
    expect(JSON.stringify(blocksOf(offer({ hasCustomer: false })))).not.toContain('"mute"');
  });

  test("stands in a second part of the old look, whose first stays as it was", () => {
    const old = message(1, { layout: "classic" });
    const [look, more] = renderForChannel(old, offer()).attachments ?? [];
    expect([look]).toEqual(renderForChannel(old).attachments);
    expect(more).toHaveProperty("blocks");
    expect(more && "blocks" in more && more.blocks.at(-1)?.type).toBe("actions");
  });

  test("breaks no limit of Slack's, and falls back to plain text beyond", () => {
    expect(violationsOf(renderForChannel(message(), offer()))).toEqual([]);
    const tooLong = renderForChannel(message(), offer({ reference: "a".repeat(256) }));
    expect(tooLong.attachments).toBeUndefined();
  });

  test("is nothing without an offer, and nothing through a webhook", () => {
    expect(JSON.stringify(renderForChannel(message()))).not.toContain("snooze");
    expect(JSON.stringify(renderForWebhook(message()))).not.toContain("actions");
  });
});

describe("a reference", () => {
  test("says what it is about to us alone, another one each time, and fits a block's id", () => {
    const [one, other] = [sealReference(about), sealReference(about)];
    expect(one).not.toBe(other);
    expect(one.length).toBeLessThanOrEqual(255);
    expect([openReference(one), openReference(other)]).toEqual([about, about]);
    expect(one).not.toContain(about.caseId.slice(4));
  });

  test("that was touched anywhere opens nothing", () => {
    const sealed = sealReference(about);
    for (let at = 0; at < sealed.length; at++) {
      const swapped = sealed[at] === "A" ? "B" : "A";
      // The last character of a part may carry bits that mean nothing.
      const touched = openReference(sealed.slice(0, at) + swapped + sealed.slice(at + 1));
      if (touched) expect(touched).toEqual(about);
    }
    expect(openReference("")).toBeUndefined();
    expect(openReference(`${sealed}A`.slice(1))).toBeUndefined();
  });
});
