import { z } from "zod";

/** Names that belong to the connection, to the message's framing or to the signature. */
const reserved = new Set([
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te"],
  ...[
    "trailer",
    "transfer-encoding",
    "upgrade",
    "host",
    "content-length",
    "content-type",
    "content-encoding",
  ],
  ...["expect", "date", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"],
]);

const isReserved = (name: string) =>
  reserved.has(name) || name.startsWith("webhook-") || name.startsWith("svix-") || name.startsWith("sec-");

export const maxHeaders = 20;
const maxValue = 1_000;

const name = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "A header's name has letters, digits and dashes.")
  .refine((text) => !isReserved(text), "Bellwire or the connection sets this header itself.");

/** One line of what can be seen: no line breaks, nothing invisible, nothing beyond ASCII. */
const value = z
  .string()
  .trim()
  .max(maxValue, `Use ${maxValue.toLocaleString("en-US")} characters at most.`)
  .regex(/^[\x20-\x7e\t]*$/, "Write one line of plain characters.");

/** One header of somebody's own. A secret one is sealed and never shown again; without a value it stays what it was. */
export const headerInput = z.strictObject({
  name,
  value: value.nullable().default(null),
  isSecret: z.boolean().default(false),
});
export type HeaderInput = z.infer<typeof headerInput>;

export const headerList = z
  .array(headerInput)
  .max(maxHeaders, `A webhook may have ${maxHeaders} headers at most.`)
  .superRefine((list, context) => {
    for (const [at, { name: own, value: given, isSecret }] of list.entries()) {
      if (list.findIndex(({ name: other }) => other === own) < at)
        context.addIssue({ code: "custom", path: [at, "name"], message: "There is this header already." });
      if (given === null && !isSecret)
        context.addIssue({ code: "custom", path: [at, "value"], message: "Give the header a value." });
    }
  });

/** A rendered value on its way into a header: whatever could end the line or is no plain character stands in per cent. */
export function headerValueOf(text: string): string {
  return text
    .toWellFormed()
    .slice(0, maxValue)
    .toWellFormed()
    .replace(/[^\x20-\x7e]/gu, (character) => encodeURIComponent(character))
    .trim();
}
