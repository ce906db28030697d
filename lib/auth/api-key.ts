import type { KeyScope } from "@/db/enums";
import { sha256 } from "@/lib/crypto";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { markKeyUsed } from "./commands";
import { isPlausibleKey } from "./key-format";
import { mintScope } from "./mint";
import { findApiKey, type StoredKey } from "./queries";
import type { Scope } from "./scope";
import { systemScope } from "./system";
import { timedCache } from "./timed-cache";

const gate = systemScope("authenticate");

/** A revoked key must be refused within a second on every process, so nothing is remembered for longer than that. */
const known = timedCache<StoredKey | undefined>({
  maxAgeMilliseconds: 1_000,
  maxEntries: 10_000,
  now: () => performance.now(),
});

async function lookUp(hash: string): Promise<StoredKey | undefined> {
  const key = await findApiKey(gate, hash);
  const usedLately = key?.lastUsedAt && Date.now() - key.lastUsedAt.getTime() < 60_000;
  if (key && !usedLately) {
    markKeyUsed(gate, key.id).catch((error: unknown) =>
      log.warn({ keyId: key.id, error }, "last use not recorded"),
    );
  }
  return key;
}

function presentedKey(headers: Headers): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get("authorization")?.trim() ?? "");
  return bearer?.[1] ?? headers.get("x-api-key")?.trim();
}

/** Whether a request brings a key at all, good or bad. */
export function presentsApiKey(headers: Headers): boolean {
  return headers.has("authorization") || headers.has("x-api-key");
}

/** One refusal for a missing, mistyped, unknown, revoked or expired key: it tells a guesser nothing. */
function invalidKey(): AppError {
  return new AppError(
    "unauthenticated",
    "The API key is missing or not valid. Send it as “Authorization: Bearer bw_…”.",
    {
      code: "invalid_api_key",
    },
  );
}

function isUsable(key: StoredKey, now: number): boolean {
  return key.revokedAt === null && (key.expiresAt === null || key.expiresAt.getTime() > now);
}

/**
 * The project that a request's API key opens, from `Authorization: Bearer` or `X-API-Key`.
 * What a test key sends is sandbox: see `actor.environment`.
 * @throws AppError 401 `invalid_api_key`, 403 `insufficient_scope`; whatever the database throws when it is away.
 */
export async function requireApiKey(headers: Headers, needed: KeyScope): Promise<Scope> {
  const presented = presentedKey(headers);
  if (presented === undefined || !isPlausibleKey(presented)) throw invalidKey();
  const hash = sha256(presented);
  const key = await known.get(hash, () => lookUp(hash));
  const now = Date.now();
  if (!key || !isUsable(key, now)) throw invalidKey();
  if (!key.scopes.includes(needed)) {
    throw new AppError("forbidden", `This API key does not have the scope “${needed}”.`, {
      code: "insufficient_scope",
    });
  }
  const environment = key.mode === "test" ? "sandbox" : "production";
  return mintScope(key.organizationId, key.projectId, {
    kind: "api_key",
    keyId: key.id,
    keyScopes: key.scopes,
    environment,
  });
}
