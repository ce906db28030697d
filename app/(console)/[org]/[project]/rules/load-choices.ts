import type { RuleChoices } from "@/components/rules/choices";
import type { Scope } from "@/lib/auth/scope";
import { getCustomerSettings, listCustomers } from "@/lib/customers/queries";
import { listDestinations } from "@/lib/destinations/queries";
import { catalog, findEventType } from "@/lib/events/catalog";
import { listNamed } from "@/lib/rules/choices/queries";

/** Customers that are suggested before anything is typed. */
const firstCustomers = 20;

const routable = catalog.filter(({ family }) => family !== "tests").map(({ type }) => type);

/** Everything that the form of a rule lets one pick. */
export async function loadChoices(scope: Scope, timeZone: string): Promise<RuleChoices> {
  const [named, customers, { tiers }, destinations] = await Promise.all([
    listNamed(scope),
    listCustomers(scope, { environment: "production", limit: firstCustomers }),
    getCustomerSettings(scope),
    listDestinations(scope),
  ]);
  const types = [...new Set([...named.eventTypes, ...routable])];
  return {
    meters: named.meters,
    attributes: named.attributes,
    eventTypes: types.map((type) => ({ type, label: findEventType(type)?.label })),
    customers: customers.items.map(({ id, profile }) => ({ id, name: profile.name })),
    tiers,
    currencies: named.currencies.length > 0 ? named.currencies : ["USD", "EUR"],
    destinations: destinations.map(({ id, name, target }) => ({ id, name, target })),
    timeZone,
  };
}
