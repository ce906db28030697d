import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createOrganization } from "@/db/testing/factories";
import { adapter } from "@/lib/auth/adapter";
import { GET, HEAD } from "./route";

const { sql } = await testDatabase();
const token = "a-local-sign-in-token-of-32-characters";
process.env.BELLWIRE_LOCAL_SIGN_IN = token;

const ask = (given: string, host = "127.0.0.1:3000", headers: Record<string, string> = {}) =>
  GET(new Request(`http://127.0.0.1:3000/api/auth/local?token=${given}`, { headers: { host, ...headers } }));

test("before there is an owner there is nobody to sign in", async () => {
  expect((await ask(token)).status).toBe(404);
});

test("the link signs the oldest organization's owner in, as often as it is used", async () => {
  const oldest = await createOrganization();
  await createOrganization();
  for (let use = 0; use < 2; use++) {
    const response = await ask(token);
    expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^next-auth\.session-token=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=lax$/i);
    const [, value = ""] = /^[^=]+=([^;]+)/.exec(cookie) ?? [];
    expect(await adapter.getSessionAndUser(value)).toMatchObject({ user: { id: oldest.owner.id } });
  }
});

test("any other token, host or method gets nothing", async () => {
  const before = await sql`select count(*)::int as sessions from sessions`;
  expect((await ask("")).status).toBe(404);
  expect((await ask(`${token}x`)).status).toBe(404);
  expect((await ask(token.slice(0, -1))).status).toBe(404);
  for (const host of [
    "bellwire.example",
    "127.0.0.1.evil.test",
    "localhost.evil.test:3000",
    "10.0.0.1:3000",
    "",
  ]) {
    expect((await ask(token, host, { "x-forwarded-host": "127.0.0.1" })).status).toBe(404);
  }
  expect((await HEAD(new Request("http://127.0.0.1:3000/", { method: "HEAD" }))).status).toBe(405);
  expect(await sql`select count(*)::int as sessions from sessions`).toEqual(before);
});

test.each(["127.0.0.1", "localhost:3000", "[::1]:3000"])("%s is this machine", async (host) => {
  expect((await ask(token, host)).status).toBe(303);
});
