import type { FiringKind, RuleStatus, Severity } from "@/db/enums";
import type { Window } from "@/lib/meters/windows";

/** What filters and expressions see of a customer: `customer.…` (API.md, customers), with its `zone`. */
export type RuleCustomer = { id: string } & Record<string, unknown>;

/** What is known of one customer, or of all together, at one moment. Amounts are exact decimals as text. Milliseconds since 1970. */
export type Observation = {
  /** Empty for all together. */
  customerId: string;
  customer: RuleCustomer | null;
  now: number;
  /** The window that is judged; null for what has none (fields, balances, absence). */
  window: Window | null;
  /** The value of the window, or the number as it is; null when there is nothing. */
  value: string | null;
  /** What it is compared with: the window or windows before, the number of before, or the target's number; null when there is nothing. */
  compared: string | null;
  /** When something came last, for `absent`. */
  lastSeenAt: number | null;
  /** When the value came to be what it is: the last reading, the instant of the fact. */
  changedAt: number | null;
  /** Of `unknown`: what was seen for the first time. */
  name?: string;
};

/** How a rule stands for one customer, or for all together. Plain JSON; what a new one is, `freshState` says. */
export type RuleState = {
  status: RuleStatus;
  /** Start of the window that it is about; null for what has none. */
  period: number | null;
  /** Since when it holds. */
  since: number | null;
  /** Names the alarm that goes on: its keys and its case are made of it. */
  alarm: string | null;
  /** The steps that were told of this period. */
  steps: string[];
  /** Whether the alarm was told; what was not told is not told to be over either. */
  isAnnounced: boolean;
  /** When it was told last, for repetition and cooldown; outlives the alarm. */
  toldAt: number | null;
  repeats: number;
  value: string | null;
  compared: string | null;
  /** When to look again whatever comes in; null for not before something changes. */
  dueAt: number | null;
};

/** One thing to tell. */
export type Firing = {
  kind: FiringKind;
  /** Unique within rule, environment and customer: what has the same key was told. */
  key: string;
  severity: Severity;
  period: Window | null;
  step: string | null;
  value: string | null;
  compared: string | null;
  at: number;
  /** The case that it belongs to, within the rule and the customer: a period's start, or empty for one that goes on and on. */
  story: string;
};
