import { type CompiledFilter, compileFilter, evaluate, passes } from "@/lib/routing/evaluate";
import type { RoutableEvent } from "@/lib/routing/field";
import type { Filter } from "@/lib/routing/filter";
import { describeChecks } from "@/lib/routing/wording";
import { compileExpression, type Expression } from "./expression";
import type { RuleCustomer } from "./observation";

/** Whether a customer counts, and why not in words. */
export type Admission = { ok: true } | { ok: false; reason: string };

/** Tells whether a customer counts. `value` and `compared` are for expressions. */
export type CustomerFilter = (
  customer: RuleCustomer | null,
  value: string | null,
  compared: string | null,
) => Admission;

const admitted: Admission = { ok: true };

const epoch = new Date(0);

/** Filters look at events; of this one there is a customer only. */
const asEvent = (customer: RuleCustomer | null): RoutableEvent => ({
  type: "",
  source: "rules",
  environment: "",
  externalId: "",
  occurredAt: epoch,
  customer: customer ?? {},
  data: {},
});

function filterReason(filter: CompiledFilter, customer: RuleCustomer | null): string {
  const failed = evaluate(filter, asEvent(customer)).filter(({ passed }) => !passed);
  return failed.length > 0 ? describeChecks(failed) : "the filter does not hold";
}

const passesFilter = (filter: CompiledFilter, customer: RuleCustomer | null): boolean =>
  passes(filter, asEvent(customer));

/** Makes a rule's filter and expression one question. What is excluded from being told of never counts. */
export function compileCustomerFilter(filter: Filter | null, source: string | undefined): CustomerFilter {
  const compiled = filter && compileFilter(filter);
  const parsed = source === undefined ? null : compileExpression(source);
  const expression: Expression | null =
    parsed === null ? null : parsed.ok ? parsed.expression : () => parsed.message;
  return (customer, value, compared) => {
    if (customer?.excluded === true) return { ok: false, reason: "the customer is excluded" };
    if (compiled && !passesFilter(compiled, customer))
      return { ok: false, reason: filterReason(compiled, customer) };
    const told = expression === null ? null : expression({ customer, value, compared });
    return told === null ? admitted : { ok: false, reason: told };
  };
}
