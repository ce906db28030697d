import { createHmac } from "node:crypto";
import { z } from "zod";
import { equalsInConstantTime } from "@/lib/crypto";

/** Whose mail of which destination it is about. */
export type Mailbox = { projectId: string; destinationId: string; address: string };

const parts = z.tuple([z.string().max(64), z.string().max(64), z.string().max(254)]);

/** Where this installation stands, and the secret that its links are signed with. */
export type Site = { origin: string; secret: string };

const signatureOf = (payload: string, secret: string) =>
  createHmac("sha256", secret).update(`mail-preferences|${payload}`).digest("base64url");

/** What lets the person who got a mail decide about further ones without signing in. It opens nothing else, and never ends. */
export function mailboxToken({ projectId, destinationId, address }: Mailbox, secret: string): string {
  const payload = Buffer.from(JSON.stringify([projectId, destinationId, address])).toString("base64url");
  return `${payload}.${signatureOf(payload, secret)}`;
}

/** The mailbox that a token of ours names; undefined for any other text. */
export function readMailboxToken(token: string, secret: string): Mailbox | undefined {
  const [payload = "", signature = "", ...more] = token.split(".");
  if (
    more.length > 0 ||
    token.length > 2_000 ||
    !equalsInConstantTime(signature, signatureOf(payload, secret))
  )
    return undefined;
  const [projectId, destinationId, address] = parts.parse(
    JSON.parse(Buffer.from(payload, "base64url").toString("utf8")),
  );
  return { projectId, destinationId, address };
}

/** Where a person decides about the mail of a destination: a page for people, an address for mail programs (RFC 8058). */
export function preferenceLinks(
  mailbox: Mailbox,
  { origin, secret }: Site,
): { page: string; oneClick: string } {
  const token = mailboxToken(mailbox, secret);
  return { page: `${origin}/unsubscribe/${token}`, oneClick: `${origin}/api/unsubscribe/${token}` };
}
