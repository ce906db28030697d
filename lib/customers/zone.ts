import { z } from "zod";

export const zones = ["red", "yellow", "green"] as const;
export type Zone = (typeof zones)[number];

const score = z.number().min(0).max(100);

/** Where the zones of a health score meet. A score that equals a bound belongs to the better zone. */
export const zoneBounds = z
  .strictObject({ redBelow: score, yellowBelow: score })
  .refine(({ redBelow, yellowBelow }) => redBelow <= yellowBelow, {
    path: ["yellowBelow"],
    message: "must not be below redBelow",
  });
export type ZoneBounds = z.infer<typeof zoneBounds>;

/** The zone of a health score (0 to 100); null where there is none. */
export function zoneOf(healthScore: number | null, { redBelow, yellowBelow }: ZoneBounds): Zone | null {
  if (healthScore === null) return null;
  if (healthScore < redBelow) return "red";
  return healthScore < yellowBelow ? "yellow" : "green";
}

/** The scores of a zone: from `from` on, and below `below` where there is such a bound. */
export function scoresOf(
  zone: Zone,
  { redBelow, yellowBelow }: ZoneBounds,
): { from: number; below: number | null } {
  switch (zone) {
    case "red":
      return { from: 0, below: redBelow };
    case "yellow":
      return { from: redBelow, below: yellowBelow };
    case "green":
      return { from: yellowBelow, below: null };
  }
}
