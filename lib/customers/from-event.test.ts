import { describe, expect, test } from "vitest";
import { type CustomerEvent, customerFromEvent } from "./from-event";

const event = (customer: CustomerEvent["customer"]): CustomerEvent => ({
  id: "evt_1",
  environment: "production",
  occurredAt: new Date("2026-11-20T09:00:00Z"),
  receivedAt: new Date("2026-11-21T09:00:00Z"),
  customer,
});

describe("customerFromEvent", () => {
  test("takes what is given, in one way of writing it", () => {
    const facts = customerFromEvent(
      event({
        id: "cus",
        name: " Acme ",
        mrr: { amountMinor: 129_900, currency: "usd" },
        owner: { email: "Kim@Example.com", name: "Kim" },
        healthScore: 72.5,
        renewalOn: "2026-12-31T00:00:00Z",
        lastInteractionAt: "2026-11-01T10:00:00+02:00",
        excluded: true,
        attributes: { seats: 5 },
      }),
    );
    expect(facts).toEqual({
      id: "cus",
      at: new Date("2026-11-20T09:00:00Z"),
      source: "evt_1",
      fields: {
        name: "Acme",
        mrr: { amount: "1299", currency: "USD" },
        ownerEmail: "kim@example.com",
        ownerName: "Kim",
        healthScore: 72.5,
        renewalOn: "2026-12-31",
        lastInteractionAt: "2026-11-01T08:00:00.000Z",
        excluded: true,
      },
      attributes: { seats: 5 },
    });
  });

  test("leaves out what cannot be used", () => {
    const facts = customerFromEvent(
      event({
        id: "cus",
        name: "  ",
        healthScore: 101,
        churnProbability: "high",
        renewalOn: "soon",
        excluded: "no",
        contractStartedOn: "2026-02-30",
        lastInteractionAt: "0000-01-01T00:00:00Z",
        attributes: { ["x".repeat(201)]: 1 },
      }),
    );
    expect(facts).toMatchObject({ fields: {}, attributes: {} });
    expect(customerFromEvent(event(null))).toBeNull();
  });

  test("a sender's clock that is ahead counts from when the event came in", () => {
    const ahead = { ...event({ id: "cus" }), occurredAt: new Date("2030-01-01T00:00:00Z") };
    expect(customerFromEvent(ahead)?.at).toEqual(new Date("2026-11-21T09:00:00Z"));
  });
});
