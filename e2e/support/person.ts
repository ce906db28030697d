import { randomBytes } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import { sha256 } from "@/lib/crypto";
import { newId } from "@/lib/id";
import type { Stack } from "./stack";
import { type Tenant, withDatabase } from "./tenant";

/** Somebody who is a member of one organization and of no other, with a session. */
export type Person = { userId: string; email: string; sessionToken: string };

/** Makes a person with a session, as signing in and being invited would. */
export async function makePerson(
  databaseUrl: string,
  { organizationId }: Pick<Tenant, "organizationId">,
  role: "owner" | "admin" | "member" | "viewer" = "owner",
): Promise<Person> {
  const userId = newId("user");
  const email = `${role}-${randomBytes(4).toString("hex")}@example.test`;
  const sessionToken = randomBytes(32).toString("hex");
  await withDatabase(databaseUrl, async (sql) => {
    await sql`insert into users (id, email, name, email_verified_at) values (${userId}, ${email}, ${email}, now())`;
    await sql`insert into members (organization_id, user_id, role) values (${organizationId}, ${userId}, ${role})`;
    await sql`
      insert into sessions (token_hash, user_id, expires_at)
      values (${sha256(sessionToken)}, ${userId}, now() + interval '1 day')`;
  });
  return { userId, email, sessionToken };
}

/** Signs a browser in as that person. */
export async function enterAs(
  context: BrowserContext,
  { web }: Pick<Stack, "web">,
  { sessionToken }: Pick<Person, "sessionToken">,
): Promise<void> {
  await context.addCookies([{ name: "next-auth.session-token", value: sessionToken, url: web }]);
}
