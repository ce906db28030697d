import type { DestinationKind, OwnerRouting } from "@/db/enums";
import { defaultCustomerSettings } from "@/lib/customers/settings";
import type { ZoneBounds } from "@/lib/customers/zone";
import type { Message } from "@/lib/messages/message";
import { compileMutes, type Mute, type Mutes } from "@/lib/mutes/match";
import type { Redaction } from "@/lib/redaction/redact";
import { compileRulebook, type Rulebook } from "@/lib/rules/rulebook";
import type { Rule } from "@/lib/rules/schema";
import { compileStyle, type Style } from "@/lib/templates/style";
import { type CompiledFilter, compileFilter, evaluate, passes } from "./evaluate";
import { takesType } from "./event-type";
import type { RoutableEvent } from "./field";
import type { Filter } from "./filter";
import { buildIndex, candidatesOf, type RouteIndex } from "./match";
import type { Check, Decision, Reason } from "./reason";
import { isOfRule, routesOfRule, ruleOf } from "./rule-routes";
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
  /** Of mail: whether the customer's owner is written to, besides fixed addresses or alone. */
  mailsOwner?: "too" | "alone" | null;
};

/** A route as it is stored. */
export type PlaybookRoute = {
  id: string;
  name: string;
  enabled: boolean;
  eventTypes: readonly string[];
  filter: Filter | null;
  destinationId: string;
  /** It is a rule that tells a destination of its own (./rule-routes). */
  isRule?: boolean;
  /** How the one who looks after the customer is told, and the user group of Slack that is named. */
  ownerRouting?: OwnerRouting;
  mentionGroupId?: string | null;
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
  /** The rules that are on, by what they watch. */
  rulebook: Rulebook;
  /** What is not told for a while. */
  mutes: Mutes;
  /** Who else is told of what a route or rule sends, by its id; most tell nobody. */
  attention: ReadonlyMap<string, NonNullable<Message["attention"]>>;
};

type Stored = {
  version: number;
  destinations: readonly PlaybookDestination[];
  routes: readonly PlaybookRoute[];
  fallbackDestinationId?: string | null;
  timeZone?: string;
  style?: Style;
  timing?: Timing;
  rules?: readonly Rule[];
  /** Where the zones of health meet. */
  zones?: ZoneBounds;
  mutes?: readonly Mute[];
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
  rules = [],
  zones = defaultCustomerSettings.zones,
  mutes = [],
}: Stored): Playbook {
  const byId = new Map(destinations.map((destination) => [destination.id, destination]));
  const ofRules = rules.flatMap(routesOfRule).filter(({ destinationId }) => byId.has(destinationId));
  const ready = [...routes, ...ofRules].map((route): ReadyRoute => {
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
    rulebook: compileRulebook(rules, { timeZone, zones }),
    mutes: compileMutes(mutes),
    attention: new Map(ready.flatMap(attentionOf)),
  };
}

function attentionOf({ id, ownerRouting = "none", mentionGroupId }: ReadyRoute) {
  if (ownerRouting === "none" && !mentionGroupId) return [];
  return [[id, { owner: ownerRouting, ...(mentionGroupId && { groupId: mentionGroupId }) }] as const];
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

const skipped: ReadonlySet<Reason["code"]> = new Set([
  "type_not_matched",
  "route_disabled",
  "filter_not_matched",
  "told_by_rule",
]);
const isSkip = (code: Reason["code"]) => skipped.has(code);

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
  const name = `${route.isRule ? "Rule" : "Route"} “${route.name}”`;
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
    case "told_by_rule":
      return `${name} matched, but the rule itself tells ${destination} of this.`;
    default:
      if (route.isRule) return `${name} tells ${destination}.`;
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

type Judged = { route: ReadyRoute; code: Reason["code"] };

const judgeAll = (routes: readonly ReadyRoute[], event: RoutableEvent): Judged[] =>
  routes.map((route) => ({ route, code: judge(route, event) }));

/** A destination that the rule itself tells is not told once more by a route that takes what rules have to say. */
function withoutRepeats(judged: readonly Judged[], event: RoutableEvent): readonly Judged[] {
  if (!isOfRule(event)) return judged;
  const told = new Set(
    judged.flatMap(({ route, code }) => (route.isRule && !isSkip(code) ? route.destinationId : [])),
  );
  const isRepeat = ({ route, code }: Judged) =>
    !route.isRule && !isSkip(code) && told.has(route.destinationId);
  return judged.map((one) => (isRepeat(one) ? { ...one, code: "told_by_rule" } : one));
}

/**
 * What a project's routes say to an event, in the routes' order: every route that sends or would have sent, and of those
 * whose type fits but that do not apply the first 50 that had to be asked. Routes that the index rules out are not asked.
 */
export function decide(playbook: Playbook, event: RoutableEvent): Decision[] {
  const decisions: Decision[] = [];
  let left = maxSkipped;
  const ruleId = ruleOf(event);
  const isAsked = (route: ReadyRoute) => !route.isRule || route.id === ruleId;
  const asked = candidatesOf(playbook.index, event).flatMap((position) => {
    const route = playbook.routes[position];
    return route && isAsked(route) ? [route] : [];
  });
  for (const { route, code } of withoutRepeats(judgeAll(asked, event), event)) {
    if (isSkip(code) && left-- <= 0) continue;
    decisions.push(decisionOf(code, route, event));
  }
  return decisions;
}

/**
 * As `decide`, for every route of the project: the answer to “why not?”. Asks them one by one, without the index. Of the
 * rules only the one that the event is of has something to say.
 */
export function explain(playbook: Playbook, event: RoutableEvent): Decision[] {
  const ruleId = ruleOf(event);
  const asked = playbook.routes.filter((route) => !route.isRule || route.id === ruleId);
  return withoutRepeats(judgeAll(asked, event), event).map(({ route, code }) =>
    decisionOf(code, route, event),
  );
}
