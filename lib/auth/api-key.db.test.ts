import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { AppError } from "@/lib/errors";
import { createApiKey, revokeApiKey, rotateApiKey } from "@/lib/projects/commands";
import { requireApiKey } from "./api-key";
import { markKeyUsed } from "./commands";
import { makeKey } from "./key-format";
import type { Scope } from "./scope";
import { systemScope } from "./system";

const { sql } = await testDatabase();
let scope: Scope;
beforeAll(async () => {
  ({ scope } = await createProject());
});

const bearer = (key: string) => new Headers({ authorization: `Bearer ${key}` });

async function refusal(headers: Headers): Promise<unknown> {
  try {
    await requireApiKey(headers, "read");
  } catch (error) {
    if (error instanceof AppError) return { status: error.status, code: error.code, detail: error.message };
    throw error;
  }
  throw new Error("It was not refused.");
}

/** What other processes change is noticed within the second that a look-up is remembered for. */
async function eventually(check: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error("It did not happen within five seconds.");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const isRefused = (key: string) =>
  requireApiKey(bearer(key), "read").then(
    () => false,
    () => true,
  );

test("a live key opens its project as production, a test key as sandbox", async () => {
  const live = await createApiKey(scope, { name: "Live", mode: "live", scopes: ["read"] });
  const sandbox = await createApiKey(scope, { name: "Test", mode: "test", scopes: ["read", "events:write"] });
  expect(await requireApiKey(bearer(live.secretOnce), "read")).toEqual({
    organizationId: scope.organizationId,
    projectId: scope.projectId,
    actor: { kind: "api_key", keyId: live.key.id, keyScopes: ["read"], environment: "production" },
  });
  const opened = await requireApiKey(bearer(sandbox.secretOnce), "events:write");
  expect(opened.actor).toMatchObject({ environment: "sandbox", keyScopes: ["read", "events:write"] });
});

test("the key is read from either header, whatever the case of “bearer”", async () => {
  const { secretOnce } = await createApiKey(scope, { name: "Headers", mode: "live", scopes: ["read"] });
  const spellings: Record<string, string>[] = [
    { authorization: `bearer ${secretOnce}` },
    { authorization: `Bearer   ${secretOnce} ` },
    { "x-api-key": secretOnce },
    { authorization: "Basic dTpw", "x-api-key": secretOnce },
  ];
  for (const headers of spellings) {
    expect((await requireApiKey(new Headers(headers), "read")).projectId).toBe(scope.projectId);
  }
});

test("missing, mistyped, unknown, revoked and past keys get the very same refusal", async () => {
  const revoked = await createApiKey(scope, { name: "Revoked", mode: "live", scopes: ["read"] });
  await revokeApiKey(scope, revoked.key.id, new Date());
  const past = await createApiKey(scope, {
    name: "Past",
    mode: "live",
    scopes: ["read"],
    expiresAt: new Date(Date.now() - 1),
  });
  const refusals = await Promise.all([
    refusal(new Headers()),
    refusal(bearer("bw_live_nonsense")),
    refusal(bearer(`${makeKey("live").slice(0, -1)}!`)),
    refusal(bearer(makeKey("live"))),
    refusal(bearer(revoked.secretOnce)),
    refusal(bearer(past.secretOnce)),
  ]);
  expect(new Set(refusals.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(refusals[0]).toMatchObject({ status: 401, code: "invalid_api_key" });
});

test("a key without the scope is forbidden, and told which one is missing", async () => {
  const { secretOnce } = await createApiKey(scope, {
    name: "Writer",
    mode: "live",
    scopes: ["events:write"],
  });
  expect(await refusal(bearer(secretOnce))).toMatchObject({
    status: 403,
    code: "insufficient_scope",
    detail: expect.stringContaining("read"),
  });
});

test("a key that is revoked while in use is refused within the second", async () => {
  const { key, secretOnce } = await createApiKey(scope, { name: "Leaked", mode: "live", scopes: ["read"] });
  await requireApiKey(bearer(secretOnce), "read");
  await revokeApiKey(scope, key.id, new Date());
  const revokedAt = performance.now();
  await eventually(() => isRefused(secretOnce));
  expect(performance.now() - revokedAt).toBeLessThan(1_500);
});

test("after a rotation both keys work until the overlap ends", async () => {
  const old = await createApiKey(scope, { name: "Rotated", mode: "live", scopes: ["read"] });
  const fresh = await rotateApiKey(scope, old.key.id, 1, new Date());
  expect(await isRefused(old.secretOnce)).toBe(false);
  expect(await isRefused(fresh.secretOnce)).toBe(false);
  await sql`update api_keys set expires_at = now() where id = ${old.key.id}`;
  await eventually(() => isRefused(old.secretOnce));
  expect(await isRefused(fresh.secretOnce)).toBe(false);
});

test("last use is recorded, without the request waiting for it, at most once a minute", async () => {
  const { key, secretOnce } = await createApiKey(scope, { name: "Used", mode: "live", scopes: ["read"] });
  const lastUsed = async () =>
    (await sql`select last_used_at from api_keys where id = ${key.id}`)[0]?.last_used_at;
  await requireApiKey(bearer(secretOnce), "read");
  await eventually(async () => (await lastUsed()) !== null);
  const first = await lastUsed();
  await markKeyUsed(systemScope("test"), key.id);
  expect(await lastUsed()).toEqual(first);
  await sql`update api_keys set last_used_at = now() - interval '61 seconds' where id = ${key.id}`;
  await markKeyUsed(systemScope("test"), key.id);
  expect(Number(await lastUsed())).toBeGreaterThanOrEqual(Number(first));
});

test("neither a key nor anything that leads back to it is in the database", async () => {
  const { secretOnce } = await createApiKey(scope, { name: "Hidden", mode: "live", scopes: ["read"] });
  const rows =
    await sql`select to_jsonb(k)::text as text from api_keys k union all select to_jsonb(a)::text from audit_entries a`;
  const everything = rows.map((row) => String(row.text)).join("\n");
  expect(everything).not.toContain(secretOnce);
  expect(everything).not.toContain(secretOnce.slice(14));
});
