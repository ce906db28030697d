import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tellerOf } from "@/lib/notifications/telling";
import { compilePlaybook } from "@/lib/routing/decide";
import { renderForChannel, renderForWebhook, renderPlain } from "@/lib/slack/render";
import { compileRedaction, redactEvent } from "./redact";
import { type RedactionRules, redactionRules } from "./schema";

const now = new Date("2026-11-21T09:00:00Z");
const base = {
  type: "invoice.generated",
  externalId: "in_1",
  occurredAt: now,
  environment: "production" as const,
};
const acme = {
  id: "cus_acme",
  name: "Acme",
  email: "kim@acme.test",
  phone: "+49 151 2345 6789",
  mrr: { amountMinor: 129900, currency: "USD" },
  attributes: { region: "EMEA" },
};
const data = {
  number: "INV-1042",
  amountDue: { amount: "1299.00", currency: "USD" },
  dueOn: "2026-12-01",
  card: "4242424242424242",
  lines: [
    { name: "Seats", price: "42.50" },
    { name: "Calls", price: "7.25" },
  ],
  note: "Ask kim@acme.test about the $1,299",
};
const event = { ...base, externalId: String("in_1"), customer: acme, data };

const seen = (rules: RedactionRules, given: Parameters<typeof redactEvent>[0] = event) =>
  redactEvent({ ...event, ...given }, compileRedaction(redactionRules.parse(rules))).event;

function told(rules: RedactionRules, given: Partial<typeof event> = {}) {
  const playbook = compilePlaybook({ version: 1, destinations: [], routes: [] });
  const redaction = compileRedaction(redactionRules.parse(rules));
  return tellerOf(playbook, { ...event, ...given }, { now })({ redaction });
}

describe("rules", () => {
  it.each([
    ["customer.email", "mask", "customer", { email: "k•••@•••.test" }],
    ["customer.attributes.region", "mask", "customer", { attributes: { region: "•••" } }],
    ["customer.phone", "mask", "customer", { phone: "••••6789" }],
    ["customer.mrr", "mask", "customer", { mrr: { amount: "•••", currency: "USD" } }],
    ["customer.mrr.amount", "hide", "customer", { mrr: { currency: "USD" } }],
    ["data.card", "mask", "data", { card: "••••4242" }],
    ["data.amountDue", "mask", "data", { amountDue: { amount: "•••", currency: "USD" } }],
    ["data.lines.*.price", "hide", "data", { lines: [{ name: "Seats" }, { name: "Calls" }] }],
    ["data.lines.0.price", "mask", "data", { lines: [{ price: "•••" }, { price: "7.25" }] }],
    ["data.**.price", "mask", "data", { lines: [{ price: "•••" }, { price: "•••" }] }],
    ["data.number", "mask", "data", { number: "•••" }],
  ] as const)("%s, %s", (path, mode, root, expected) => {
    expect(seen([{ path, mode }])[root]).toMatchObject(expected);
  });

  it("leave nothing behind where they hide", () => {
    expect(seen([{ path: "data.*", mode: "hide" }]).data).toEqual({});
    const { customer } = seen([{ path: "customer.email", mode: "hide" }]);
    expect(customer).not.toHaveProperty("email");
  });

  it("know amounts and e-mail addresses wherever they stand", () => {
    const { data: without } = seen([{ path: "amounts", mode: "hide" }]);
    expect(without).toMatchObject({ lines: [{ name: "Seats" }, { name: "Calls" }] });
    expect(JSON.stringify(without)).not.toMatch(/1,?299|42\.50|7\.25/);
    expect(seen([{ path: "emails", mode: "mask" }])).toMatchObject({
      customer: { email: "k•••@•••.test" },
      data: { note: "Ask k•••@•••.test about the $1,299" },
    });
    const links = { url: "https://x.test/u/kim%40acme.test", mail: "mailto:kim@acme.test" };
    expect(seen([{ path: "emails", mode: "mask" }], { ...event, data: links }).data).toEqual({});
  });

  it("mean the names that senders write otherwise", () => {
    const given = { ...event, data: { amount_due_minor: 129900, amount_due: 1299, currency: "USD" } };
    expect(seen([{ path: "data.amountDue", mode: "hide" }], given).data).toEqual({ currency: "USD" });
  });

  it.each([
    ["email", "must begin with customer. or data., or be amounts or emails"],
    ["data", "must go on after data, as in data.name or data.*"],
    ["data..x", "must not have empty parts"],
    ["data.am*", "may have a * only as a whole part, as in data.lines.*.price"],
    ["data.**", "must not end in **: write * for everything below"],
    ["", "Name a field such as customer.email."],
  ])("“%s” is refused", (path, message) => {
    const parsed = redactionRules.safeParse([{ path, mode: "mask" }]);
    expect(parsed.error?.issues[0]?.message).toBe(message);
  });
});

