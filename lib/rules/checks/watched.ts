import type { Environment } from "@/db/enums";
import type { KnownCustomer } from "@/lib/customers/profile";
import type { Counted } from "@/lib/events/buckets/counted";
import { patternsOf } from "@/lib/routing/event-type";
import type { Rulebook } from "../rulebook";
import { anyField } from "../signal";
import type { Check, CheckOf } from "./commands";

export const meterKey = (meter: string) => `meter:${meter}`;
const fieldKey = (field: string) => `field:${field}`;
const eventsKey = (pattern: string) => `events:${pattern}`;
const revenueKey = (currency: string) => `revenue:${currency}`;
export const unknownKeys = { meter: "unknown:meter", customer: "unknown:customer" } as const;

/** What of a batch of readings is watched. */
export type WatchedMeters = {
  isAny: boolean;
  meters: ReadonlySet<string>;
  unknownMeters: boolean;
  unknownCustomers: boolean;
};

/** Which meters of a batch rules watch, and whether they want to hear of what was never seen. */
export function watchedMeters({ byKey }: Rulebook, readings: Iterable<{ meter: string }>): WatchedMeters {
  const unknownMeters = byKey.has(unknownKeys.meter);
  const unknownCustomers = byKey.has(unknownKeys.customer);
  const meters = new Set<string>();
  if (byKey.size > 0)
    for (const { meter } of readings) if (!meters.has(meter) && byKey.has(meterKey(meter))) meters.add(meter);
  return {
    isAny: meters.size > 0 || unknownMeters || unknownCustomers,
    meters,
    unknownMeters,
    unknownCustomers,
  };
}

/** The checks that counted events ask for: under the patterns that rules watch them by, and for revenue under its currency. */
export function checksOfEvents({ byKey }: Rulebook, counted: readonly Counted[]): CheckOf[] {
  if (byKey.size === 0) return [];
  return counted.flatMap(({ eventId: sourceId, environment, type, customerId, currency, hour: at }) => {
    const keys = currency === "" ? patternsOf(type).map(eventsKey) : [revenueKey(currency)];
    return keys
      .filter((key) => byKey.has(key))
      .map((signalKey): CheckOf => ({ sourceId, environment, signalKey, customerId: customerId ?? "", at }));
  });
}

/** What is known when facts of customers are taken in. `seesUnknown`: a customer that is new was not told of outright. */
export type WatchedFacts = { rulebook: Rulebook; seesUnknown?: boolean };

type Known = Pick<KnownCustomer, "profile" | "attributes">;

/** What one customer was and is. */
type Told = { id: string; before: Known; after: Known };

type Facts = {
  environment: Environment;
  told: readonly Told[];
  /** Ids of the customers that are new. */
  made: readonly string[];
  now: Date;
};

const isSame = (one: unknown, other: unknown) =>
  one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

const differing = (before: object, after: object): string[] => {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isSame(Reflect.get(before, name), Reflect.get(after, name)));
};

/** Filters read an owner as one. */
const fieldOf = (name: string) => (name === "ownerEmail" || name === "ownerName" ? "owner" : name);

/** The fields of a customer that are not as they were. */
function changedFields({ before, after }: Told): string[] {
  const fields = differing(before.profile, after.profile).map(fieldOf);
  const attributes = differing(before.attributes, after.attributes).map((name) => `attributes.${name}`);
  return [...new Set([...fields, ...attributes])];
}

const watchesFields = ({ byKey }: Rulebook) => [...byKey.keys()].some((key) => key.startsWith("field:"));

/** The checks that changed facts of customers ask for, and customers that nobody has heard of before. */
export function checksOfFacts(
  { rulebook, seesUnknown = false }: WatchedFacts,
  { environment, told, made, now }: Facts,
): Check[] {
  const { byKey } = rulebook;
  const at = now.toISOString();
  const isWatched = (field: string) => byKey.has(fieldKey(field)) || byKey.has(anyField);
  const changed = (watchesFields(rulebook) ? told : []).flatMap((one) =>
    changedFields(one)
      .filter(isWatched)
      .map((field): Check => ({ environment, signalKey: fieldKey(field), customerId: one.id, at })),
  );
  const unknown = seesUnknown && byKey.has(unknownKeys.customer) ? made : [];
  return [
    ...changed,
    ...unknown.map((customerId) => ({ environment, signalKey: unknownKeys.customer, customerId, at })),
  ];
}
