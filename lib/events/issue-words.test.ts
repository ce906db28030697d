import { describe, expect, test } from "vitest";
import { prepareEvent } from "./prepare";

const context = { now: new Date("2026-11-21T09:00:00Z"), forcedEnvironment: undefined, source: "api" };
const refusalOf = (body: unknown) => {
  const prepared = prepareEvent(body, context);
  return prepared.ok ? undefined : `${prepared.refused.pointer} ${prepared.refused.message}`;
};

describe("why an event was refused, in words of senders", () => {
  test.each([
    [{ data: {} }, "/type is required"],
    [{ type: "" }, "/type may not be empty"],
    [{ type: 5 }, "/type must be text"],
    [{ type: "a.b", data: [] }, "/data must be an object"],
    [{ type: "a.b", environment: "staging" }, "/environment must be one of production, sandbox"],
    [{ type: "a.b", id: "x".repeat(256) }, "/id may have 255 characters at most"],
    [{ type: "a.b", customer: { name: "Acme" } }, "/customer/id is required"],
    [{ type: "invoice.generated", data: { attempts: "many" } }, undefined],
    ["an event", " must be an object"],
  ])("%j: %s", (body, told) => {
    expect(refusalOf(body)).toBe(told);
  });

  test("an amount that is none is told what one looks like, not a pattern", () => {
    const told = refusalOf({ type: "invoice.generated", data: { amountDue: "lots" } });
    expect(told).toContain('/data/amountDue must be money such as { "amount": "129.00"');
  });

  test("a count that is none is told so", () => {
    expect(refusalOf({ type: "payment.failed", data: { attempt: "second" } })).toBe(
      "/data/attempt must be a whole number, zero or more",
    );
  });
});
