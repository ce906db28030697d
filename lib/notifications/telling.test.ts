import { describe, expect, test } from "vitest";
import { type Brand, houseBrand } from "@/lib/brands/schema";
import { renderMail } from "@/lib/messages/mail";
import { compileRedaction } from "@/lib/redaction/redact";
import { compilePlaybook } from "@/lib/routing/decide";
import { renderForChannel, renderForWebhook } from "@/lib/slack/render";
import type { TemplateBody } from "@/lib/templates/schema";
import { compileStyle } from "@/lib/templates/style";
import { aliases, type TellableEvent } from "@/lib/templates/variables";
import { failuresOf } from "./failures";
import { tellerOf } from "./telling";

const now = new Date("2026-11-21T09:00:00Z");
const invoice: TellableEvent = {
  type: "invoice.generated",
  externalId: "in_7",
  occurredAt: now,
  environment: "production",
  customer: { id: "cus_acme", name: "Acme <!channel>", attributes: { region: "EMEA" } },
  data: { number: "INV-7", amountDue: { amount: "1299.00", currency: "USD" }, lines: ["Seats", "Calls"] },
};

type Given = { body?: TemplateBody | unknown; brand?: Partial<Brand>; event?: Partial<TellableEvent> };

function tellerFor({ body, brand = {}, event = {} }: Given) {
  const style = compileStyle({
    project: { name: "Billing", timeZone: "UTC" },
    brand: { ...houseBrand, ...brand },
    templates: body === undefined ? [] : [{ id: "tpl_1", eventType: "invoice.generated", revision: 3, body }],
  });
  const playbook = compilePlaybook({ version: 1, destinations: [], routes: [], style });
  return tellerOf(playbook, { ...invoice, ...event }, { now });
}

describe("a template", () => {
  test("puts its words where the built-in ones stood, and leaves the rest", () => {
    const body = { headline: "{{ customer.name }} in {{ customer.attributes.region }}", emoji: ":tada:" };
    const [own, builtIn] = [tellerFor({ body })(), tellerFor({})()];
    expect(own).toMatchObject({
      text: "Acme <!channel> in EMEA",
      headline: [{ kind: "text", text: "Acme <!channel> in EMEA" }],
      emoji: ":tada:",
      fields: builtIn.fields,
      why: builtIn.why,
      severity: builtIn.severity,
      origin: { templateId: "tpl_1", revision: 3 },
    });
    expect(renderForChannel(own).text).toContain("Acme &lt;!channel&gt; in EMEA");
  });

  test("leaves out fields that come out empty and buttons that lead nowhere, and takes away what it empties", () => {
    const body = {
      headline: "x",
      why: "",
      fields: [
        { label: "Lines", value: "{{ data.lines | join }}" },
        { label: "None", value: "{{ data.nothing }}" },
      ],
      links: [
        { label: "Open", urlTemplate: "https://app.example/{{ data.number }}" },
        { label: "Script", urlTemplate: "javascript:alert(1)" },
      ],
    };
    const message = tellerFor({ body })();
    expect(message.fields).toEqual([{ label: "Lines", value: [{ kind: "text", text: "Seats, Calls" }] }]);
    expect(message.links).toEqual([{ label: "Open", url: "https://app.example/INV-7" }]);
    expect(message).not.toHaveProperty("why");
  });

  test.each([
    [{ headline: "{{ data.number | money }}" }, /^headline, line 1, column \d+: “money” needs an amount/],
    [{ headline: "{{ data.nothing }}" }, /came out empty/],
    [
      { headline: "x", fields: [{ label: "y", value: "{{ data.number | number }}" }] },
      /^fields 1 value, line 1/,
    ],
    [{ headline: "{{ broken" }, /never closed/],
    [{ nonsense: true }, /no template any more/],
  ])("that cannot be used costs nobody the message: %j", (body, fault) => {
    const message = tellerFor({ body })();
    const { origin, ...said } = message;
    expect(said).toEqual(tellerFor({})());
    expect(origin).toEqual({ templateId: "tpl_1", revision: 3, fault: expect.stringMatching(fault) });
    const [failure] = failuresOf([{ eventId: "evt_1", planned: [plannedWith(message)] }]);
    expect(failure).toEqual({ id: "tpl_1", revision: 3, message: origin?.fault, eventId: "evt_1" });
  });

  test("that works, or is none, is no failure", () => {
    const planned = [plannedWith(tellerFor({ body: { headline: "x" } })()), plannedWith(tellerFor({})())];
    expect(failuresOf([{ eventId: "evt_1", planned }])).toEqual([]);
  });

  test("knows the twelve names of usage alerts (AMB-28)", () => {
    const data = {
      meter: { id: "mtr_1", name: "API calls" },
      rule: { id: "rul_1", name: "Soft limit" },
      currentValue: 1042,
      threshold: 1000,
      condition: "above",
      url: "https://app.example/u",
      entity_type: "meter",
      entities: ["a", "b"],
    };
    const headline = Object.keys(aliases)
      .map((name) => `{{ ${name} }}`)
      .join("|");
    expect(tellerFor({ body: { headline }, event: { data } })().text).toBe(
      "cus_acme|Acme <!channel>|mtr_1|API calls|rul_1|Soft limit|1042|1000|above|https://app.example/u|meter|a, b",
    );
  });

  test("sees no more than its destination may", () => {
    const redaction = compileRedaction([{ path: "amounts", mode: "mask" }]);
    const tell = tellerFor({ body: { headline: "Due {{ data.amountDue | money }}" } });
    expect(tell({ redaction }).text).toBe("Due •••");
    expect(tell().text).toBe("Due $1,299.00");
  });
});

