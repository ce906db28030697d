import { describe, expect, test } from "vitest";
import { defectOfPath, type RoutableEvent, readerOf } from "./field";

const event: RoutableEvent = {
  type: "invoice.paid",
  source: "api",
  environment: "production",
  externalId: "inv_1",
  occurredAt: new Date("2026-11-21T09:00:00Z"),
  customer: { tier: "growth", attributes: { "plan.name": "Pro" } },
  data: {
    amountDue: { amount: "12.50", currency: "USD" },
    fee: { amountMinor: 1250, currency: "KWD" },
    bare: { amountMinor: 5 },
    lines: [{ sku: "a" }, { sku: "b" }],
    nothing: null,
    text: "abc",
  },
};
const read = (path: string, from: RoutableEvent = event) => readerOf(path)(from);

describe("what a filter looks at", () => {
  test.each([
    ["type", "invoice.paid"],
    ["id", "inv_1"],
    ["occurredAt", "2026-11-21T09:00:00.000Z"],
    ["customer.tier", "growth"],
    ["customer.attributes.plan\\.name", "Pro"],
    ["data.amountDue.amount", "12.50"],
    ["data.fee.amount", "1.250"],
    ["data.lines.1.sku", "b"],
    ["data.nothing", null],
  ])("%s is %j", (path, value) => expect(read(path)).toEqual(value));

  test.each([
    "customer.constructor",
    "customer.__proto__",
    "customer.toString",
    "data.lines.length",
    "data.lines.map",
    "data.lines.01",
    "data.text.length",
    "data.text.0",
    "data.nothing.more",
    "data.bare.amount",
    "data.amountDue.amount.amount",
    "data",
    "source.length",
    "elsewhere.x",
  ])("there is nothing at %s", (path) => expect(read(path)).toBeUndefined());

  test("an event without customer or data has nothing there", () => {
    expect(read("customer.tier", { ...event, customer: null })).toBeUndefined();
    expect(read("data.x", { ...event, data: "text" })).toBeUndefined();
  });

  test.each(["type", "source", "environment", "id", "occurredAt", "customer.id", "data.a.b.0"])(
    "%s may be asked",
    (path) => expect(defectOfPath(path)).toBeUndefined(),
  );

  test.each([
    "",
    "data",
    "customer",
    "data.",
    "data..a",
    "type.x",
    "elsewhere",
    "Data.x",
    "__proto__.x",
    `data${".a".repeat(16)}`,
  ])("%s may not be asked", (path) => expect(defectOfPath(path)).toEqual(expect.any(String)));
});
