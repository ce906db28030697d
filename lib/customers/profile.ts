import type { Money } from "@/lib/messages/money";

/** What is known of a customer. Null where nothing is. */
export type Profile = {
  name: string | null;
  email: string | null;
  domain: string | null;
  url: string | null;
  tier: string | null;
  /** A canonical decimal with its currency. */
  mrr: Money | null;
  ownerEmail: string | null;
  ownerName: string | null;
  /** 0 to 100. */
  healthScore: number | null;
  /** 0 to 100. */
  sentimentScore: number | null;
  /** 0 to 1. */
  churnProbability: number | null;
  engagement: number | null;
  /** Calendar days, as in `2026-12-31`. */
  renewalOn: string | null;
  contractStartedOn: string | null;
  /** ISO 8601 in UTC. */
  lastInteractionAt: string | null;
  /** Nobody is told about an excluded customer. */
  excluded: boolean | null;
};

export type ProfileField = keyof Profile;
export type Attributes = Record<string, unknown>;

export const emptyProfile: Profile = {
  name: null,
  email: null,
  domain: null,
  url: null,
  tier: null,
  mrr: null,
  ownerEmail: null,
  ownerName: null,
  healthScore: null,
  sentimentScore: null,
  churnProbability: null,
  engagement: null,
  renewalOn: null,
  contractStartedOn: null,
  lastInteractionAt: null,
  excluded: null,
};

/** The numbers whose every change is kept. Attributes that are numbers are kept as `attributes.<name>`. */
export const numericFields = [
  "mrr",
  "healthScore",
  "sentimentScore",
  "churnProbability",
  "engagement",
] as const satisfies readonly ProfileField[];

/** What something says of one customer: only what it names, null for what it clears. */
export type CustomerFacts = {
  id: string;
  /** Since when it is so. */
  at: Date;
  /** The event's id, or how it was said: `api`, `import`. */
  source: string;
  fields: Partial<Profile>;
  /** Null takes an attribute away. */
  attributes: Attributes;
};

/** A customer as it is known: what, and since when by field. */
export type KnownCustomer = { profile: Profile; attributes: Attributes; factsAt: Record<string, string> };
