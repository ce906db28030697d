import { randomBytes } from "node:crypto";
import { z } from "zod";
import { privateDocument } from "./data-folder";

const secretsSchema = z.object({
  nextauthSecret: z.string(),
  encryptionKeys: z.string(),
  inngestEventKey: z.string(),
  inngestSigningKey: z.string(),
  localSignIn: z.string(),
  slackClientId: z.string(),
  slackClientSecret: z.string(),
  slackSigningSecret: z.string(),
  smtpPassword: z.string(),
});

/** What one installation signs and encrypts with. Lost, its sessions, sealed webhook addresses and tokens are lost. */
export type Secrets = z.infer<typeof secretsSchema>;

/** The secrets of this data folder, made at the first start and kept in `secrets.json` (mode 0600). */
export function loadSecrets(dataDir: string): Secrets {
  const document = privateDocument(dataDir, "secrets.json", secretsSchema.partial());
  const kept = document.read() ?? {};
  const secrets = { ...freshSecrets(), ...kept };
  if (Object.keys(kept).length < Object.keys(secrets).length) document.write(secrets);
  return secrets;
}

function freshSecrets(): Secrets {
  const hex = (bytes: number) => randomBytes(bytes).toString("hex");
  return {
    nextauthSecret: randomBytes(32).toString("base64"),
    encryptionKeys: `k1:${randomBytes(32).toString("base64")}`,
    inngestEventKey: hex(24),
    // The SDK strips `signkey-<name>-` and reads the rest as hexadecimal bytes.
    inngestSigningKey: `signkey-local-${hex(32)}`,
    localSignIn: randomBytes(32).toString("base64url"),
    slackClientId: `${randomBytes(5).readUIntBE(0, 5)}.${randomBytes(5).readUIntBE(0, 5)}`,
    slackClientSecret: hex(16),
    slackSigningSecret: hex(16),
    smtpPassword: hex(16),
  };
}
