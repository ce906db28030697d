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
  case: "cas",
  source: "src",
  sourceReceipt: "rcp",
  template: "tpl",
  measurement: "mea",
  rule: "rul",
  firing: "frg",
  mute: "mut",
  digest: "dig",
  quietHours: "qhr",
  escalation: "esc",
} as const;
export type IdKind = keyof typeof idPrefixes;

function encode(value: number, characters: number): string {
  let rest = value;
  let text = "";
  for (let position = 0; position < characters; position++) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

let last = { at: 0, count: 0 };

/**
 * A prefixed id whose text order is the order of making: ten characters of milliseconds, four of a count within them (so
 * that a batch keeps its order), twelve of randomness (60 bits), in Crockford's base 32.
 */
export function newId(kind: IdKind, now: number = Date.now()): string {
  last = { at: now, count: last.at === now ? (last.count + 1) % 2 ** 20 : 0 };
  let random = "";
  for (const byte of randomBytes(12)) random += alphabet.charAt(byte % 32);
  return `${idPrefixes[kind]}_${encode(now, 10)}${encode(last.count, 4)}${random}`;
}

/** Whether a text looks like an id of that kind; says nothing of whether it exists. */
export function isId(kind: IdKind, text: string): boolean {
  return new RegExp(`^${idPrefixes[kind]}_[${alphabet}]{26}$`).test(text);
}

/** The smallest id of a kind that could have been made at or after an instant: turns a time range into an index range. */
export function idFloor(kind: IdKind, since: Date): string {
  return `${idPrefixes[kind]}_${encode(Math.max(0, since.getTime()), 10)}`;
}
