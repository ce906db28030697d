import type { Sample } from "../sample";

function sample(event: string, told: string, data: Record<string, unknown>, variant?: string): Sample {
  const key = variant === undefined ? event : `${event} ${variant}`;
  return {
    vendorType: event,
    ...(variant === undefined ? {} : { variant }),
    told,
    payload: {
      event_type: event,
      idempotency_key: `octane-${key.replaceAll(/[^a-z0-9]+/g, "-")}`,
      created_at: "2026-11-21T09:00:00Z",
      data: { vendor_name: "acme-cloud", customer_name: "globex", customer_display_name: "Globex", ...data },
    },
  };
}

const meter = { meter_name: "api_hours", labels: { region: "eu" }, limit: 1000 };

/** The names that Octane's webhooks use (OCT-19), and what its Slack messages tell (OCT-8…13). */
export const octaneSamples: readonly Sample[] = [
  sample("customer.new", "customer.created", {}),
  sample("customer.updated", "customer.updated", {}),
  sample("customer.payment_gateway_created", "customer.payment_method_added", {
    payment_provider: "STRIPE",
  }),
  sample("customer.payment_method.updated", "customer.payment_method_updated", {
    payment_provider: "PADDLE",
  }),
  sample("usage.limit_exceeded", "usage.limit_exceeded", { ...meter, usage: 1042 }),
  sample("usage.limit_50_percent", "usage.threshold_reached", { ...meter, usage: 500 }),
  sample("usage.limit_70_percent", "usage.threshold_reached", { ...meter, usage: 700 }),
  sample("usage.limit_90_percent", "usage.threshold_reached", { ...meter, usage: 900 }),
  sample("subscription.new", "subscription.started", {
    price_plan_name: "Growth",
    subscription_effective_at: "2026-12-01T00:00:00Z",
  }),
  sample("invoice.generated", "invoice.generated", {
    invoice_number: "INV-1042",
    amount_due: "1299.00",
    currency: "USD",
    due_date: "2026-12-01T00:00:00Z",
    status: "open",
  }),
  sample(
    "payment.attempted",
    "payment.succeeded",
    { amount: "1299.00", currency: "USD", success: true, invoice_number: "INV-1044" },
    "paid",
  ),
  sample(
    "payment.attempted",
    "payment.failed",
    {
      amount: "1299.00",
      currency: "USD",
      success: false,
      failure_reason: "Card declined",
      invoice_number: "INV-1043",
    },
    "failed",
  ),
];
