import type { ComposableEvent } from "@/lib/messages/compose";
import { eventOf, toldFiring, toldFirings } from "@/lib/rules/testing/told-firings";

const acme = {
  id: "cus_acme",
  name: "Acme",
  email: "ap@acme.test",
  url: "https://app.example/c/acme",
  mrr: { amount: "1250.00", currency: "USD" },
  owner: { email: "kim@example.com" },
};
const usd = (amount: string) => ({ amount, currency: "USD" });
const due = "2026-12-01";

type Variant = {
  family: string;
  name: string;
  type: string;
  customer?: unknown;
  data: Record<string, unknown>;
};

/** Events that are told in another way than their type's sample. */
const variants: readonly Variant[] = [
  {
    family: "invoices",
    name: "draft",
    type: "invoice.generated",
    data: { number: "INV-1", status: "draft", amountDue: usd("129.00"), dueOn: due },
  },
  {
    family: "invoices",
    name: "charged automatically",
    type: "invoice.generated",
    data: { number: "INV-2", collection: "charge_automatically", amountDue: usd("129.00"), chargesOn: due },
  },
  {
    family: "invoices",
    name: "to be paid by the customer",
    type: "invoice.generated",
    data: { number: "INV-3", collection: "send_invoice", amountDue: usd("129.00"), dueOn: due, lineCount: 3 },
  },
  {
    family: "invoices",
    name: "nothing to pay",
    type: "invoice.generated",
    data: { number: "INV-4", amountDue: usd("0.00"), dueOn: due },
  },
  {
    family: "invoices",
    name: "large",
    type: "invoice.generated",
    data: { number: "INV-5", amountDue: usd("10000.00"), dueOn: due },
  },
  {
    family: "invoices",
    name: "in yen, which have no minor unit",
    type: "invoice.generated",
    data: { number: "INV-6", amountDue: { amountMinor: 129_900, currency: "JPY" }, dueOn: due },
  },
  {
    family: "invoices",
    name: "in dinars, which have three digits",
    type: "invoice.paid",
    data: { number: "INV-7", amountPaid: { amountMinor: 129_900, currency: "KWD" }, dueOn: "2026-11-01" },
  },
  {
    family: "invoices",
    name: "in another dollar",
    type: "invoice.overdue",
    data: { number: "INV-8", amountDue: { amount: "310.50", currency: "CAD" }, dueOn: "2026-10-01" },
  },
  {
    family: "payments",
    name: "last attempt",
    type: "payment.failed",
    data: { amount: usd("4200.00"), attempt: 4, maxAttempts: 4, failedSince: "2026-11-07", graceEndsOn: due },
  },
  {
    family: "payments",
    name: "recovered",
    type: "payment.succeeded",
    data: { amount: usd("4200.00"), attempt: 3, maxAttempts: 4, invoiceNumber: "INV-9" },
  },
  {
    family: "payments",
    name: "from Stripe in test mode",
    type: "payment.succeeded",
    data: { amount: usd("42.00"), provider: "stripe", invoiceId: "in_42" },
  },
  {
    family: "payments",
    name: "store billing issue",
    type: "payment.failed",
    customer: { id: "12345" },
    data: { productId: "annual" },
  },
  {
    family: "payments",
    name: "dispute lost",
    type: "payment.dispute_closed",
    data: { amount: usd("42.00"), status: "lost" },
  },
  {
    family: "subscriptions",
    name: "price plan",
    type: "subscription.started",
    data: { plan: "Pro", mrr: usd("499.00"), interval: "monthly", seats: 12, startsOn: due, isFirst: true },
  },
  {
    family: "subscriptions",
    name: "price plan",
    type: "subscription.renewed",
    data: { plan: "Pro", price: usd("499.00"), renewalNumber: 7, lifetimeValue: usd("3493.00") },
  },
  {
    family: "subscriptions",
    name: "price plan of a valuable customer",
    type: "subscription.cancelled",
    data: { plan: "Pro", mrr: usd("1250.00"), reason: "PRICE_INCREASE", endsOn: due },
  },
  {
    family: "subscriptions",
    name: "to a smaller plan",
    type: "subscription.changed",
    data: { previousPlan: "Scale", plan: "Pro", previousMrr: usd("899.00"), mrr: usd("499.00") },
  },
  {
    family: "subscriptions",
    name: "more seats",
    type: "subscription.changed",
    data: { plan: "Pro", previousSeats: 10, seats: 14 },
  },
  {
    family: "trials",
    name: "price plan",
    type: "trial.converted",
    data: { plan: "Pro", mrr: usd("499.00") },
  },
  {
    family: "health",
    name: "red zone",
    type: "customer.health_changed",
    data: { previousScore: 61, score: 31, reasons: ["Two weeks without a login"] },
  },
  {
    family: "health",
    name: "recovering",
    type: "customer.health_changed",
    data: { previousScore: 54, score: 76 },
  },
  {
    family: "approvals",
    name: "declined",
    type: "approval.executed",
    data: { project: "myapp", key: "deploy", action: "decline", executedBy: "kim" },
  },
  {
    family: "approvals",
    name: "last PIN",
    type: "approval.pin_failed",
    data: { project: "myapp", key: "deploy", attempts: 4, maxAttempts: 5, country: "DE" },
  },
  {
    family: "usage",
    name: "90 percent of the limit",
    type: "usage.threshold_reached",
    data: { meter: "API calls", usage: 9000, limit: 10_000, percent: 90 },
  },
  {
    family: "credits",
    name: "for two days",
    type: "credits.low",
    data: { balance: usd("48.00"), granted: usd("1000.00"), burnPerDay: usd("24.00") },
  },
  {
    family: "revenue",
    name: "behind",
    type: "revenue.target_reached",
    data: { period: "Q4", actual: usd("125000"), target: usd("500000"), percent: 25, elapsed: 0.56 },
  },
  {
    family: "data",
    name: "a little",
    type: "measurements.invalid",
    data: { total: 1, previousTotal: 0, share: 0.001, reasons: [{ message: "is not JSON", count: 1 }] },
  },
];

export type Fixture = { family: string; title: string; event: ComposableEvent };

const occurredAt = new Date("2026-11-21T09:00:00Z");

/** What rules tell, each kind of it. */
const firings: readonly Fixture[] = toldFirings.map((given) => ({
  family: "rules",
  title: given.sentence,
  event: eventOf(toldFiring(given)),
}));

const ofOthers: readonly Fixture[] = variants.map(({ family, name, type, customer = acme, data }) => ({
  family,
  title: `${type}: ${name}`,
  event: {
    type,
    externalId: `variant_${type.replace(".", "_")}`,
    occurredAt,
    environment: name.includes("test mode") ? "sandbox" : "production",
    customer,
    data,
  },
}));

/** The variants as events, ready to be told. */
export const variantFixtures: readonly Fixture[] = [...ofOthers, ...firings];
