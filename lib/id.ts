import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

export const idPrefixes = {
  event: "evt",
  notification: "ntf",
  destination: "dst",
  route: "rte",
  project: "prj",
  organization: "org",
  key: "key",
  user: "usr",
  invitation: "inv",
  installation: "ins",
  audit: "aud",
  rejected: "rej",
} as const;
export type IdKind = keyof typeof idPrefixes;

function encodeTime(milliseconds: number): string {
  let rest = milliseconds;
  let text = "";
  for (let position = 0; position < 10; position++) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/**
 * A prefixed id whose text order is its time order: ten characters of milliseconds, sixteen of randomness (80 bits),
 * in Crockford's base 32.
 */
export function newId(kind: IdKind, now: number = Date.now()): string {
  const bytes = randomBytes(16);
  let random = "";
  for (const byte of bytes) random += alphabet.charAt(byte % 32);
  return `${idPrefixes[kind]}_${encodeTime(now)}${random}`;
}

/** Whether a text looks like an id of that kind; says nothing of whether it exists. */
export function isId(kind: IdKind, text: string): boolean {
  return new RegExp(`^${idPrefixes[kind]}_[${alphabet}]{26}$`).test(text);
}

/** The smallest id of a kind that could have been made at or after an instant: turns a time range into an index range. */
export function idFloor(kind: IdKind, since: Date): string {
  return `${idPrefixes[kind]}_${encodeTime(Math.max(0, since.getTime()))}`;
}
