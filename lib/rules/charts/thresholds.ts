import { divided, one, textOfUnits, unitsOf } from "../amount";
import { customerNumber } from "../customer-number";
import type { RuleCustomer } from "../observation";
import type { RuleDefinition, Target } from "../schema";

/** So many percent of a target, exactly. */
const shareOf = (percent: string, target: string) =>
  textOfUnits(divided(unitsOf(percent) * unitsOf(target), 100n * one));

function targetIn(of: Target, customer: RuleCustomer | null): string | null {
  return "value" in of ? of.value : customerNumber(customer, of.field);
}

/**
 * The bounds that a rule holds a value against, as far as they are numbers of that value: the bound itself (of one customer its
 * own, where it has one), a share of the target, every step. A change and an absence have none.
 */
export function thresholdsOf(
  { condition, overrides }: Pick<RuleDefinition, "condition" | "overrides">,
  customer: RuleCustomer | null,
): string[] {
  const own = overrides.find(({ customerId }) => customerId === customer?.id)?.value;
  switch (condition.kind) {
    case "above":
    case "below":
      return [own ?? condition.value];
    case "share": {
      const target = targetIn(condition.of, customer);
      return target === null ? [] : [shareOf(own ?? condition.percent, target)];
    }
    case "steps": {
      if (condition.of === undefined) return [...condition.steps];
      const target = targetIn(condition.of, customer);
      return target === null ? [] : condition.steps.map((step) => shareOf(step, target));
    }
    default:
      return [];
  }
}
