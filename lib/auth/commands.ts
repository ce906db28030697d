import { and, eq, gt, sql } from "drizzle-orm";
import { hotSql, type Transaction } from "@/db/client";
import { accounts, rateWindows, sessions, signInTokens, users } from "@/db/schema";
import { acrossTenants } from "@/db/transaction";
import { newId } from "@/lib/id";
import type { Session, User } from "./queries";
import type { SystemScope } from "./scope";

/** Notes that a key was used, at most once a minute however many processes ask. */
export async function markKeyUsed(_scope: SystemScope, keyId: string): Promise<void> {
  await hotSql()`
    update api_keys set last_used_at = now()
    where id = ${keyId} and (last_used_at is null or last_used_at < now() - interval '1 minute')`;
}

/**
 * Clears away some of what is past, a little with each new row, so that no job has to. Rows that somebody else is clearing
 * away just now are left to them.
 */
async function forgetPast(
  tx: Transaction,
  table: "sessions" | "sign_in_tokens" | "rate_windows",
  now: Date,
): Promise<void> {
  const past = now.toISOString();
  const statement = {
    sessions: sql`delete from sessions where token_hash in
      (select token_hash from sessions where expires_at < ${past}::timestamptz limit 100 for update skip locked)`,
    sign_in_tokens: sql`delete from sign_in_tokens where token_hash in
      (select token_hash from sign_in_tokens where expires_at < ${past}::timestamptz limit 100 for update skip locked)`,
    rate_windows: sql`delete from rate_windows where (key, window_start) in
      (select key, window_start from rate_windows
       where window_start < ${past}::timestamptz - interval '1 day' limit 100 for update skip locked)`,
  }[table];
  await tx.execute(statement);
}

type NewUser = { email: string; name?: string | null; image?: string | null; emailVerifiedAt: Date | null };

/** The person with that address: made if there is none yet, so that two first sign-ins at once end as one person. */
export async function createUser(_scope: SystemScope, user: NewUser): Promise<User> {
  return acrossTenants(async (tx) => {
    const email = user.email.toLowerCase();
    const [made] = await tx
      .insert(users)
      .values({ ...user, id: newId("user"), email })
      .onConflictDoNothing()
      .returning();
    if (made) return made;
    const [known] = await tx
      .select()
      .from(users)
      .where(eq(sql`lower(${users.email})`, email));
    if (!known) throw new Error("A person could neither be made nor found.");
    return known;
  });
}

type UserChange = { name?: string | null; image?: string | null; emailVerifiedAt?: Date | null };

/** Changes a person. @returns the person as it is now; undefined when it is gone. */
export async function updateUser(
  _scope: SystemScope,
  id: string,
  change: UserChange,
): Promise<User | undefined> {
  const [row] = await acrossTenants((tx) => tx.update(users).set(change).where(eq(users.id, id)).returning());
  return row;
}

/** Remembers an identity at an outside provider. Nothing else that the provider sent is kept. */
export async function linkAccount(_scope: SystemScope, account: typeof accounts.$inferInsert): Promise<void> {
  await acrossTenants((tx) => tx.insert(accounts).values(account).onConflictDoNothing());
}

export async function createSession(
  _scope: SystemScope,
  session: { tokenHash: string; userId: string; expiresAt: Date },
): Promise<Session> {
  const [row] = await acrossTenants(async (tx) => {
    await forgetPast(tx, "sessions", new Date());
    return tx.insert(sessions).values(session).returning();
  });
  if (!row) throw new Error("A session was not stored.");
  return row;
}

/** Moves the end of a live session. @returns undefined when it has been ended meanwhile. */
export async function extendSession(
  _scope: SystemScope,
  tokenHash: string,
  expiresAt: Date,
): Promise<Session | undefined> {
  const [row] = await acrossTenants((tx) =>
    tx.update(sessions).set({ expiresAt }).where(eq(sessions.tokenHash, tokenHash)).returning(),
  );
  return row;
}

/** Ends a session at once. */
export async function deleteSession(_scope: SystemScope, tokenHash: string): Promise<Session | undefined> {
  const [row] = await acrossTenants((tx) =>
    tx.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).returning(),
  );
  return row;
}

type SignInToken = { tokenHash: string; email: string; expiresAt: Date };

/** Stores a magic link's hash, and clears away what has expired. */
export async function createSignInToken(_scope: SystemScope, token: SignInToken, now: Date): Promise<void> {
  await acrossTenants(async (tx) => {
    await forgetPast(tx, "sign_in_tokens", now);
    await tx.insert(signInTokens).values(token);
  });
}

/** Uses up a magic link. One statement deletes and returns it, so that of many at once exactly one succeeds. */
export async function takeSignInToken(
  _scope: SystemScope,
  token: { tokenHash: string; email: string },
  now: Date,
): Promise<SignInToken | undefined> {
  const [row] = await acrossTenants((tx) =>
    tx
      .delete(signInTokens)
      .where(
        and(
          eq(signInTokens.tokenHash, token.tokenHash),
          eq(signInTokens.email, token.email),
          gt(signInTokens.expiresAt, now),
        ),
      )
      .returning(),
  );
  return row;
}

type Window = { key: string; limit: number; minutes: number };

/**
 * Counts one more of something in its fixed window (aligned to the clock) and says whether that is still within the limit.
 */
export async function countWithin(_scope: SystemScope, window: Window, now: Date): Promise<boolean> {
  const length = window.minutes * 60_000;
  const windowStart = new Date(Math.floor(now.getTime() / length) * length);
  return acrossTenants(async (tx) => {
    await forgetPast(tx, "rate_windows", now);
    const [row] = await tx
      .insert(rateWindows)
      .values({ key: window.key, windowStart, count: 1 })
      .onConflictDoUpdate({
        target: [rateWindows.key, rateWindows.windowStart],
        set: { count: sql`${rateWindows.count} + 1` },
      })
      .returning({ count: rateWindows.count });
    return row !== undefined && row.count <= window.limit;
  });
}