describe("messages", () => {
  it("keep their own wording around a masked amount", () => {
    const message = told([{ path: "data.amountDue", mode: "mask" }]);
    expect(message.text).toContain("Invoice for Acme: •••");
    expect(message.fields).toContainEqual({ label: "Amount due", value: [{ kind: "text", text: "•••" }] });
    expect(message.origin).toEqual({ isRedacted: true });
  });

  it("do without what is hidden", () => {
    const message = told([{ path: "amounts", mode: "hide" }]);
    expect(message.text).toMatch(/^Invoice for Acme/);
    expect(JSON.stringify(message)).not.toMatch(/1,?299/);
  });

  it("leave out a masked day rather than lose their wording", () => {
    expect(told([{ path: "data.dueOn", mode: "mask" }]).text).toMatch(/^Invoice for Acme/);
  });

  it("do not say by another field what one may not say", () => {
    const customer = { ...acme, name: "kim@acme.test" };
    const rules: RedactionRules = [{ path: "customer.email", mode: "hide" }];
    const message = told(rules, { customer, externalId: "signup:KIM@acme.test" });
    expect(JSON.stringify(message).toLowerCase()).not.toContain("kim@acme.test");
    expect(message.text).toContain("Invoice for •••");
  });
});

const value = fc.oneof(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9 @.&<>*_'"|\\/?#%-]{4,20}[A-Za-z0-9]$/),
  fc.emailAddress(),
  fc.stringMatching(/^[1-9][0-9]{7,11}$/),
  fc
    .tuple(fc.integer({ min: 100_000, max: 9_999_999 }), fc.integer({ min: 10, max: 99 }))
    .map((parts) => parts.join(".")),
);

describe("any event with a value that may not be seen", () => {
  /** Every text in a payload as its reader sees it: entities resolved, in one case. */
  const wordsOf = (payload: unknown): string => {
    const texts: string[] = [];
    JSON.stringify(payload, (_, inner: unknown) => {
      if (typeof inner === "string") texts.push(inner.toLowerCase());
      return inner;
    });
    const raw = texts.join("\n");
    return `${raw}\n${raw.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replaceAll("\u200B", "")}`;
  };

  it("never has it in an outgoing byte", () => {
    const rules = fc.constantFrom("mask", "hide");
    const types = fc.constantFrom(
      "invoice.generated",
      "payment.failed",
      "subscription.started",
      "my.own_event",
    );
    fc.assert(
      fc.property(value, rules, types, fc.boolean(), (raw, mode, type, isAmount) => {
        const secret = isAmount && /^\d+\.\d+$/.test(raw) ? { amount: raw, currency: "EUR" } : raw;
        const around = {
          [`x ${raw} y`]: `before ${raw} after`,
          note: `(${raw})`,
          nested: { deep: [`${raw}`, { more: `about ${raw}.` }] },
          url: `https://app.example/${encodeURIComponent(raw)}`,
          plan: raw,
          reason: `${raw.toUpperCase()}!`,
        };
        const given = {
          ...base,
          type,
          externalId: `evt ${raw}`,
          customer: {
            id: `cus ${raw}`,
            name: `${raw}`,
            email: "x@y.test",
            url: `https://a.example/?c=${raw}`,
          },
          data: { ...around, amount: secret, secret },
        };
        const compiled = compileRedaction([
          { path: "data.secret", mode },
          { path: "data.amount", mode },
        ]);
        const playbook = compilePlaybook({ version: 1, destinations: [], routes: [] });
        const message = tellerOf(playbook, given, { now })({ redaction: compiled });
        for (const render of [renderForChannel, renderForWebhook, renderPlain]) {
          expect(wordsOf(render(message))).not.toContain(raw.toLowerCase());
        }
        const { origin: _, ...said } = message;
        expect(wordsOf(said)).not.toContain(raw.toLowerCase());
      }),
      { numRuns: 1_000 },
    );
  });
});
