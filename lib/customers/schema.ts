import { z } from "zod";
import { environments } from "@/db/enums";
import { moneyObject } from "@/lib/events/catalog/shapes";
import { canonicalMoney } from "./money";
import type { Attributes, Profile } from "./profile";
import { zones } from "./zone";

/** A customer's id as its sender gave it. */
export const customerId = z.string().min(1).max(255);

const text = (max: number) => z.string().trim().max(max);
const calendarDay = z.iso
  .date({ error: "must be a calendar day such as 2026-12-31" })
  .regex(/^[1-9]/, "must be of the year 1000 or later");

/** Text of an address, which can hold what no stored text does. */
export const addressText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes("\u0000"), "must not contain the NUL character (U+0000)");

/** The fields of a profile as they are sent; null clears one. Fields that we do not know belong into `attributes`. */
export const customerInput = z.strictObject({
  name: text(500).nullish(),
  email: text(320).nullish(),
  domain: text(255).nullish(),
  url: text(2_000).nullish(),
  tier: text(100).nullish(),
  mrr: moneyObject
    .refine((money) => canonicalMoney(money) !== undefined, "must be an exact amount; send it as text")
    .nullish(),
  owner: z.strictObject({ email: text(320).nullish(), name: text(500).nullish() }).nullish(),
  healthScore: z.number().min(0).max(100).nullish(),
  sentimentScore: z.number().min(0).max(100).nullish(),
  churnProbability: z.number().min(0).max(1).nullish(),
  engagement: z.number().min(-1e15).max(1e15).nullish(),
  renewalOn: calendarDay.nullish(),
  contractStartedOn: calendarDay.nullish(),
  lastInteractionAt: z.iso
    .datetime({ offset: true, error: "must be an ISO 8601 instant such as 2026-11-21T09:00:00Z" })
    .regex(/^[1-9]\d{3}-/, "must be of the year 1000 or later")
    .nullish(),
  excluded: z.boolean().nullish(),
  attributes: z
    .record(z.string().min(1).max(200), z.unknown())
    .refine((attributes) => Object.keys(attributes).length <= 200, "must not have more than 200 keys")
    .nullish(),
});
export type CustomerInput = z.infer<typeof customerInput>;

/** What is said of a customer: only the fields that are named, null for what is cleared. */
export type Said = { fields: Partial<Profile>; attributes: Attributes };

const orNull = (value: string | null | undefined) => (value === "" ? null : value);

function ownerOf(owner: CustomerInput["owner"]): Record<string, string | null | undefined> {
  if (owner === null) return { ownerEmail: null, ownerName: null };
  return { ownerEmail: orNull(owner?.email?.toLowerCase() ?? owner?.email), ownerName: orNull(owner?.name) };
}

/** What a body says: empty text counts as null, amounts and instants are written in one way. */
export function saidIn({ owner, attributes, mrr, ...input }: CustomerInput): Said {
  const { lastInteractionAt } = input;
  const said = {
    ...input,
    ...ownerOf(owner),
    name: orNull(input.name),
    email: orNull(input.email),
    domain: orNull(input.domain),
    url: orNull(input.url),
    tier: orNull(input.tier),
    mrr: mrr === null ? null : canonicalMoney(mrr),
    lastInteractionAt: lastInteractionAt ? new Date(lastInteractionAt).toISOString() : lastInteractionAt,
  };
  const fields = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return { fields, attributes: { ...attributes } };
}

/** A customer as the API answers with it. */
export type PublishedCustomer = {
  id: string;
  environment: string;
} & Omit<Profile, "ownerEmail" | "ownerName"> & {
    owner: { email: string | null; name: string | null } | null;
    zone: string | null;
    attributes: Attributes;
    completeness: { percent: number; missing: string[] };
    createdAt: Date;
    updatedAt: Date;
  };

/** Most customers of one page. */
export const maxPage = 100;

export const customerListQuery = z.strictObject({
  cursor: addressText(400).optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
  query: addressText(200).optional(),
  tier: addressText(100).optional(),
  owner: addressText(320).optional(),
  zone: z.enum(zones).optional(),
  environment: z.enum(environments).optional(),
});

export const environmentQuery = z.strictObject({ environment: z.enum(environments).optional() });
