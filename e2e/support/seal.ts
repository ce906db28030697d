import { seal } from "@/lib/crypto";
import { loadSecrets } from "@/local/supervisor/secrets";
import type { Stack } from "./stack";

/** Seals secrets as a stack does, with its own keys. A process knows the keys of one stack: that of its worker. */
export function sealerOf({ dataDir, databaseUrl, web }: Stack): typeof seal {
  const { encryptionKeys, nextauthSecret } = loadSecrets(dataDir);
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: web,
    NEXTAUTH_SECRET: nextauthSecret,
    BELLWIRE_ENCRYPTION_KEYS: encryptionKeys,
  });
  return seal;
}
