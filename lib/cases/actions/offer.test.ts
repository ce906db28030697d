import { expect, test } from "vitest";
import { awaitsDecision, offerOf } from "./offer";

const standing = {
  key: "invoice:INV-1",
  state: "open",
  leadEventType: "payment.failed",
  acknowledgedAt: null,
  customerId: "acme",
} as const;
const approval = { ...standing, key: "approval:a1", leadEventType: "approval.created" } as const;
const at = new Date("2026-11-21T09:00:00Z");

test.each([
  ["an open case", standing, { canAcknowledge: true, canDecide: false, hasCustomer: true }],
  ["one that is acknowledged", { ...standing, acknowledgedAt: at }, { canAcknowledge: false }],
  ["one of no customer", { ...standing, customerId: null }, { hasCustomer: false }],
  ["one that is resolved", { ...standing, state: "resolved" as const }, undefined],
  ["an approval that waits", approval, { canAcknowledge: true, canDecide: true }],
  [
    "an approval after a wrong PIN",
    { ...approval, leadEventType: "approval.pin_failed" },
    { canDecide: true },
  ],
  ["an approval that is locked", { ...approval, leadEventType: "approval.locked" }, { canDecide: false }],
  ["an approval that is decided, or has expired", { ...approval, state: "resolved" as const }, undefined],
])("%s offers what is left to do", (_, given, expected) => {
  const offer = offerOf(given);
  if (expected) expect(offer).toMatchObject(expected);
  else expect(offer).toBeUndefined();
  expect(awaitsDecision(given)).toBe(offer?.canDecide ?? false);
});
