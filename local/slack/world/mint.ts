import { createHash } from "node:crypto";

const idSpace = 36 ** 8;
const scatter = 1_290_331_807;

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
    secret(length) {
      return digest(`secret-${next()}`)
        .replaceAll(/[^A-Za-z0-9]/g, "x")
        .slice(0, length);
    },
    digits() {
      return String(300_000_000_000 + next());
    },
    count: () => made,
    restore(count) {
      made = count;
    },
  };
}

function digest(text: string): string {
  return createHash("sha512").update(text).digest("base64");
}
