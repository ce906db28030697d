import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env";

type Keyring = { active: string; keys: Map<string, Buffer> };
let ring: Keyring | undefined;

function keyring(): Keyring {
  if (ring) return ring;
  const entries = env()
    .BELLWIRE_ENCRYPTION_KEYS.split(",")
    .map((entry): [string, Buffer] => {
      const at = entry.indexOf(":");
      return [entry.slice(0, at), Buffer.from(entry.slice(at + 1), "base64")];
    });
  const active = entries[0]?.[0];
  if (active === undefined) throw new Error("BELLWIRE_ENCRYPTION_KEYS holds no key");
  ring = { active, keys: new Map(entries) };
  return ring;
}

function keyOf(id: string): Buffer {
  const key = keyring().keys.get(id);
  if (!key) throw new Error(`No encryption key with the id ${id}: add it to BELLWIRE_ENCRYPTION_KEYS.`);
  return key;
}

/** Where a secret lives. It is authenticated with the ciphertext, so that a row's secret opens in that row only. */
export type SecretPlace = { table: string; row: string; column: string };
const additionalData = (place: SecretPlace) => Buffer.from(`${place.table}|${place.row}|${place.column}`);

/** AES-256-GCM under the active key: `v1.<key id>.<nonce>.<tag>.<ciphertext>`, base64url (reliability: secrets at rest). */
export function seal(plain: string, place: SecretPlace): string {
  const { active } = keyring();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(active), nonce);
  cipher.setAAD(additionalData(place));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return ["v1", active, ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(
    ".",
  );
}

/** The secret again. @throws when the text was altered, sealed for another place, or its key is gone. */
export function open(sealed: string, place: SecretPlace): string {
  const [version, keyId, nonce, tag, body] = sealed.split(".");
  if (version !== "v1" || !keyId || !nonce || !tag || body === undefined)
    throw new Error("Not a sealed secret.");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(keyId), Buffer.from(nonce, "base64url"));
  decipher.setAAD(additionalData(place));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}

/** A keyed fingerprint that finds an equal secret without opening any. Keyed by the oldest key, which outlives rotation. */
export function blindIndex(plain: string): string {
  const oldest = [...keyring().keys.keys()].at(-1) ?? "";
  return createHmac("sha256", keyOf(oldest)).update(`index|${plain}`).digest("base64url");
}

/** SHA-256 as base64url. Right for secrets of at least 112 random bits; not for passwords. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** `bytes` random bytes as base64url. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString("base64url");
}

/** Equality in a time that does not depend on where the texts differ. */
export function equalsInConstantTime(left: string, right: string): boolean {
  return timingSafeEqual(
    createHash("sha256").update(left).digest(),
    createHash("sha256").update(right).digest(),
  );
}
