import { randomBytes } from "node:crypto";

/** A text that stands nowhere else. */
export const token = () => `t${randomBytes(8).toString("hex")}`;

/** An invoice, complete: what a billing backend would post. The token stands in its number and its customer's id. */
export function invoice(number: string = token()) {
  return {
    id: `${number}_generated`,
    type: "invoice.generated",
    occurredAt: "2026-11-21T09:00:00Z",
    customer: { id: number, name: "Acme", email: "ap@acme.test" },
    data: { number, amountDue: { amount: "1299.00", currency: "USD" }, dueOn: "2026-12-01" },
  };
}

/** An event of a type that no catalog knows, with its token in the data. */
export function custom(type: string, mark: string = token()) {
  return { id: mark, type, data: { token: mark } };
}
