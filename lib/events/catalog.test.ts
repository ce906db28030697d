import { describe, expect, it } from "vitest";
import { compose } from "@/lib/messages/compose";
import { plainText } from "@/lib/messages/sentence";
import { renderForChannel } from "@/lib/slack/render";
import { catalog, findEventType } from "./catalog";
import { sampleEvents } from "./samples";
import { eventEnvelopeSchema } from "./schema";

const now = new Date("2026-11-21T09:00:00Z");
const tell = (type: string, data: Record<string, unknown>, customer?: unknown) =>
  compose(
    { type, externalId: "e_1", occurredAt: now, environment: "production", customer, data },
    { now, timeZone: "Europe/Berlin" },
  );
const acme = { id: "cus_acme", name: "Acme", url: "https://app.example/c/acme" };
const usd = (amount: string) => ({ amount, currency: "USD" });

describe("the catalog", () => {
  it("names each type once, as an envelope may", () => {
    expect(new Set(catalog.map((entry) => entry.type)).size).toBe(catalog.length);
  });

  it.each(catalog.map((entry) => [entry.type, entry] as const))(
    "%s has a sample that it tells itself",
    (type, entry) => {
      expect(findEventType(type)).toBe(entry);
      expect(eventEnvelopeSchema.safeParse(entry.sample).success).toBe(true);
      expect(entry.sample.type).toBe(type);
      expect(entry.data.safeParse(entry.sample.data).success).toBe(true);
      expect(entry.description).not.toBe("");
      const message = tell(type, entry.sample.data, entry.sample.customer);
      expect(message.text).not.toContain("[e_1]");
      expect(message.text.length).toBeLessThanOrEqual(90);
      expect(renderForChannel(message).attachments).toHaveLength(1);
    },
  );

  it.each(catalog.map((entry) => [entry.type, entry] as const))(
    "%s bears data without a single field",
    (type, entry) => {
      expect(entry.data.safeParse({}).success).toBe(true);
      expect(tell(type, {}).text).not.toContain("[e_1]");
    },
  );

  it("has nine purchase samples, each of a type of its own", () => {
    expect(new Set(sampleEvents.map((sample) => sample.type)).size).toBe(9);
    expect(sampleEvents.every((sample) => eventEnvelopeSchema.safeParse(sample).success)).toBe(true);
  });
});

describe("sentences", () => {
  it.each([
    ["customer.created", {}, "New customer: Acme"],
    ["subscription.started", { plan: "Pro" }, "Acme subscribed to Pro"],
    ["subscription.started", { plan: { name: null, code: "pro_v2" } }, "Acme subscribed to pro_v2"],
    [
      "subscription.started",
      { plan: "Pro", productId: "monthly_1" },
      "Customer Acme just started a subscription of monthly_1",
    ],
    [
      "subscription.changed",
      { previousProductId: "annual", productId: "monthly" },
      "Customer Acme got a product change from annual to monthly",
    ],
    [
      "invoice.generated",
      { amountDue: usd("4200.00"), dueOn: "2026-11-30" },
      "Invoice for Acme: $4,200 due 30 Nov",
    ],
    [
      "invoice.generated",
      { amountDue: usd("9.5"), dueAt: "2026-11-30T23:30:00Z" },
      "Invoice for Acme: $9.50 due 1 Dec",
    ],
    ["invoice.generated", { amountDue: usd("9.50"), status: "draft" }, "Draft invoice for Acme: $9.50"],
    [
      "invoice.generated",
      { amountDue: usd("0.00"), dueOn: "2026-11-30" },
      "Invoice for Acme: $0, nothing to pay",
    ],
    ["payment.succeeded", { amount: { amountMinor: 420000, currency: "JPY" } }, "Acme paid ¥420,000"],
    [
      "payment.failed",
      { amount: usd("4200.00"), attempt: 2, maxAttempts: 4 },
      "Payment failed: Acme $4,200 (attempt 2 of 4)",
    ],
    [
      "payment.failed",
      { amount: "1.5", currency: "KWD", attempt: 1 },
      "Payment failed: Acme KWD 1.500 (attempt 1)",
    ],
    ["payment.failed", { productId: "annual_trial" }, "Customer Acme got a billing issue on annual_trial"],
    [
      "payment.failed",
      { productId: "annual_trial", price: usd("5.99") },
      "Customer Acme got a billing issue on annual_trial",
    ],
    ["payment.failed", { product_id: "annual_trial" }, "Customer Acme got a billing issue on annual_trial"],
    ["approval.created", { project: "myapp", key: "deploy" }, "Approval needed: myapp/deploy"],
    ["approval.executed", { project: "myapp", key: "deploy", action: "decline" }, "Declined: myapp/deploy"],
    [
      "approval.pin_failed",
      { project: "myapp", key: "deploy", attempts: 3, maxAttempts: 5 },
      "Wrong PIN on myapp/deploy (3 of 5)",
    ],
    [
      "approval.locked",
      { project: "myapp", key: "deploy", attempts: 5 },
      "Locked: myapp/deploy after 5 wrong PINs",
    ],
    ["feedback.received", { rating: 4, outOf: 5 }, "Feedback from Acme: 4 of 5"],
  ])("%s %j", (type, data, expected) => {
    expect(tell(type, data, acme).text).toBe(expected);
  });

  it.each([
    ["draft", { status: "draft" }, /draft/i],
    [
      "charged automatically",
      { collection: "charge_automatically", dueOn: "2026-12-01" },
      /charged on 1 Dec/,
    ],
    ["paid by the customer", { collection: "send_invoice" }, /Awaiting payment/],
    ["nothing due", { amountDue: usd("0") }, /No|Nothing/],
  ])("an invoice says how it is settled: %s", (_, data, expected) => {
    expect(tell("invoice.generated", data, acme).why).toMatch(expected);
  });
});

