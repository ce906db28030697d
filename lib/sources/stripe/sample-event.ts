import type { Sample } from "../sample";

type Rest = {
  variant?: string;
  /** `null`: kept, and nothing is told of it. */
  told: string | null;
  object: Readonly<Record<string, unknown>>;
  previous?: Readonly<Record<string, unknown>>;
};

/** A Stripe event as Stripe writes it, of its live world. */
export function stripeSample(type: string, { variant, told, object, previous }: Rest): Sample {
  const key = `${type} ${variant ?? ""}`.trim().replaceAll(/[^a-zA-Z0-9]+/g, "_");
  return {
    vendorType: type,
    told,
    ...(variant === undefined ? {} : { variant }),
    payload: {
      id: `evt_${key}`,
      object: "event",
      api_version: "2026-09-30.clover",
      created: 1_795_251_600,
      livemode: true,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
      data: { object, ...(previous === undefined ? {} : { previous_attributes: previous }) },
    },
  };
}

/** Who the samples are about, as invoices name a customer. */
export const sampleContact = { customer: "cus_acme", customer_name: "Acme", customer_email: "ap@acme.test" };
