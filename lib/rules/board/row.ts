import type { Environment, FiringKind, RuleStatus, Severity } from "@/db/enums";
import { type RuleInput, ruleDefinition } from "../schema";

/** A rule in the list: what it says, how it stands, and how often it told. */
export type BoardItem = {
  id: string;
  name: string;
  description: string;
  enabled: boolean;
  /** Null where this version does not understand it any more. */
  rule: RuleInput | null;
  firing: number;
  pending: number;
  lastToldAt: Date | null;
  /** What it told, for each of the last 30 days, oldest first. */
  days: number[];
};

/** How a rule stands for one customer, or (with an empty customer id) for all together. */
export type StateItem = {
  ruleId: string;
  ruleName: string;
  environment: Environment;
  customerId: string;
  customerName: string | null;
  status: RuleStatus;
  /** Exact decimal. */
  value: string | null;
  since: Date | null;
  dueAt: Date | null;
  isAnnounced: boolean;
};

/** One time that a rule had something to tell. */
export type FiringItem = {
  id: string;
  ruleId: string;
  ruleName: string;
  environment: Environment;
  customerId: string;
  customerName: string | null;
  kind: FiringKind;
  severity: Severity;
  step: string | null;
  value: string | null;
  compared: string | null;
  at: Date;
  /** The sentence that was told. */
  reason: string | null;
  eventId: string | null;
};

export type StoredRuleRow = {
  name: string;
  description: string;
  enabled: boolean;
  definition: unknown;
};

/** The rule that a row holds; null where this version does not understand it. */
export function ruleIn({ name, description, enabled, definition }: StoredRuleRow): RuleInput | null {
  const parsed = ruleDefinition.safeParse(definition);
  return parsed.success ? { ...parsed.data, name, description, enabled } : null;
}
