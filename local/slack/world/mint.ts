const idSpace = 36 ** 8;
const scatter = 1_290_331_807;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Makes ids and secrets. The same calls in the same order give the same values. */
export interface Mint {
  /** A Slack id: the prefix letter, then nine characters of `[A-Z0-9]`. */
  id(prefix: string): string;
  /** So many characters of `[A-Za-z0-9]`. */
  secret(length: number): string;
  /** A number of twelve digits, as tokens carry them. */
  digits(): string;
  /** How many values were made; `restore` continues from there after a restart. */
  count(): number;
  restore(count: number): void;
}

/** A mint that starts from the beginning of its series. */
export function createMint(): Mint {
  let made = 0;
  const next = () => {
    made += 1;
    return made;
  };
  return {
    id(prefix) {
      const scattered = (BigInt(next()) * BigInt(scatter)) % BigInt(idSpace);
      return `${prefix}1${scattered.toString(36).toUpperCase().padStart(8, "0")}`;
    },
    secret: (length) => scramble(next(), length),
    digits() {
      return String(300_000_000_000 + next());
    },
    count: () => made,
    restore(count) {
      made = count;
    },
  };
}

/** Characters that look random and follow from the number: a small generator (mulberry32) seeded with it. */
function scramble(seed: number, length: number): string {
  let state = Math.imul(seed, 0x9e3779b1);
  let text = "";
  while (text.length < length) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    text += alphabet.charAt(((mixed ^ (mixed >>> 14)) >>> 0) % alphabet.length);
  }
  return text;
}
