import { z } from "zod";
import type { EventType } from "./define";
import { count, currency, flag, instant, label, list, money, named, quantity, stretch, url } from "./shapes";

/** What a field takes, in words. */
const kinds: ReadonlyMap<z.ZodType, string> = new Map<z.ZodType, string>([
  [label, "text, a number, or yes and no"],
  [named, "text, or an object with a name"],
  [money, "money"],
  [instant, "a day or an instant"],
  [count, "a whole number"],
  [quantity, "a number"],
  [currency, "an ISO 4217 code"],
  [url, "an address"],
  [list, "a list"],
  [flag, "true or false"],
  [stretch, "a stretch of time"],
]);

export type DataField = { name: string; takes: string };

/** The fields of `data` that a type's message is made of. None is required, and others are kept. */
export function fieldsOf({ data }: EventType): DataField[] {
  if (!(data instanceof z.ZodObject)) return [];
  return Object.entries(data.shape).map(([name, schema]) => ({
    name,
    takes: (schema instanceof z.ZodType && kinds.get(schema)) || kindOfUnion(schema),
  }));
}

/** A field that takes one of two things is described by the first that has words. */
function kindOfUnion(schema: unknown): string {
  if (!(schema instanceof z.ZodUnion)) return "anything";
  const options: readonly unknown[] = schema.options;
  const known = options.flatMap((option) => (option instanceof z.ZodType && kinds.get(option)) || []);
  return known.join(", or ") || "anything";
}
