import type { PickableFamily } from "@/components/routes/family-picker";
import { catalog } from "@/lib/events/catalog";
import { envelopeFields } from "@/lib/routing/field";

/** Types that people route on purpose: a test goes where its button says. */
const routable = catalog.filter((entry) => entry.family !== "tests");

/** Families whose noun is another's: `customer.*` takes more than the health of customers. */
const shared: ReadonlySet<string> = new Set(["health"]);

/** The catalog by family, each with the wildcard that takes all of it, where there is one. */
export const families: PickableFamily[] = [...new Set(routable.map((entry) => entry.family))].map(
  (family) => {
    const entries = routable.filter((entry) => entry.family === family);
    const nouns = new Set(entries.map(({ type }) => type.split(".")[0]));
    return {
      family,
      label: family.charAt(0).toUpperCase() + family.slice(1),
      wildcard: nouns.size === 1 && !shared.has(family) ? `${[...nouns][0]}.*` : undefined,
      types: entries.map(({ type, label, description }) => ({ type, label, description })),
    };
  },
);

const known = new Set([
  "*",
  ...families.flatMap(({ wildcard, types }) => [
    ...(wildcard === undefined ? [] : [wildcard]),
    ...types.map(({ type }) => type),
  ]),
]);

/** Splits a route's types into those the picker offers and those of the sender's own. */
export function splitTypes(eventTypes: readonly string[]): { eventTypes: string[]; ownTypes: string } {
  return {
    eventTypes: eventTypes.filter((type) => known.has(type)),
    ownTypes: eventTypes.filter((type) => !known.has(type)).join(", "),
  };
}

const customerFields = ["id", "name", "email", "tier", "mrr.amount", "mrr.currency"].map(
  (name) => `customer.${name}`,
);

function pathsOf(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, `${path}.${key}`));
}

/** Fields that a condition can look at, as the catalog's samples have them. Any other path is welcome. */
export const filterFields: string[] = [
  ...new Set([
    ...routable.flatMap((entry) => pathsOf(entry.sample.data, "data")),
    ...customerFields,
    ...envelopeFields,
  ]),
];
