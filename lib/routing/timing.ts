import type { DigestCollection, Severity } from "@/db/enums";
import { heldUntil, hoursSchema, type ZonedHours } from "@/lib/schedule/hours";
import type { Reason } from "./reason";

/** A digest as far as planning needs it. Only those that are switched on are in a playbook. */
export type PlaybookDigest = {
  id: string;
  name: string;
  destinationId: string;
  collects: DigestCollection;
  routeIds: readonly string[];
};

/** Quiet hours of a project, or of one destination or route. */
export type PlaybookHours = {
  name: string;
  destinationId: string | null;
  routeId: string | null;
  hours: ZonedHours;
};

/** When things are told: what waits for a digest, and when it is quiet. */
export type Timing = { digests: readonly PlaybookDigest[]; hours: readonly PlaybookHours[] };

export const atOnce: Timing = { digests: [], hours: [] };

/** Quiet hours as they are stored, before the project's zone stands in. */
export type StoredHours = Omit<PlaybookHours, "hours"> & { hours: unknown };

/** Makes stored hours ready. Hours that cannot be read any more hold nothing back: better told than lost. */
export function readHours(stored: readonly StoredHours[], timeZone: string): PlaybookHours[] {
  return stored.flatMap(({ hours: given, ...rest }) => {
    const hours = hoursSchema.safeParse(given);
    return hours.success
      ? [{ ...rest, hours: { ...hours.data, timeZone: hours.data.timeZone ?? timeZone } }]
      : [];
  });
}

/** What is asked about: a message for a destination, by a route or because that one was told of its case before. */
type Asked = {
  destinationId: string;
  routeId: string | null;
  severity: Severity;
  /** A message of its case stands there already and would only be edited. */
  isLiving: boolean;
};

/** Why a notification is held although its destination works, and for how long. */
export type Delay =
  | { heldFor: "digest"; digestId: string; reason: Reason }
  | { heldFor: "hours"; heldUntil: Date; reason: Reason };

/**
 * The digest that a message waits for. One that takes its route comes before one that takes its whole destination. What follows
 * up a case without a route goes where all that is routed there goes.
 */
function digestOf(
  digests: readonly PlaybookDigest[],
  { destinationId, routeId }: Asked,
  routesThere: readonly string[],
): PlaybookDigest | undefined {
  const there = digests.filter((digest) => digest.destinationId === destinationId);
  const takes = ({ collects, routeIds }: PlaybookDigest, id: string) =>
    collects === "routes" && routeIds.includes(id);
  const byRoute =
    routeId === null
      ? routesThere.length > 0 && routesThere.every((id) => there.some((digest) => takes(digest, id)))
        ? there.find((digest) => routesThere.some((id) => takes(digest, id)))
        : undefined
      : there.find((digest) => takes(digest, routeId));
  return byRoute ?? there.find(({ collects }) => collects === "destination");
}

type Place = Pick<Asked, "destinationId" | "routeId">;

const applyingTo = ({ hours }: Timing, { destinationId, routeId }: Place) =>
  hours.filter(
    (each) =>
      (each.destinationId === null || each.destinationId === destinationId) &&
      (each.routeId === null || each.routeId === routeId),
  );

/** Until when it is quiet at a destination for what comes by a route; undefined when it is not. */
export function quietUntil(timing: Timing, place: Place, now: Date): Date | undefined {
  return heldUntil(
    applyingTo(timing, place).map(({ hours }) => hours),
    now,
  );
}

/**
 * Whether a message has to wait, by its hour. What is critical never does; a message of a case that stands already is brought up
 * to date at once rather than told in a digest.
 * @param routesThere ids of the routes that are switched on and lead to its destination.
 */
export function delayOf(
  timing: Timing,
  asked: Asked,
  { now, routesThere }: { now: Date; routesThere: readonly string[] },
): Delay | undefined {
  if (asked.severity === "critical") return undefined;
  const digest = asked.isLiving ? undefined : digestOf(timing.digests, asked, routesThere);
  if (digest) {
    const text = `It is told in the digest “${digest.name}”.`;
    return { heldFor: "digest", digestId: digest.id, reason: { code: "digest", text } };
  }
  const until = quietUntil(timing, asked, now);
  if (!until) return undefined;
  const applying = applyingTo(timing, asked);
  const named = applying.map(({ name }) => `“${name}”`).join(" and ");
  const text = `It is quiet by ${named}, so this is held until then and told with how things stand by then.`;
  return { heldFor: "hours", heldUntil: until, reason: { code: "quiet_hours", text } };
}
