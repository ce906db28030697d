import { z } from "zod";

const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * An address as we keep it: NFKC, lower case. Undefined for what could be read as another address or as several:
 * anything outside ASCII after NFKC (homoglyph letters), more than one @, commas, quotes, comments, spaces, address literals.
 */
export function parseEmailAddress(text: string): string | undefined {
  const address = text.normalize("NFKC").trim().toLowerCase();
  const [name, host, ...more] = address.split("@");
  if (name === undefined || host === undefined || more.length > 0) return undefined;
  const fits = name.length <= 64 && host.length <= 253 && local.test(name) && domain.test(host);
  return fits ? address : undefined;
}

/** parseEmailAddress for schemas. */
export const emailAddress = z.string().transform((text, context) => {
  const address = parseEmailAddress(text);
  if (address !== undefined) return address;
  context.addIssue({ code: "custom", message: "Enter one e-mail address, such as kim@example.com." });
  return z.NEVER;
});
