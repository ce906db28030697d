import { decimalKey, decimalOf } from "@/lib/routing/decimal";
import {
  type Attributes,
  type CustomerFacts,
  type KnownCustomer,
  numericFields,
  type Profile,
  type ProfileField,
} from "./profile";

/** What a number became, and when. `value` is null where it was cleared; `currency` is of money only. */
export type HistoryPoint = {
  field: string;
  /** ISO 8601. */
  at: string;
  source: string;
  value: string | null;
  currency: string | null;
};

/** A number that is another one now. */
export type NumericChange = HistoryPoint & { previous: string | null; previousCurrency: string | null };

export type Merged = {
  known: KnownCustomer;
  /** Whether anything was said that was not known, be it only that it is still so. */
  isMoved: boolean;
  points: HistoryPoint[];
  changes: NumericChange[];
};

/** Facts of one instant are ordered by their source, so that the order of arrival does not matter. */
const stampOf = (at: Date, source: string) => `${at.toISOString()}|${source}`;

/** The instant of a stamp in milliseconds. */
export const instantOfStamp = (stamp: string) => Date.parse(stamp.slice(0, stamp.indexOf("|")));

type Numeric = { value: string | null; currency: string | null };

const numericNames: ReadonlySet<string> = new Set(numericFields);

/** The number of a field; null for none; undefined for what is no number, such as a name. */
function numberOf(field: string, value: unknown): Numeric | undefined {
  if (typeof value === "number") {
    const decimal = decimalOf(value);
    return decimal && { value: decimalKey(decimal), currency: null };
  }
  if (typeof value === "object" && value !== null && field === "mrr") {
    const amount: unknown = Object.getOwnPropertyDescriptor(value, "amount")?.value;
    const currency: unknown = Object.getOwnPropertyDescriptor(value, "currency")?.value;
    return typeof amount === "string" && typeof currency === "string"
      ? { value: amount, currency }
      : undefined;
  }
  return value === null || value === undefined ? { value: null, currency: null } : undefined;
}

const isNumeric = (field: string, ...values: unknown[]) =>
  numericNames.has(field) ||
  (field.startsWith("attributes.") && values.some((value) => typeof value === "number"));

const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

function pointOf(field: string, stamp: string, value: unknown): HistoryPoint[] {
  const number = numberOf(field, value);
  const split = stamp.indexOf("|");
  return number ? [{ field, at: stamp.slice(0, split), source: stamp.slice(split + 1), ...number }] : [];
}

type Slot = { field: string; current: unknown; set: (value: unknown) => void };

/** Puts one fact into its place, or only into the history where a newer one is known. */
function place(merged: Merged, { field, current, set }: Slot, value: unknown, stamp: string): void {
  const { factsAt } = merged.known;
  const known = Object.hasOwn(factsAt, field) ? factsAt[field] : undefined;
  const differs = !isSame(current ?? null, value ?? null);
  const counts = differs && isNumeric(field, current, value);
  if (known === undefined || stamp > known) {
    factsAt[field] = stamp;
    merged.isMoved = true;
    if (differs) set(value);
    if (!counts) return;
    const before = numberOf(field, current) ?? { value: null, currency: null };
    for (const point of pointOf(field, stamp, value)) {
      merged.points.push(point);
      merged.changes.push({ ...point, previous: before.value, previousCurrency: before.currency });
    }
    return;
  }
  // A late fact: the number was this until the one that is known, which is said once more where it would be hidden.
  if (stamp < known && counts)
    merged.points.push(...pointOf(field, stamp, value), ...pointOf(field, known, current));
}

function setterOf<Field extends ProfileField>(profile: Profile, field: Field) {
  return (value: Profile[Field]) => {
    profile[field] = value;
  };
}

function placeField<Field extends ProfileField>(
  merged: Merged,
  field: Field,
  value: Profile[Field],
  stamp: string,
): void {
  const { profile } = merged.known;
  const put = setterOf(profile, field);
  place(merged, { field, current: profile[field], set: () => put(value) }, value, stamp);
}

function placeAttribute(merged: Merged, name: string, value: unknown, stamp: string): void {
  const { attributes } = merged.known;
  const set = (given: unknown) => {
    if (given === null || given === undefined) delete attributes[name];
    else attributes[name] = given;
  };
  const current = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  place(merged, { field: `attributes.${name}`, current, set }, value, stamp);
}

const copyOf = ({ profile, attributes, factsAt }: KnownCustomer): KnownCustomer => ({
  profile: { ...profile },
  attributes: { ...attributes },
  factsAt: { ...factsAt },
});

/**
 * Adds facts to what is known, field by field: a fact of an earlier instant never overwrites one of a later instant, so any
 * order and any repetition come to the same customer.
 */
export function mergeFacts(known: KnownCustomer, facts: readonly CustomerFacts[]): Merged {
  const merged: Merged = { known: copyOf(known), isMoved: false, points: [], changes: [] };
  for (const { at, source, fields, attributes } of facts) {
    const stamp = stampOf(at, source);
    for (const field of profileFieldsOf(fields)) {
      const value = fields[field];
      if (value !== undefined) placeField(merged, field, value, stamp);
    }
    for (const [name, value] of Object.entries(attributes)) placeAttribute(merged, name, value, stamp);
  }
  return merged;
}

const profileFields = new Set<string>([
  ...numericFields,
  "name",
  "email",
  "domain",
  "url",
  "tier",
  "ownerEmail",
  "ownerName",
  "renewalOn",
  "contractStartedOn",
  "lastInteractionAt",
  "excluded",
] satisfies ProfileField[]);

const isProfileField = (name: string): name is ProfileField => profileFields.has(name);
const profileFieldsOf = (fields: Partial<Profile>) => Object.keys(fields).filter(isProfileField);

/** An instant after everything that is known, so that what a person or a backend says outright holds at once. */
export function instantOfCommand({ factsAt }: KnownCustomer, now: Date): Date {
  const latest = Math.max(...Object.values(factsAt).map(instantOfStamp), now.getTime() - 1);
  return new Date(latest + 1);
}

/** The facts that make a customer exactly `fields` and `attributes`: whatever they do not name is cleared. */
export function replacingFacts(
  known: KnownCustomer,
  { fields, attributes }: { fields: Partial<Profile>; attributes: Attributes },
): { fields: Partial<Profile>; attributes: Attributes } {
  const cleared = Object.fromEntries([...profileFields].map((field) => [field, null]));
  const removed = Object.fromEntries(Object.keys(known.attributes).map((name) => [name, null]));
  return { fields: { ...cleared, ...fields }, attributes: { ...removed, ...attributes } };
}
