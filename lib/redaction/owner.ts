import { type Redaction, redactEvent } from "./redact";

const owner = { name: "Owner of the customer", email: "owner@customer.example" };
const sample = { externalId: "", customer: { owner }, data: {} };

/**
 * Whether any of who looks after a customer is masked or hidden. To name them in Slack shows their name and, a press away, their
 * address, so that a part of it counts as all of it.
 */
export function hidesOwner(redaction: Redaction | null | undefined): boolean {
  if (!redaction) return false;
  const { event } = redactEvent<typeof sample>(sample, redaction);
  return JSON.stringify(event.customer) !== JSON.stringify(sample.customer);
}
