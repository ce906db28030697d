import type { Environment } from "@/db/enums";
import { findEventType } from "@/lib/events/catalog";
import { humanize } from "@/lib/messages/humanize";
import { parseMoney } from "@/lib/messages/money";
import type { Roots } from "./run";
import { isBlank, own } from "./values";

/** An event as templates see it. Customer and data are the sender's and may hold anything. */
export type TellableEvent = {
  type: string;
  externalId: string;
  occurredAt: Date;
  environment: Environment;
  customer?: unknown;
  data: unknown;
};

/** The project, as templates see it. */
export type TellingProject = { name: string; timeZone: string };

type Whole = { data: unknown; customer: unknown; event: unknown };

function at(value: unknown, path: string): unknown {
  return path.split(".").reduce(own, value);
}

/** The first of the paths that has something. Senders write `meterName` or `meter_name`. */
function firstOf(root: unknown, ...paths: string[]): unknown {
  for (const path of paths) {
    for (const name of [path, path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]) {
      const found = at(root, name);
      if (!isBlank(found)) return found;
    }
  }
  return undefined;
}

/** The twelve names that usage alerts are written with elsewhere (AMB-28), so that such a wording can be pasted. */
export const aliases = {
  "customer-id": ({ customer, data }) => at(customer, "id") ?? firstOf(data, "customer.id", "customerId"),
  "customer-name": ({ customer, data }) =>
    at(customer, "label") ?? firstOf(data, "customer.name", "customerName"),
  "meter-id": ({ data }) => firstOf(data, "meter.id", "meterId"),
  "meter-name": ({ data }) => firstOf(data, "meter.name", "meterName", "meter"),
  "notification-id": ({ data, event }) =>
    firstOf(data, "rule.id", "ruleId", "notificationId", "alertId") ?? at(event, "id"),
  "notification-name": ({ data, event }) =>
    firstOf(data, "rule.name", "ruleName", "notificationName", "alertName", "rule") ?? at(event, "label"),
  "current-value": ({ data }) => firstOf(data, "currentValue", "current", "value", "balance", "actual"),
  "threshold-value": ({ data }) =>
    firstOf(data, "thresholdValue", "threshold.value", "threshold", "limit", "target"),
  "threshold-condition": ({ data }) =>
    firstOf(data, "thresholdCondition", "threshold.condition", "condition", "operator"),
  "ui-hyperlink": ({ data, customer }) => firstOf(data, "uiHyperlink", "url", "link") ?? at(customer, "url"),
  "entity-type": ({ data }) => firstOf(data, "entityType", "entity.type"),
  "entity-list": ({ data }) => firstOf(data, "entityList", "entities", "entity.list"),
} satisfies Record<string, (whole: Whole) => unknown>;

/** What a path may start with. */
export const rootNames: ReadonlySet<string> = new Set([
  "data",
  "customer",
  "event",
  "project",
  ...Object.keys(aliases),
]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The customer with a `label`: the name, else the e-mail address, else the id. */
function customerOf(customer: unknown): unknown {
  if (!isRecord(customer)) return undefined;
  const label = ["name", "email", "id"].map((name) => own(customer, name)).find((value) => !isBlank(value));
  return { label, ...customer };
}

/** Everything that a template can name. */
export function rootsOf(event: TellableEvent, project: TellingProject): Roots {
  const { type, externalId, environment, occurredAt, data } = event;
  const label = findEventType(type)?.label ?? humanize(type);
  const whole = {
    data,
    customer: customerOf(event.customer),
    event: { id: externalId, type, label, environment, occurredAt: occurredAt.toISOString() },
  };
  const known = new Map<string, unknown>(Object.entries({ ...whole, project }));
  for (const [name, read] of Object.entries(aliases)) known.set(name, read(whole));
  return known;
}

/** Most variables that are listed; any other path is welcome. */
const maxListed = 150;

function pathsOf(value: unknown, path: string, depth: number): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value) || depth === 0) return [path];
  if (parseMoney(value)) return [path, `${path}.amount`, `${path}.currency`];
  return Object.entries(value).flatMap(([key, inner]) => {
    const isPlain = /^[A-Za-z_]\w*(?:-\w+)*$/.test(key);
    return key.includes('"')
      ? []
      : pathsOf(inner, isPlain ? `${path}.${key}` : `${path}["${key}"]`, depth - 1);
  });
}

/** What can be named for an event, in the order people look for it. */
export function pathsFor(event: TellableEvent, project: TellingProject): string[] {
  const roots = rootsOf(event, project);
  const ordered = ["customer", "data", "event", "project"].flatMap((name) =>
    pathsOf(roots.get(name), name, 6),
  );
  return [...ordered.slice(0, maxListed), ...Object.keys(aliases)];
}
