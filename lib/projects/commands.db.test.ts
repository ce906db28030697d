import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { createApiKey, revokeApiKey, rotateApiKey, updateProject } from "./commands";
import { getProject, listApiKeys } from "./queries";

const { sql } = await testDatabase();
const now = new Date("2026-11-21T09:00:00Z");
const hour = 60 * 60 * 1_000;

const newKey = { name: "Backend", mode: "live", scopes: ["events:write", "read"] } as const;

test("the list shows what a key is, and nothing of its secret", async () => {
  const { scope } = await createProject();
  const { key, secretOnce } = await createApiKey(scope, newKey);
  const [row, ...others] = await listApiKeys(scope);
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    id: key.id,
    ...newKey,
    start: secretOnce.slice(0, 12),
    revokedAt: null,
    expiresAt: null,
  });
  expect(JSON.stringify(row)).not.toContain(secretOnce.slice(12));
});

test("a rotation makes an equal key and ends the old one after the overlap", async () => {
  const { scope } = await createProject();
  const old = await createApiKey(scope, { ...newKey, mode: "test" });
  const fresh = await rotateApiKey(scope, old.key.id, 24, now);
  expect(fresh.secretOnce).toMatch(/^bw_test_/);
  const rows = new Map((await listApiKeys(scope)).map((row) => [row.id, row]));
  expect(rows.get(fresh.key.id)).toMatchObject({
    name: "Backend",
    mode: "test",
    scopes: newKey.scopes,
    expiresAt: null,
  });
  expect(rows.get(old.key.id)?.expiresAt).toEqual(new Date(now.getTime() + 24 * hour));
});

test("a rotation never lengthens a key's life", async () => {
  const { scope } = await createProject();
  const soon = new Date(now.getTime() + hour);
  const old = await createApiKey(scope, { ...newKey, expiresAt: soon });
  await rotateApiKey(scope, old.key.id, 168, now);
  const row = (await listApiKeys(scope)).find(({ id }) => id === old.key.id);
  expect(row?.expiresAt).toEqual(soon);
});

test("a key that is revoked or past is not rotated, and revoking twice changes nothing", async () => {
  const { scope } = await createProject();
  const { key } = await createApiKey(scope, newKey);
  await revokeApiKey(scope, key.id, now);
  await revokeApiKey(scope, key.id, new Date(now.getTime() + hour));
  expect((await listApiKeys(scope))[0]?.revokedAt).toEqual(now);
  await expect(rotateApiKey(scope, key.id, 1, now)).rejects.toMatchObject({ code: "key_not_active" });
  const past = await createApiKey(scope, { ...newKey, expiresAt: now });
  await expect(rotateApiKey(scope, past.key.id, 1, now)).rejects.toMatchObject({ code: "key_not_active" });
});

test("each change is in the log, with a fingerprint for the secret", async () => {
  const { scope, id } = await createProject();
  const { key, secretOnce } = await createApiKey(scope, newKey);
  await rotateApiKey(scope, key.id, 1, now);
  await revokeApiKey(scope, key.id, now);
  const entries =
    await sql`select action, project_id, actor_kind, after from audit_entries where project_id = ${id} order by created_at, id`;
  expect(entries.map(({ action }) => action).sort()).toEqual([
    "api_key.create",
    "api_key.create",
    "api_key.revoke",
    "api_key.rotate",
  ]);
  expect(entries[0]).toMatchObject({
    actor_kind: "member",
    after: { secret: expect.stringMatching(/^sha256:[\w-]{12}$/) },
  });
  expect(JSON.stringify(entries)).not.toContain(secretOnce);
});

test("a change that fails leaves no entry", async () => {
  const { scope, id } = await createProject();
  await expect(revokeApiKey(scope, "key_missing", now)).rejects.toMatchObject({ kind: "not_found" });
  expect(await sql`select 1 from audit_entries where project_id = ${id}`).toHaveLength(0);
});

test("another project's key is as absent as none, also within one organization", async () => {
  const [here, there] = [await createProject(), await createProject()];
  const { key } = await createApiKey(there.scope, newKey);
  const sameIdElsewhere = { ...here.scope, organizationId: there.scope.organizationId };
  for (const scope of [here.scope, sameIdElsewhere]) {
    await expect(revokeApiKey(scope, key.id, now)).rejects.toMatchObject({ kind: "not_found" });
    await expect(rotateApiKey(scope, key.id, 1, now)).rejects.toMatchObject({ kind: "not_found" });
    expect(await listApiKeys(scope)).toEqual([]);
  }
  expect(await listApiKeys(there.scope)).toMatchObject([{ id: key.id, revokedAt: null, expiresAt: null }]);
});

test("a project's name and time zone change, its slug does not", async () => {
  const { scope, slug } = await createProject();
  const before = await getProject(scope);
  await updateProject(scope, { name: "Payments", timeZone: "Asia/Kolkata" });
  expect(await getProject(scope)).toEqual({ ...before, slug, name: "Payments", timeZone: "Asia/Kolkata" });
  const [entry] = await sql`select before, after from audit_entries where project_id = ${scope.projectId}`;
  expect(entry).toEqual({
    before: { name: before.name, timeZone: "UTC" },
    after: { name: "Payments", timeZone: "Asia/Kolkata" },
  });
});

test("a project under another organization's id is not there", async () => {
  const [here, there] = [await createProject(), await createProject()];
  const mixed = { ...there.scope, organizationId: here.scope.organizationId };
  await expect(getProject(mixed)).rejects.toMatchObject({ kind: "not_found" });
  await expect(updateProject(mixed, { name: "Taken", timeZone: "UTC" })).rejects.toMatchObject({
    kind: "not_found",
  });
});
