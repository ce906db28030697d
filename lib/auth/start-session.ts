import { randomToken, sha256 } from "@/lib/crypto";
import { createSession, deleteSession } from "./commands";
import { sessionCookie } from "./session-cookie";
import { sessionEnd } from "./session-policy";
import { systemScope } from "./system";

const scope = systemScope("session");

/** Signs a person in without next-auth. @returns the cookie to set, as next-auth would set it. */
export async function startSession(userId: string, now: Date) {
  const token = randomToken();
  await createSession(scope, { tokenHash: sha256(token), userId, expiresAt: sessionEnd(now, now) });
  return { ...sessionCookie(), value: token };
}

/** Ends the session behind a cookie's value at once, in every browser tab and process. */
export async function endSession(token: string): Promise<void> {
  await deleteSession(scope, sha256(token));
}
