import { parseMoney } from "@/lib/messages/money";

/** What a filter can look at. An event as stored is one. */
export type RoutableEvent = {
  type: string;
  source: string;
  environment: string;
  externalId: string;
  occurredAt: Date;
  customer: unknown;
  data: unknown;
};

/** Envelope fields, read by their name alone; `customer` and `data` are looked into. */
const envelope = {
  type: (event) => event.type,
  source: (event) => event.source,
  environment: (event) => event.environment,
  id: (event) => event.externalId,
  occurredAt: (event) => event.occurredAt.toISOString(),
} satisfies Record<string, (event: RoutableEvent) => string>;

export const envelopeFields = Object.keys(envelope);
const maxSegments = 16;

/** A value that was looked for. `undefined` means that there is nothing at that path. */
export type Read = (event: RoutableEvent) => unknown;

const arrayIndex = /^(0|[1-9]\d{0,5})$/;

/** Own properties only, so that no path reaches a prototype; lists are entered by number, never by `length`. */
function own(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) && !arrayIndex.test(key)) return undefined;
  if (Object.hasOwn(value, key)) return Object.getOwnPropertyDescriptor(value, key)?.value;
  // Money may come as whole minor units (API.md, money); a threshold on its amount must see it all the same.
  return key === "amount" && Object.hasOwn(value, "amountMinor") ? parseMoney(value)?.amount : undefined;
}

/** Splits at dots; `\.` is a dot inside a name. */
function segmentsOf(path: string): string[] {
  return path.split(/(?<!\\)\./).map((segment) => segment.replaceAll("\\.", "."));
}

/** Why a path cannot be looked at, as the end of a sentence; undefined when it can. */
export function defectOfPath(path: string): string | undefined {
  const [root = "", ...rest] = segmentsOf(path);
  const roots = [...envelopeFields, "customer.…", "data.…"].join(", ");
  if (rest.length + 1 > maxSegments) return `must not have more than ${maxSegments} parts`;
  if (rest.some((segment) => segment === "")) return "must not have empty parts";
  if (Object.hasOwn(envelope, root)) return rest.length === 0 ? undefined : `has no parts: use ${root} alone`;
  if (root !== "customer" && root !== "data") return `must be one of ${roots}`;
  return rest.length === 0 ? `must go on after ${root}, as in ${root}.name` : undefined;
}

/** Makes the function that reads a path. A path with a defect reads nothing. */
export function readerOf(path: string): Read {
  const [root = "", ...rest] = segmentsOf(path);
  if (
    root === "type" ||
    root === "source" ||
    root === "environment" ||
    root === "id" ||
    root === "occurredAt"
  ) {
    return rest.length === 0 ? envelope[root] : () => undefined;
  }
  if (rest.length === 0 || (root !== "customer" && root !== "data")) return () => undefined;
  return (event) => rest.reduce<unknown>(own, event[root]);
}
