import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createUser } from "@/db/testing/factories";
import { randomToken, sha256 } from "@/lib/crypto";
import { adapter } from "./adapter";

const { sql } = await testDatabase();
const day = 24 * 60 * 60 * 1_000;
let user: { id: string; email: string };
beforeAll(async () => {
  user = await createUser();
});

/** next-auth asks for thirty days; see session-policy.ts for what it gets. */
const expires = new Date(Date.now() + 30 * day);
const inTenMinutes = () => new Date(Date.now() + 10 * 60_000);

test("of fifty who use one magic link at once, one is let in", async () => {
  const link = { identifier: user.email, token: randomToken() };
  await adapter.createVerificationToken({ ...link, expires: inTenMinutes() });
  const uses = await Promise.all(Array.from({ length: 50 }, () => adapter.useVerificationToken(link)));
  expect(uses.filter((use) => use !== null)).toEqual([{ ...link, expires: expect.any(Date) }]);
  expect(await adapter.useVerificationToken(link)).toBeNull();
});

test("a link works for the address it was sent to only, and trying another does not use it up", async () => {
  const token = randomToken();
  await adapter.createVerificationToken({ identifier: user.email, token, expires: inTenMinutes() });
  expect(await adapter.useVerificationToken({ identifier: "eve@evil.test", token })).toBeNull();
  expect(await adapter.useVerificationToken({ identifier: user.email, token: `${token}x` })).toBeNull();
  expect(await adapter.useVerificationToken({ identifier: user.email, token })).not.toBeNull();
});

test("a link that is past is not let in, and goes when the next one is made", async () => {
  const token = randomToken();
  await adapter.createVerificationToken({ identifier: user.email, token, expires: new Date(Date.now() - 1) });
  expect(await adapter.useVerificationToken({ identifier: user.email, token })).toBeNull();
  await adapter.createVerificationToken({
    identifier: user.email,
    token: randomToken(),
    expires: inTenMinutes(),
  });
  expect(await sql`select 1 from sign_in_tokens where token_hash = ${token}`).toHaveLength(0);
});

test("a session is kept by its hash only, and answers to its token", async () => {
  const sessionToken = randomToken();
  await adapter.createSession({ sessionToken, userId: user.id, expires });
  const rows = await sql`select token_hash, expires_at from sessions where user_id = ${user.id}`;
  expect(rows).toMatchObject([{ token_hash: sha256(sessionToken) }]);
  expect(await adapter.getSessionAndUser(sessionToken)).toMatchObject({
    session: { sessionToken, userId: user.id },
    user: { id: user.id, email: user.email },
  });
  expect(await adapter.getSessionAndUser(sha256(sessionToken))).toBeNull();
});

test("a session lives seven days whatever next-auth asks for, and is extended by use", async () => {
  const sessionToken = randomToken();
  const session = await adapter.createSession({ sessionToken, userId: user.id, expires });
  expect(Math.abs(session.expires.getTime() - Date.now() - 7 * day)).toBeLessThan(5_000);
  await sql`update sessions set expires_at = now() + interval '3 days' where token_hash = ${sha256(sessionToken)}`;
  const moved = await adapter.updateSession({ sessionToken });
  expect(Math.abs((moved?.expires.getTime() ?? 0) - Date.now() - 7 * day)).toBeLessThan(5_000);
});

test("a session that is past or ended opens nothing", async () => {
  const past = randomToken();
  await adapter.createSession({ sessionToken: past, userId: user.id, expires });
  await sql`update sessions set expires_at = now() - interval '1 second' where token_hash = ${sha256(past)}`;
  expect(await adapter.getSessionAndUser(past)).toBeNull();
  expect(await adapter.updateSession({ sessionToken: past })).toBeNull();

  const ended = randomToken();
  await adapter.createSession({ sessionToken: ended, userId: user.id, expires });
  await adapter.deleteSession(ended);
  expect(await adapter.getSessionAndUser(ended)).toBeNull();
});

test("twenty first sign-ins at once make one person", async () => {
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, position) =>
      adapter.createUser({
        email: position % 2 === 0 ? "new@example.test" : "NEW@example.test",
        emailVerified: new Date(),
      }),
    ),
  );
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(await adapter.getUserByEmail("New@Example.Test")).toMatchObject({ email: "new@example.test" });
});

test("an outside identity leads to its person, and nothing else of it is kept", async () => {
  const account = { provider: "google", providerAccountId: "g-1", userId: user.id, type: "oauth" as const };
  await adapter.linkAccount({ ...account, access_token: "ya29.secret", id_token: "eyJ.secret" });
  expect(await adapter.getUserByAccount(account)).toMatchObject({ id: user.id });
  expect(await adapter.getUserByAccount({ ...account, provider: "github" })).toBeNull();
  const [row] = await sql`select to_jsonb(a)::text as text from accounts a`;
  expect(String(row?.text)).not.toContain("secret");
});
