import type { Firing, RuleCustomer } from "./observation";

/** What came in within one hour as the project's clocks count them. Exact decimals as text. */
export type HistoryHour = {
  /** Its start, in milliseconds since 1970. */
  at: number;
  sum: string;
  count: number;
  min: string;
  max: string;
  /** The latest reading of it, and when that was taken, as far as known. */
  last: string;
  lastAt?: number;
};

/** What a number of a customer was from a moment on; null from when on it was not known. */
export type HistoryPoint = { at: number; value: string | null };

/** What is recorded of one customer, or (with an empty id) of all or a segment together. Everything in order of time. */
export type HistorySeries = {
  customerId: string;
  customer: RuleCustomer | null;
  /** Of meters, revenue and events: hours in which something came. Also those before `from` that are compared with. */
  hours: readonly HistoryHour[];
  /** Numbers by the name of their field. A field that is not here is taken to have been what the customer says now. */
  points: Readonly<Record<string, readonly HistoryPoint[]>>;
};

/** What a rule is tried on. */
export type History = {
  /** The stretch that it watches, in milliseconds since 1970. */
  from: number;
  to: number;
  series: readonly HistorySeries[];
  /** Of `unknown`: what was seen for the first time, and when. */
  names?: readonly { name: string; at: number }[];
};

/** Something that would have been told, and of whom. */
export type PastFiring = Firing & { customerId: string };
