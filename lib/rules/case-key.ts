/**
 * The case of a rule's alarm: this rule for this customer (or for all together), of this period where each period is a story of
 * its own. @param story the period's start as ISO 8601; empty for what goes on and on.
 */
export const ruleCaseKey = (ruleId: string, customerId: string, story: string) =>
  `rule:${ruleId}/${customerId || "all"}${story === "" ? "" : `/${story}`}`;
