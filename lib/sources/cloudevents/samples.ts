import type { Sample } from "../sample";

const sample = (type: string, told: string, rest: Record<string, unknown>): Sample => ({
  vendorType: type,
  told,
  payload: {
    specversion: "1.0",
    id: `sample-${type}`,
    source: "https://billing.example/production",
    type,
    time: "2026-11-21T09:00:00Z",
    datacontenttype: "application/json",
    ...rest,
  },
});

/** One whose type the catalog knows, and one of the sender's own. */
export const cloudEventSamples: readonly Sample[] = [
  sample("invoice.generated", "invoice.generated", {
    subject: "cus_acme",
    customername: "Acme",
    data: {
      number: "INV-1042",
      amountDue: { amount: "1299.00", currency: "USD" },
      dueOn: "2026-12-01",
      url: "https://billing.example/invoices/1042",
    },
  }),
  sample("com.example.order.shipped", "com.example.order.shipped", {
    subject: "order-7",
    data: { carrier: "Parcel Co", parcels: 2 },
  }),
];
