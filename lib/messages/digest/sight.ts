import { type Redaction, redactEvent } from "@/lib/redaction/redact";
import { own } from "@/lib/templates/values";

/** What of customers a destination may see. */
export type Sight = {
  names: boolean;
  emails: boolean;
  ownerNames: boolean;
  ownerEmails: boolean;
  money: boolean;
  health: boolean;
  /** Sentences that were written for nobody in particular. */
  sentences: boolean;
};

export const wholeSight: Sight = {
  names: true,
  emails: true,
  ownerNames: true,
  ownerEmails: true,
  money: true,
  health: true,
  sentences: true,
};

const probe = {
  type: "customer.updated",
  externalId: "probe",
  customer: {
    id: "cus_4711",
    name: "Umbra Works",
    email: "ada@umbra.example",
    mrr: { amount: "1234.5", currency: "USD" },
    owner: { name: "Grace Example", email: "grace@house.example" },
    attributes: { healthScore: 71 },
    healthScore: 71,
  },
  data: { healthScore: 71 },
};

/** What a report may say where fields are masked or hidden: seen by what the redaction does to a customer that is made up. */
export function sightOf(redaction: Redaction | null | undefined, locale: string): Sight {
  if (!redaction) return wholeSight;
  const { customer, data } = redactEvent(probe, redaction, locale).event;
  const seen = (at: unknown, key: keyof typeof probe.customer) => own(at, key) === probe.customer[key];
  return {
    names: seen(customer, "name"),
    emails: seen(customer, "email"),
    ownerNames: own(own(customer, "owner"), "name") === probe.customer.owner.name,
    ownerEmails: own(own(customer, "owner"), "email") === probe.customer.owner.email,
    money: own(own(customer, "mrr"), "amount") === probe.customer.mrr.amount,
    health: seen(customer, "healthScore") && seen(data, "healthScore"),
    sentences: false,
  };
}
