import type { Environment } from "@/db/enums";
import type { EventCustomer } from "@/lib/events/schema";
import { parseInstant } from "@/lib/messages/format";
import { canonicalMoney } from "./money";
import type { CustomerFacts, Profile } from "./profile";

/** What of an event says something of its customer. */
export type CustomerEvent = {
  id: string;
  environment: Environment;
  occurredAt: Date;
  receivedAt: Date;
  customer: EventCustomer | null;
};

const property = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;

const textIn = (value: unknown, key: string, maxLength: number): string | undefined => {
  const text = property(value, key);
  const trimmed = typeof text === "string" ? text.trim() : "";
  return trimmed === "" || trimmed.length > maxLength ? undefined : trimmed;
};

const numberIn = (value: unknown, key: string, low: number, high: number): number | undefined => {
  const number = property(value, key);
  return typeof number === "number" && number >= low && number <= high ? number : undefined;
};

/** A calendar day that exists, as it is written; what follows it, such as a time, is left out. */
function dayIn(value: unknown, key: string): string | undefined {
  const day = textIn(value, key, 40)?.slice(0, 10);
  if (day === undefined || !/^[1-9]\d{3}-\d{2}-\d{2}$/.test(day)) return undefined;
  return parseInstant(day)?.toISOString().startsWith(day) ? day : undefined;
}

/** An instant of a year that Postgres and JavaScript write alike. */
function instantIn(value: unknown, key: string): string | undefined {
  const iso = parseInstant(textIn(value, key, 40))?.toISOString();
  return iso !== undefined && /^[1-9]\d{3}-/.test(iso) ? iso : undefined;
}

const booleanIn = (value: unknown, key: string): boolean | undefined => {
  const found = property(value, key);
  return typeof found === "boolean" ? found : undefined;
};

const given = (fields: { [Field in keyof Profile]?: Profile[Field] | undefined }): Partial<Profile> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Names longer than this are no names, and would not fit into an index. */
const maxAttributeName = 200;

const attributesOf = (attributes: Record<string, unknown> | undefined) =>
  Object.fromEntries(
    Object.entries(attributes ?? {}).filter(([name]) => name !== "" && name.length <= maxAttributeName),
  );

/**
 * What an event says of its customer: only what its envelope names and what can be used. Null where it names no customer.
 * What an event says is so from when it happened on, but never from later than it came in: a sender's clock that is ahead
 * must not keep later facts out.
 */
export function customerFromEvent({
  id,
  occurredAt,
  receivedAt,
  customer,
}: CustomerEvent): CustomerFacts | null {
  if (customer === null) return null;
  const { owner } = customer;
  const fields = given({
    name: textIn(customer, "name", 500),
    email: textIn(customer, "email", 320),
    domain: textIn(customer, "domain", 255),
    url: textIn(customer, "url", 2_000),
    tier: textIn(customer, "tier", 100),
    mrr: canonicalMoney(customer.mrr),
    ownerEmail: textIn(owner, "email", 320)?.toLowerCase(),
    ownerName: textIn(owner, "name", 500),
    healthScore: numberIn(customer, "healthScore", 0, 100),
    sentimentScore: numberIn(customer, "sentimentScore", 0, 100),
    churnProbability: numberIn(customer, "churnProbability", 0, 1),
    engagement: numberIn(customer, "engagement", -1e15, 1e15),
    renewalOn: dayIn(customer, "renewalOn"),
    contractStartedOn: dayIn(customer, "contractStartedOn"),
    lastInteractionAt: instantIn(customer, "lastInteractionAt"),
    excluded: booleanIn(customer, "excluded"),
  });
  const at = occurredAt < receivedAt ? occurredAt : receivedAt;
  return { id: customer.id, at, source: id, fields, attributes: attributesOf(customer.attributes) };
}
