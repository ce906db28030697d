import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import { getCustomer } from "@/lib/customers/queries";
import { published } from "@/lib/customers/row";
import { AppError } from "@/lib/errors";
import type { RuleCustomer } from "@/lib/rules/observation";

/** A customer as rules see it; of one that is not known nothing but its id, null for none. */
export async function loadCustomer(
  scope: Scope,
  environment: Environment,
  id: string,
): Promise<RuleCustomer | null> {
  if (id === "") return null;
  try {
    return { ...published(await getCustomer(scope, environment, id)), id };
  } catch (error) {
    if (error instanceof AppError && error.kind === "not_found") return { id };
    throw error;
  }
}
