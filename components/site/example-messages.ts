import type { Message } from "@/lib/messages/message";

const occurredAt = Date.UTC(2026, 10, 21, 9, 0) / 1000;

/** Two messages to show what arrives in Slack, one in each layout. */
export const exampleMessages: readonly Message[] = [
  {
    version: 1,
    layout: "standard",
    severity: "warning",
    emoji: ":warning:",
    color: "#D9822B",
    text: "Payment failed for Acme: $1,299.00",
    headline: [{ kind: "text", text: "Payment failed for Acme: $1,299.00" }],
    fields: [
      { label: "Invoice", value: [{ kind: "text", text: "INV-1042" }] },
      { label: "Reason", value: [{ kind: "text", text: "Card declined" }] },
    ],
    why: "The next try is on 24 Nov.",
    links: [],
    environment: "production",
    isTest: false,
    eventType: "payment.failed",
    reference: "pay_7731",
    occurredAt,
  },
  {
    version: 1,
    layout: "classic",
    severity: "good",
    emoji: ":smiley_cat:",
    color: "#30B296",
    text: "Customer 12345 just started a subscription of monthly_1",
    headline: [{ kind: "text", text: "Customer 12345 just started a subscription." }],
    fields: [
      { label: "Product", value: [{ kind: "text", text: "monthly_1" }] },
      { label: "Revenue", value: [{ kind: "text", text: "$5.99" }] },
    ],
    links: [],
    environment: "production",
    isTest: false,
    eventType: "subscription.started",
    reference: "sub_2210",
    occurredAt,
  },
];
