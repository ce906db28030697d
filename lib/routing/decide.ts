import type { DestinationKind } from "@/db/enums";
import type { Redaction } from "@/lib/redaction/redact";
import { compileStyle, type Style } from "@/lib/templates/style";
import { type CompiledFilter, compileFilter, evaluate, passes } from "./evaluate";
import { takesType } from "./event-type";
import type { RoutableEvent } from "./field";
import type { Filter } from "./filter";
import { buildIndex, candidatesOf, type RouteIndex } from "./match";
import type { Check, Decision, Reason } from "./reason";
import { atOnce, type Timing } from "./timing";
import { describeChecks } from "./wording";

/** A destination as far as deciding and planning need it. */
export type PlaybookDestination = {
  id: string;
  kind: DestinationKind;
  name: string;
  lane: string;
  enabled: boolean;
  acceptsSandbox: boolean;
  /** Broken: what would be sent is held until it is mended. */
  isBroken: boolean;
  /** What may not be seen there; nothing when it is left out. */
  redaction?: Redaction | null;
  /** Its workspace lets messages be posted under the brand's name and icon. */
  maySetSender?: boolean;
};

/** A route as it is stored. */
export type PlaybookRoute = {
  id: string;
  name: string;
  enabled: boolean;
  eventTypes: readonly string[];
  filter: Filter | null;
  destinationId: string;
};

type ReadyRoute = Omit<PlaybookRoute, "filter"> & {
  filter: CompiledFilter | null;
  destination: PlaybookDestination;
};

/** All routes and destinations of a project at one version, ready to be asked. */
export type Playbook = {
  version: number;
  destinations: ReadonlyMap<string, PlaybookDestination>;
  routes: readonly ReadyRoute[];
  index: RouteIndex;
  /** Where critical notifications go when their own destination is broken. */
  fallbackDestinationId: string | null;
  /** The project's, in which days are named. */
  timeZone: string;
  /** How its messages look and sound: templates, brand. */
  style: Style;
  /** When they are told: digests, quiet hours. */
  timing: Timing;
};

type Stored = {
  version: number;
  destinations: readonly PlaybookDestination[];
  routes: readonly PlaybookRoute[];
  fallbackDestinationId?: string | null;
  timeZone?: string;
  style?: Style;
  timing?: Timing;
};

/** How many routes that do not apply a stored trace names; `explain` names all of them. */
const maxSkipped = 50;

/** Makes a project's routes ready, once per version. @throws when a route's destination is not among them. */
export function compilePlaybook({
  version,
  destinations,
  routes,
  fallbackDestinationId = null,
  timeZone = "UTC",
  style = compileStyle({ project: { name: "", timeZone } }),
  timing = atOnce,
}: Stored): Playbook {
  const byId = new Map(destinations.map((destination) => [destination.id, destination]));
  const ready = routes.map((route): ReadyRoute => {
    const destination = byId.get(route.destinationId);
    if (!destination) throw new Error(`route ${route.id} leads to a destination that is not in the playbook`);
    return { ...route, filter: route.filter && compileFilter(route.filter), destination };
  });
  return {
    version,
    destinations: byId,
    routes: ready,
    index: buildIndex(ready),
    fallbackDestinationId,
    timeZone,
    style,
    timing,
  };
}

/** The one judgement, in order of precedence: the type, the route's switch, the filter, then whether its message may go. */
function judge(
  { enabled, eventTypes, filter, destination }: ReadyRoute,
  event: RoutableEvent,
): Reason["code"] {
  if (!eventTypes.some((pattern) => takesType(pattern, event.type))) return "type_not_matched";
  if (!enabled) return "route_disabled";
  if (filter && !passes(filter, event)) return "filter_not_matched";
  if (!destination.enabled) return "destination_disabled";
  if (event.environment === "sandbox" && !destination.acceptsSandbox) return "sandbox_not_accepted";
  return "matched";
}

const isSkip = (code: Reason["code"]) =>
  code === "type_not_matched" || code === "route_disabled" || code === "filter_not_matched";

const typesOf = (patterns: readonly string[]) =>
  patterns.includes("*")
    ? "every event"
    : patterns.length > 3
      ? `${patterns.slice(0, 3).join(", ")} and more`
      : patterns.join(", ");

function textOf(
  code: Reason["code"],
  route: ReadyRoute,
  event: RoutableEvent,
  checks: readonly Check[],
): string {
  const name = `Route “${route.name}”`;
  const destination = `“${route.destination.name}”`;
  const met = checks.filter((check) => check.passed);
  switch (code) {
    case "type_not_matched":
      return `${name} takes ${typesOf(route.eventTypes)}, not ${event.type}.`;
    case "route_disabled":
      return `${name} is switched off.`;
    case "filter_not_matched":
      return `${name} did not match: ${describeChecks(checks.filter((check) => !check.passed))}.`;
    case "destination_disabled":
      return `${name} matched, but its destination ${destination} is switched off.`;
    case "sandbox_not_accepted":
      return `${name} matched, but its destination ${destination} does not accept sandbox events.`;
    default:
      return met.length > 0
        ? `${name} matched: ${describeChecks(met)}.`
        : `${name} matched: it takes ${typesOf(route.eventTypes)}.`;
  }
}

function decisionOf(code: Reason["code"], route: ReadyRoute, event: RoutableEvent): Decision {
  const checks = route.filter && code !== "type_not_matched" ? evaluate(route.filter, event) : [];
  return {
    routeId: route.id,
    routeName: route.name,
    destinationId: route.destinationId,
    destinationName: route.destination.name,
    verdict: isSkip(code) ? "skip" : code === "matched" ? "send" : "suppress",
    reason: { code, text: textOf(code, route, event, checks) },
    checks,
  };
}

/**
 * What a project's routes say to an event, in the routes' order: every route that sends or would have sent, and of those
 * whose type fits but that do not apply the first 50 that had to be asked. Routes that the index rules out are not asked.
 */
export function decide(playbook: Playbook, event: RoutableEvent): Decision[] {
  const decisions: Decision[] = [];
  let skipped = 0;
  for (const position of candidatesOf(playbook.index, event)) {
    const route = playbook.routes[position];
    if (!route) continue;
    const code = judge(route, event);
    if (isSkip(code) && ++skipped > maxSkipped) continue;
    decisions.push(decisionOf(code, route, event));
  }
  return decisions;
}

/** As `decide`, for every route of the project: the answer to “why not?”. Asks them one by one, without the index. */
export function explain(playbook: Playbook, event: RoutableEvent): Decision[] {
  return playbook.routes.map((route) => decisionOf(judge(route, event), route, event));
}
