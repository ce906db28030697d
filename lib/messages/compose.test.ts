import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { catalog } from "@/lib/events/catalog";
import { defineEvent } from "@/lib/events/catalog/define";
import { type ComposableEvent, compose, tell } from "./compose";
import { parseMessage } from "./message";
import { plainText } from "./sentence";

const now = new Date("2026-11-21T09:00:00Z");
const eventOf = (given: Partial<ComposableEvent>): ComposableEvent => ({
  type: "order.shipped",
  externalId: "ord_1",
  occurredAt: now,
  environment: "production",
  data: {},
  ...given,
});
const fieldsOf = (given: Partial<ComposableEvent>) =>
  compose(eventOf(given), { now }).fields.map(({ label, value }) => [label, plainText(value)]);

describe("an unknown type", () => {
  it("names type, customer and the sender's id", () => {
    const customer = { id: "cus_acme", name: "Acme" };
    expect(compose(eventOf({ customer }), { now }).text).toBe("Order shipped: Acme (cus_acme) [ord_1]");
    expect(compose(eventOf({ customer: { id: "cus_acme" } }), { now }).text).toBe(
      "Order shipped: cus_acme [ord_1]",
    );
    expect(compose(eventOf({}), { now }).text).toBe("Order shipped [ord_1]");
  });

  it("names a vendor's id as the vendor knows it, without the source that it came through", () => {
    const message = compose(eventOf({ externalId: "src_01m7z54x9d0000vsjdg87k96rw/evt_42" }), { now });
    expect([message.text, message.reference]).toEqual(["Order shipped [evt_42]", "evt_42"]);
  });

  it("shows the first six values that fit a line", () => {
    const data = {
      count: 3,
      note: "two\nlines",
      nothing: null,
      empty: "",
      list: [1],
      nested: { a: 1 },
      isGift: true,
      total: { amountMinor: 1299, currency: "JPY" },
      five: 5,
      six: 6,
      seven: 7,
    };
    expect(fieldsOf({ data })).toEqual([
      ["Count", "3"],
      ["Note", "two lines"],
      ["Is gift", "yes"],
      ["Total", "¥1,299"],
      ["Five", "5"],
      ["Six", "6"],
    ]);
  });

  it("links the customer and the data's own address, and nothing that may not be linked", () => {
    const linksOf = (url: string) =>
      compose(eventOf({ data: { url }, customer: { id: "c", url: `${url}/c` } }), { now }).links;
    expect(linksOf("https://app.example/o/1").map((link) => link.label)).toEqual(["Open", "Open customer"]);
    expect(linksOf("javascript:alert(1)")).toEqual([]);
    expect(linksOf("https://user@evil.example/")).toEqual([]);
  });
});

describe("a known type", () => {
  it("is told generically when its data is not what the catalog expects", () => {
    const message = compose(eventOf({ type: "payment.failed", data: { amount: ["4200"], note: "odd" } }), {
      now,
    });
    expect(message.text).toBe("Payment failed [ord_1]");
    expect(message.fields).toEqual([{ label: "Note", value: [{ kind: "text", text: "odd" }] }]);
  });

  it("is told generically when its wording trips", () => {
    const entry = defineEvent({
      type: "order.shipped",
      label: "Order shipped",
      family: "purchases",
      description: "",
      data: z.looseObject({}),
      severity: "good",
      wording: () => {
        throw new Error("the wording tripped");
      },
      sample: { id: "s", type: "order.shipped", occurredAt: "2026-11-21T09:00:00Z", data: {} },
    });
    expect(tell(entry, eventOf({}), { now })).toEqual(tell(undefined, eventOf({}), { now }));
  });

  it("shows what is in the data when it recognises nothing", () => {
    expect(fieldsOf({ type: "customer.created", data: { segment: "enterprise" } })).toEqual([
      ["Segment", "enterprise"],
    ]);
  });
});

describe("every message", () => {
  const json = fc.jsonValue({
    maxDepth: 2,
    stringUnit: fc.constantFrom("a", "_", "<", "é", "\n", ":", "👍"),
  });
  const names = [
    "amount",
    "currency",
    "productId",
    "plan",
    "price",
    "attempt",
    "maxAttempts",
    "dueOn",
    "key",
    "x",
  ];
  const data = fc.dictionary(fc.constantFrom(...names, "expiresAt", "project", "rating", "url"), json);
  const customer = fc.oneof(json, fc.record({ id: json, name: json, url: json }, { requiredKeys: [] }));
  const type = fc.constantFrom(...catalog.map((entry) => entry.type), "order.shipped");

  it("can be stored, and never says undefined, null or [object Object], whatever was sent", () => {
    fc.assert(
      fc.property(type, data, customer, (type, data, customer) => {
        const message = compose(eventOf({ type, data, customer }), { now });
        expect(parseMessage(JSON.parse(JSON.stringify(message)))).toEqual(message);
        expect(JSON.stringify(message)).not.toMatch(/undefined|null|NaN|\[object/);
        expect(message.text.trim()).not.toBe("");
        expect(message.reference).toBe("ord_1");
      }),
      { numRuns: 500 },
    );
  });

  it("keeps the test mark, the environment and the moment", () => {
    const occurredAt = new Date("2026-11-21T08:59:59.999Z");
    const message = compose(eventOf({ environment: "sandbox", occurredAt }), { now, isTest: true });
    expect(message).toMatchObject({ isTest: true, environment: "sandbox", occurredAt: 1_795_251_599 });
  });
});
