import type { Environment } from "@/db/enums";
import { decimalKey, decimalOf } from "@/lib/routing/decimal";
import { type Completeness, completenessOf } from "./completeness";
import type { Attributes, KnownCustomer, Profile } from "./profile";
import type { PublishedCustomer } from "./schema";
import { type Zone, type ZoneBounds, zoneOf } from "./zone";

/** A customer as it is stored: decimals are text. */
export type CustomerRow = {
  environment: Environment;
  id: string;
  name: string | null;
  email: string | null;
  domain: string | null;
  url: string | null;
  tier: string | null;
  mrrAmount: string | null;
  mrrCurrency: string | null;
  ownerEmail: string | null;
  ownerName: string | null;
  healthScore: string | null;
  sentimentScore: string | null;
  churnProbability: string | null;
  engagement: string | null;
  renewalOn: string | null;
  contractStartedOn: string | null;
  lastInteractionAt: Date | null;
  excluded: boolean;
  attributes: unknown;
  factsAt: unknown;
  createdAt: Date;
  updatedAt: Date;
};

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

const numberOf = (text: string | null) => (text === null ? null : Number(text));

function stampsOf(value: unknown): Record<string, string> {
  const stamps = Object.entries(objectOf(value));
  return Object.fromEntries(
    stamps.flatMap(([field, stamp]) => (typeof stamp === "string" ? [[field, stamp]] : [])),
  );
}

function profileOf(row: CustomerRow): Profile {
  const amount = row.mrrAmount === null ? undefined : decimalOf(row.mrrAmount);
  const { name, email, domain, url, tier, ownerEmail, ownerName, renewalOn, contractStartedOn } = row;
  return {
    ...{ name, email, domain, url, tier, ownerEmail, ownerName, renewalOn, contractStartedOn },
    mrr: amount && row.mrrCurrency ? { amount: decimalKey(amount), currency: row.mrrCurrency } : null,
    healthScore: numberOf(row.healthScore),
    sentimentScore: numberOf(row.sentimentScore),
    churnProbability: numberOf(row.churnProbability),
    engagement: numberOf(row.engagement),
    lastInteractionAt: row.lastInteractionAt?.toISOString() ?? null,
    excluded: row.excluded,
  };
}

/** What a stored row knows. */
export const knownOf = (row: CustomerRow): KnownCustomer => ({
  profile: profileOf(row),
  attributes: objectOf(row.attributes),
  factsAt: stampsOf(row.factsAt),
});

/** The columns of what is known, by the names that the statement which stores it uses. */
export function columnsOf(id: string, { profile, attributes, factsAt }: KnownCustomer) {
  const { mrr, excluded, ...rest } = profile;
  return {
    ...rest,
    id,
    mrrAmount: mrr?.amount ?? null,
    mrrCurrency: mrr?.currency ?? null,
    excluded: excluded ?? false,
    attributes,
    factsAt,
  };
}

/** A customer with what follows from what is known of it. */
export type Customer = {
  id: string;
  environment: Environment;
  profile: Profile;
  attributes: Attributes;
  zone: Zone | null;
  completeness: Completeness;
  createdAt: Date;
  updatedAt: Date;
};

/** The customer that a row holds, with its zone by the project's bounds. */
export function customerOf(row: CustomerRow, bounds: ZoneBounds): Customer {
  const { profile, attributes } = knownOf(row);
  const { id, environment, createdAt, updatedAt } = row;
  return {
    ...{ id, environment, profile, attributes, createdAt, updatedAt },
    zone: zoneOf(profile.healthScore, bounds),
    completeness: completenessOf(profile),
  };
}

/** A customer as the API answers with it. */
export function published({ profile, completeness, ...customer }: Customer): PublishedCustomer {
  const { ownerEmail, ownerName, ...fields } = profile;
  return {
    ...customer,
    ...fields,
    owner: ownerEmail === null && ownerName === null ? null : { email: ownerEmail, name: ownerName },
    completeness: {
      percent: completeness.percent,
      missing: completeness.missing.map(({ field }) => field),
    },
  };
}