function plannedWith(message: ReturnType<ReturnType<typeof tellerOf>>) {
  return {
    id: "ntf_1",
    dedupeKey: "x",
    kind: "event" as const,
    eventId: "evt_1",
    eventType: "invoice.generated",
    customerId: null,
    routeId: null,
    routeName: null,
    destinationId: "dst_1",
    destinationName: "x",
    destinationKind: "slack_channel" as const,
    lane: "x",
    environment: "production" as const,
    severity: "info" as const,
    state: "pending" as const,
    reason: { code: "matched" as const, text: "x" },
    fallbackFor: null,
    message,
  };
}

describe("a brand", () => {
  test("gives its name and icon where the workspace allows it, and never to a webhook (RC-16)", () => {
    const tell = tellerFor({ brand: { name: "Acme Billing", iconUrl: "https://acme.test/i.png" } });
    expect(renderForChannel(tell({ maySetSender: true }))).toMatchObject({
      username: "Acme Billing",
      icon_url: "https://acme.test/i.png",
    });
    for (const payload of [renderForChannel(tell()), renderForWebhook(tell({ maySetSender: true }))]) {
      expect(payload).not.toHaveProperty("username");
      expect(payload).not.toHaveProperty("icon_url");
    }
  });

  test.each([
    ["neutral", "*Info*", "Open customer"],
    ["friendly", "*For your information*", "See customer"],
    ["formal", "*Notice*", "View customer"],
  ] as const)("speaks in a %s tone", (tone, word, label) => {
    const event = { customer: { id: "c", name: "Acme", url: "https://app.example/c" } };
    const message = tellerFor({ brand: { tone }, event })();
    expect(JSON.stringify(renderForChannel(message))).toContain(word);
    expect(message.links.map((link) => link.label)).toContain(label);
  });

  test("writes amounts and days as its language does", () => {
    const event = { data: { amountDue: { amount: "1299.5", currency: "EUR" }, dueOn: "2026-12-01" } };
    const message = tellerFor({ brand: { locale: "de-DE" }, event })();
    expect(message.text).toContain("1.299,50\u00A0€");
    expect(message.text).toContain("1. Dez.");
  });

  test("colours what is neither good nor bad alone", () => {
    expect(tellerFor({ brand: { color: "#010203" } })().color).toBe("#010203");
    const failed = { type: "payment.failed", data: { amount: "5.00", currency: "USD" } };
    expect(tellerFor({ brand: { color: "#010203" }, event: failed })().color).not.toBe("#010203");
  });

  test("leads to the customer's page, unless the id may not be seen there", () => {
    const brand = { customerUrl: "https://app.example/c/{{ customer.id }}" };
    const tell = tellerFor({ brand });
    const page = "https://app.example/c/cus_acme";
    expect(JSON.stringify(tell())).toContain(page);
    const redaction = compileRedaction([{ path: "customer.id", mode: "mask" }]);
    expect(JSON.stringify(tell({ redaction }))).not.toMatch(/cus_acme|app\.example\/c\//);
  });
});

test("an e-mail says the same, and data is no markup in it", () => {
  const { subject, text, html } = renderMail(tellerFor({})());
  expect(subject).toContain("Invoice for Acme <!channel>");
  expect(text).toContain("Amount due: $1,299.00");
  expect(html).toContain("Acme &lt;!channel&gt;");
  expect(html).not.toContain("<!channel>");
});
