import { createHash, randomBytes } from "node:crypto";

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
let lastMs = 0;
let lastRandom = 0n;

/** A ULID for `ms`; two made in the same millisecond keep their order. */
export function ulid(ms: number): string {
  if (ms === lastMs) lastRandom += 1n;
  else {
    lastMs = ms;
    lastRandom = BigInt(`0x${randomBytes(10).toString("hex")}`) >> 1n;
  }
  return encode(ms, lastRandom);
}

/** The ULID that `index` of a repeated request always gets, so that the repetition is recognised. */
export function seededUlid(seed: { ms: number; entropy: string }, index: number): string {
  const digest = createHash("sha256").update(`${seed.entropy}:${index}`).digest("hex").slice(0, 20);
  return encode(seed.ms, BigInt(`0x${digest}`));
}

/** The smallest ULID of a millisecond: ids below it are older. */
export function ulidFloor(ms: number): string {
  return encode(ms, 0n);
}

/** Reads the header `x-inngest-event-id-seed: <ms>,<entropy>`; null when absent or malformed. */
export function parseSeed(header: string | undefined): { ms: number; entropy: string } | null {
  const [, ms, entropy] = /^(\d{1,14}),([A-Za-z0-9+/=]{1,64})$/.exec(header ?? "") ?? [];
  return ms === undefined || entropy === undefined ? null : { ms: Number(ms), entropy };
}

function encode(ms: number, random: bigint): string {
  let value = (BigInt(ms) << 80n) | (random & ((1n << 80n) - 1n));
  let text = "";
  for (let i = 0; i < 26; i += 1) {
    text = DIGITS.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return text;
}
