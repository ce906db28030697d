import { createHash } from "node:crypto";
import { randomToken, sha256 } from "@/lib/crypto";
import { sendMail } from "@/lib/email/send";
import { signInMail } from "@/lib/email/sign-in-mail";
import { env } from "@/lib/env";
import { countWithin, createSignInToken } from "./commands";
import { systemScope } from "./system";

const scope = systemScope("sign-in");

/** How long a magic link works, in seconds. */
export const linkLife = 10 * 60;

/**
 * Whether one more link may be sent: 5 in 15 minutes to an address, 20 in 15 minutes for one client.
 * @param email as parseEmailAddress gave it.
 */
export async function admitsLink(email: string, client: string, now: Date): Promise<boolean> {
  const minutes = 15;
  const [byClient, byAddress] = await Promise.all([
    countWithin(scope, { key: `sign-in:client:${sha256(client)}`, limit: 20, minutes }, now),
    countWithin(scope, { key: `sign-in:address:${sha256(email)}`, limit: 5, minutes }, now),
  ]);
  return byClient && byAddress;
}

/** Mails a link that signs its reader in. @param url the whole link, with its token. */
export async function mailLink(email: string, url: string): Promise<void> {
  await sendMail({ to: email, ...signInMail({ url, email, minutes: linkLife / 60 }) });
}

/** How next-auth hashes a magic link's token before it looks for it. */
export function storedHash(token: string): string {
  return createHash("sha256").update(`${token}${env().NEXTAUTH_SECRET}`).digest("hex");
}

type LinkRequest = { email: string; returnTo: string; client: string };

/**
 * Mails a magic link, unless too many have been asked for: then nothing is sent and nothing is said, so that the answer
 * is the same for everybody. It works whether or not the address has an account; that is found out when the link is used.
 * @throws AppError 503 when the mail could not be handed over.
 */
export async function requestLink({ email, returnTo, client }: LinkRequest, now: Date): Promise<void> {
  if (!(await admitsLink(email, client, now))) return;
  const token = randomToken();
  const expiresAt = new Date(now.getTime() + linkLife * 1_000);
  await createSignInToken(scope, { tokenHash: storedHash(token), email, expiresAt }, now);
  const query = new URLSearchParams({
    callbackUrl: new URL(returnTo, env().NEXTAUTH_URL).href,
    token,
    email,
  });
  await mailLink(email, `${env().NEXTAUTH_URL}/api/auth/callback/email?${query}`);
}
