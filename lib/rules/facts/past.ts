import type { Environment } from "@/db/enums";

/** What is asked of a number's history. */
export type PastAsk = {
  environment: Environment;
  customerId: string;
  field: string;
  /** The number as it is now; the one before is the last that was another one. */
  current: string | null;
  /** ISO 8601: what it was at this instant; null for what it was before it became what it is. */
  at: string | null;
  currency: string | null;
};

export type Past = {
  /** What it was; null when it was not known. */
  value: string | null;
  /** When it came to be what it is now. */
  changedAt: Date | null;
  /** When it came to be another one after the instant asked for. */
  nextAt: Date | null;
};

export const keyOfPast = ({ environment, customerId, field, at, currency }: PastAsk) =>
  `${environment}|${at ?? ""}|${currency ?? ""}|${field}|${customerId}`;
