import { z } from "zod";
import { parseInstant } from "@/lib/messages/format";
import { parseMoney } from "@/lib/messages/money";

/** Anything that can stand in a line of a message. Null counts as absent, as everywhere in `data`. */
export const label = z
  .union([z.string(), z.number(), z.boolean()], { error: "must be text or a number" })
  .nullish();

/** A thing that is named by a text, or by an object with a name or a code. */
export const named = z
  .union([z.string(), z.number(), z.looseObject({ name: label, code: label, id: label })], {
    error: "must be text, or an object with a name",
  })
  .nullish();

const wrongMoney =
  'must be money such as { "amount": "129.00", "currency": "USD" } or { "amountMinor": 12900, "currency": "USD" }';

/** An amount with its currency: a decimal string, or whole minor units (API.md, money). */
export const moneyObject = z
  .looseObject(
    {
      amount: z.union([z.string(), z.number()]).nullish(),
      amountMinor: z.union([z.string(), z.number()]).nullish(),
      currency: z.string(),
    },
    { error: wrongMoney },
  )
  .refine((value) => parseMoney(value) !== undefined, { error: wrongMoney, abort: true });

/** An amount (API.md, money). A bare amount is taken when `currency` stands beside it. */
export const money = z
  .union([z.string().regex(/^-?\d{1,30}(\.\d{1,18})?$/, wrongMoney), z.number(), moneyObject], {
    error: wrongMoney,
  })
  .nullish();

/** A moment or a day: ISO 8601, or unix seconds or milliseconds. */
export const instant = z
  .union([z.string(), z.number()])
  .refine((value) => parseInstant(value) !== undefined, {
    error: "must be an instant such as 2026-11-21T09:00:00Z, or a day",
  })
  .nullish();

const wrongCount = "must be a whole number, zero or more";

/** A whole number from zero up. */
export const count = z
  .union([z.int(wrongCount).min(0, wrongCount), z.string().regex(/^\d{1,9}$/, wrongCount)], {
    error: wrongCount,
  })
  .nullish();

/** An address to open. One that may not be linked is left out of messages. */
export const url = z.string().max(2_000).nullish();

/** ISO 4217 code of the amounts that do not name theirs. */
export const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, "must be an ISO 4217 code such as USD")
  .nullish();

/** Any number, as a number or as decimal text. */
export const quantity = z
  .union([z.number(), z.string().regex(/^-?\d{1,15}(\.\d{1,15})?$/, "must be a number")], {
    error: "must be a number",
  })
  .nullish();

/** Several things that can stand in a line, or one. */
export const list = z
  .union([z.array(z.unknown()).max(1_000), z.string(), z.number()], { error: "must be a list" })
  .nullish();

/** Yes or no. */
export const flag = z.boolean().nullish();

/** A stretch of time with a name: from `start` on and before `end`. */
export const stretch = z.looseObject({ size: label, start: instant, end: instant, label }).nullish();
