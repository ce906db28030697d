import type { Profile, ProfileField } from "./profile";

/** What a good alert needs to know of a customer, and how much each part is worth. */
const weights: readonly { field: ProfileField; label: string; weight: number }[] = [
  { field: "name", label: "Name", weight: 15 },
  { field: "ownerEmail", label: "Owner's e-mail", weight: 15 },
  { field: "mrr", label: "MRR", weight: 15 },
  { field: "healthScore", label: "Health score", weight: 15 },
  { field: "tier", label: "Tier", weight: 10 },
  { field: "url", label: "Link to the customer", weight: 10 },
  { field: "email", label: "E-mail", weight: 5 },
  { field: "engagement", label: "Engagement", weight: 5 },
  { field: "renewalOn", label: "Renewal date", weight: 5 },
  { field: "lastInteractionAt", label: "Last interaction", weight: 5 },
];

/** Percent of what is worth knowing, and what is missing, the most valuable first. */
export type Completeness = { percent: number; missing: { field: ProfileField; label: string }[] };

/** How complete a profile is: 0 for a bare id, 100 when nothing that an alert shows is missing. */
export function completenessOf(profile: Profile): Completeness {
  const missing = weights.filter(({ field }) => profile[field] === null || profile[field] === "");
  const lost = missing.reduce((sum, { weight }) => sum + weight, 0);
  return { percent: 100 - lost, missing: missing.map(({ field, label }) => ({ field, label })) };
}
