import type { Rule } from "@/lib/rules/schema";
import type { RoutableEvent } from "./field";
import type { Filter } from "./filter";

/** The types of what rules have to say all begin so (lib/rules/firing-event). */
const typesOfRules = "rule.*";

export const isOfRule = ({ type }: Pick<RoutableEvent, "type">) => type.startsWith("rule.");

/** The rule that an event is of; undefined for every other event. */
export function ruleOf(event: RoutableEvent): string | undefined {
  if (!isOfRule(event) || typeof event.data !== "object" || event.data === null) return undefined;
  const ruleId: unknown = Object.getOwnPropertyDescriptor(event.data, "ruleId")?.value;
  return typeof ruleId === "string" ? ruleId : undefined;
}

type Recipient = Rule["destinations"][number];

function filterOf(ruleId: string, { severities }: Recipient): Filter {
  const isIts = { field: "data.ruleId", operator: "eq" as const, value: ruleId };
  if (!severities) return isIts;
  return { all: [isIts, { field: "data.severity", operator: "in" as const, value: severities }] };
}

/**
 * A rule that tells destinations of its own, as routes: found by their `data.ruleId` like any other equality, so that ten
 * thousand rules cost what ten cost.
 */
export function routesOfRule({ id, name, destinations, ownerRouting }: Rule) {
  return destinations.map((recipient) => ({
    id,
    name,
    enabled: true,
    eventTypes: [typesOfRules],
    filter: filterOf(id, recipient),
    destinationId: recipient.destinationId,
    isRule: true,
    ownerRouting,
  }));
}
