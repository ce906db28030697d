import { randomBytes } from "node:crypto";

const run = randomBytes(4).toString("hex");
let count = 0;

/** An id that no other event of this or another run has, in the form in which messages are searched for it. */
export const nextId = () => `t${run}${(count++).toString(16).padStart(8, "0")}`;

/** What a billing backend would post; about 330 bytes. */
export function invoice(type = "invoice.generated", id = nextId()) {
  return {
    id,
    type,
    occurredAt: "2026-11-21T09:00:00Z",
    customer: { id: "cus_acme", name: "Acme", email: "ap@acme.test", tier: "growth" },
    data: { number: id, amountDue: { amount: "1299.00", currency: "USD" }, dueOn: "2026-12-01" },
  };
}

/** One event's JSON text. */
export const oneEvent = () => JSON.stringify(invoice());

/** A batch's JSON text. */
export const batchOf = (size: number) =>
  JSON.stringify({ events: Array.from({ length: size }, () => invoice()) });
