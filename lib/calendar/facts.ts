import type { Environment } from "@/db/enums";

/** A customer with a day of its own today. */
export type FactCustomer = {
  environment: Environment;
  id: string;
  name: string | null;
  email: string | null;
  ownerEmail: string | null;
  ownerName: string | null;
  mrrAmount: string | null;
  mrrCurrency: string | null;
  contractStartedOn: string | null;
  renewalOn: string | null;
};

function customerOf({ id, name, email, ownerEmail, ownerName }: FactCustomer) {
  const owner = {
    ...(ownerEmail === null ? {} : { email: ownerEmail }),
    ...(ownerName === null ? {} : { name: ownerName }),
  };
  return {
    id,
    ...(name === null ? {} : { name }),
    ...(email === null ? {} : { email }),
    ...(Object.keys(owner).length === 0 ? {} : { owner }),
  };
}

const mrrOf = ({ mrrAmount, mrrCurrency }: FactCustomer) =>
  mrrAmount === null || mrrCurrency === null ? {} : { mrr: { amount: mrrAmount, currency: mrrCurrency } };

const base = (customer: FactCustomer, at: Date) => ({
  occurredAt: at.toISOString(),
  environment: customer.environment,
  customer: customerOf(customer),
});

/** The years that a contract is old on a day. */
export const yearsOf = (startedOn: string, today: string) =>
  Number(today.slice(0, 4)) - Number(startedOn.slice(0, 4));

/** An anniversary as an event. Its id names the customer and the day, so that it is recorded once. */
export function anniversaryOf(customer: FactCustomer, today: string, at: Date) {
  const years = yearsOf(customer.contractStartedOn ?? today, today);
  return {
    id: `anniversary:${customer.environment}:${customer.id}:${today}`.slice(0, 255),
    type: "customer.milestone",
    ...base(customer, at),
    data: { years, kind: "anniversary", since: customer.contractStartedOn, ...mrrOf(customer) },
  };
}

/** A renewal that is so many days ahead, as an event; once for each renewal and number of days. */
export function renewalAheadOf(customer: FactCustomer, days: number, at: Date) {
  return {
    id: `renewal:${customer.environment}:${customer.id}:${customer.renewalOn}:${days}`.slice(0, 255),
    type: "customer.renewal_due",
    ...base(customer, at),
    data: { renewalOn: customer.renewalOn, inDays: days, ...mrrOf(customer) },
  };
}
