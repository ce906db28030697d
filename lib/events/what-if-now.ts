import { type Decision, shelfOfRoute } from "@/lib/routing/reason";

/** When a route was made and last changed. */
export type RouteStamp = { id: string; createdAt: Date; updatedAt: Date };

type Verdict = Decision["verdict"] | "absent";

/** A route that would say something else to the event today than it did. */
export type Difference = {
  routeId: string;
  routeName: string;
  destinationName: string;
  before: Verdict;
  now: Verdict;
  /** The reason that holds now. */
  text: string;
};

type Past = {
  /** What was stored when the event was decided. */
  trace: readonly Decision[];
  decidedAt: Date;
  /** What every route of today says to the event. */
  today: readonly Decision[];
  stamps: readonly RouteStamp[];
};

/**
 * What was said of an event: the stored trace, and the routes that it leaves out because the index ruled them out. Of
 * those only the ones that are today as they were then are known to have said the same.
 */
export function decisionsThen({ trace, decidedAt, today, stamps }: Past): Decision[] {
  const named = new Set(trace.map(({ routeId }) => routeId));
  const unchanged = new Set(stamps.filter(({ updatedAt }) => updatedAt <= decidedAt).map(({ id }) => id));
  const others = today.filter(
    ({ routeId, verdict }) => verdict === "skip" && !named.has(routeId) && unchanged.has(routeId),
  );
  return [...trace, ...others];
}

/** A route leads to one destination; a rule may tell several. */
const nameOf = ({ routeId, destinationId }: Decision) =>
  shelfOfRoute(routeId) === "rules" ? `${routeId}|${destinationId}` : routeId;

/** Where today's routes would decide otherwise, by the same function that decides. */
export function differencesNow({ trace, decidedAt, today, stamps }: Past): Difference[] {
  const before = new Map(trace.map((decision) => [nameOf(decision), decision]));
  const madeAt = new Map(stamps.map(({ id, createdAt }) => [id, createdAt]));
  const current = new Set(today.map(nameOf));
  const changed = today.flatMap((decision): Difference[] => {
    const { routeId, routeName, destinationName, verdict, reason } = decision;
    const wasThere = (madeAt.get(routeId) ?? decidedAt) <= decidedAt;
    const then = before.get(nameOf(decision))?.verdict ?? (wasThere ? "skip" : "absent");
    const isSame = then === verdict || (then === "absent" && verdict === "skip");
    return isSame
      ? []
      : [{ routeId, routeName, destinationName, before: then, now: verdict, text: reason.text }];
  });
  const gone = trace
    .filter((decision) => decision.verdict !== "skip" && !current.has(nameOf(decision)))
    .map(({ routeId, routeName, destinationName, verdict }): Difference => {
      const text = `Route “${routeName}” is not there any more.`;
      return { routeId, routeName, destinationName, before: verdict, now: "absent", text };
    });
  return [...changed, ...gone];
}
