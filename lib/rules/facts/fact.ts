import { type Customer, published } from "@/lib/customers/row";
import type { RuleCustomer } from "../observation";

/** A customer as filters, expressions and messages of rules see it. */
export const ruleCustomer = (customer: Customer): RuleCustomer => ({ ...published(customer) });