describe("urgency", () => {
  it.each([
    ["payment.failed", { attempt: 3, maxAttempts: 4 }, "warning"],
    ["payment.failed", { attempt: 4, maxAttempts: 4 }, "critical"],
    ["approval.pin_failed", { attempts: 3, maxAttempts: 5 }, "warning"],
    ["approval.pin_failed", { attempts: 4, maxAttempts: 5 }, "critical"],
    ["approval.executed", { action: "approve" }, "good"],
    ["approval.executed", { action: "decline" }, "warning"],
  ])("%s with %j is %s", (type, data, severity) => {
    expect(tell(type, data).severity).toBe(severity);
  });
});

describe("approvals show what Ottr's messages show (OTT-18 to OTT-23)", () => {
  const at = { project: "myapp", key: "deploy" };
  it.each([
    [
      "approval.created",
      ":bell:",
      { info: "v4", expiresAt: "2026-11-21T09:29:00Z" },
      ["Project", "Key", "Info", "Expires"],
    ],
    ["approval.created", ":bell:", { info: "" }, ["Project", "Key"]],
    ["approval.executed", ":white_check_mark:", { action: "approve" }, ["Project", "Key", "Action"]],
    ["approval.expired", ":hourglass:", {}, ["Project", "Key"]],
    ["approval.invalidated", ":x:", {}, ["Project", "Key"]],
    [
      "approval.pin_failed",
      ":closed_lock_with_key:",
      { attempts: 3, maxAttempts: 5 },
      ["Project", "Key", "Attempts"],
    ],
    ["approval.locked", ":lock:", { reason: "Too many" }, ["Project", "Key", "Reason"]],
  ])("%s", (type, emoji, data, labels) => {
    const message = tell(type, { ...at, ...data });
    expect(message.emoji).toBe(emoji);
    expect(message.fields.map((field) => field.label)).toEqual(labels);
  });

  it("says the expiry in UTC and by the reader's clock", () => {
    const [expires] = tell("approval.created", { expiresAt: "2026-11-21T10:29:00+01:00" }).fields;
    expect(expires?.value).toContainEqual({
      kind: "time",
      at: 1_795_253_340,
      text: "21 Nov 2026, 09:29 UTC",
    });
    expect(plainText(expires?.value ?? [])).toMatch(/^2026-11-21T09:29:00Z/);
  });

  it.each([["approval.expired"], ["approval.pin_failed"], ["approval.locked"]])(
    "%s explains its silence (OTT-8)",
    (type) => {
      expect(findEventType(type)?.description).toContain("Source-triggered");
    },
  );
});

describe("data that no message could use is refused at the door", () => {
  it.each([
    ["payment.failed", { amount: { amount: "12,50", currency: "USD" } }],
    ["payment.failed", { amount: { amount: "12.50" } }],
    ["payment.failed", { attempt: -1 }],
    ["invoice.generated", { dueOn: "next week" }],
    ["approval.created", { expiresAt: "tomorrow" }],
    ["subscription.started", { price: [] }],
  ])("%s %j", (type, data) => {
    expect(findEventType(type)?.data.safeParse(data).success).toBe(false);
  });

  it("null counts as absent, and unknown fields are kept", () => {
    const data = { amount: null, attempt: null, extra: { deep: [1] } };
    expect(findEventType("payment.failed")?.data.parse(data)).toEqual(data);
  });
});
