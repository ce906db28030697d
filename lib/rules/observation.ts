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
  /** Of how many windows `compared` is the total: it is compared with their mean, exactly. One when left out. */
  comparedOver?: number;
  /** When something came last, of a window before its end: for `absent`, and to tell zero from nothing. */
  lastSeenAt: number | null;
  /** When the value came to be what it is: the last reading, the instant of the fact. Of a change or a share the later of the two. */
  changedAt: number | null;
  /** When `value` or `compared` become something else with nothing coming in, as what was seven days ago does. */
  turnsAt?: number | null;
  /** Of `unknown`: what was seen for the first time. */
  name?: string;
  /** Of a rule that looks at certain times only: the one that is looked at. Without it nothing is judged of such a rule. */
  run?: number | null;
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
  /** When it was told last, for repetition and cooldown; outlives the alarm. Its end is not counted. */
  toldAt: number | null;
  /** When the last alarm ended: what has not changed since then begins a new one, not that one again. */
  endedAt: number | null;
  /**
   * What was told, by the start of the window (or the moment) that it was told of: the highest step, or empty for what has no
   * steps. So that a late reading tells nothing twice, and no step below one that was told.
   */
  told: Record<string, string>;
  repeats: number;
  value: string | null;
  compared: string | null;
  /** When each window in which something came is over and settled, of a rule that judges windows then; the earliest first. */
  awaited: readonly number[];
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
  /** Of `unknown`: what was seen for the first time. */
  name?: string;
  /** The case that it belongs to, within the rule and the customer: a period's start, or empty for one that goes on and on. */
  story: string;
};
