/** What exists in the project and can be picked; anything else may be typed where a rule allows it. */
export type RuleChoices = {
  meters: readonly { name: string; unit: string | null }[];
  eventTypes: readonly { type: string; label?: string | undefined }[];
  /** Names of the customers' attributes, those with numbers first. */
  attributes: readonly { name: string; isNumber: boolean }[];
  customers: readonly { id: string; name: string | null }[];
  tiers: readonly string[];
  currencies: readonly string[];
  destinations: readonly { id: string; name: string; target: string }[];
  timeZone: string;
};

export type Suggestion = { value: string; label?: string };

const numbers: readonly Suggestion[] = [
  { value: "mrr", label: "MRR" },
  { value: "healthScore", label: "Health score" },
  { value: "sentimentScore", label: "Sentiment score" },
  { value: "churnProbability", label: "Churn probability, 0 to 1" },
  { value: "engagement", label: "Engagement" },
];

/** The numbers of a customer that a rule can watch or measure against. */
export function numberFields({ attributes }: Pick<RuleChoices, "attributes">): Suggestion[] {
  const own = attributes.filter(({ isNumber }) => isNumber);
  return [...numbers, ...own.map(({ name }) => ({ value: `attributes.${name}`, label: name }))];
}

const profile = [
  "id",
  "name",
  "email",
  "domain",
  "tier",
  "zone",
  "mrr.amount",
  "mrr.currency",
  "owner.email",
  "healthScore",
  "sentimentScore",
  "churnProbability",
  "engagement",
  "renewalOn",
  "contractStartedOn",
  "lastInteractionAt",
];

/** Fields that a filter can look at. */
export function filterFields({ attributes }: Pick<RuleChoices, "attributes">): string[] {
  return [
    ...profile.map((field) => `customer.${field}`),
    ...attributes.map(({ name }) => `customer.attributes.${name}`),
  ];
}
