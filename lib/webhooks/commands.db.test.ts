import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { deleteDestination, updateDestination } from "@/lib/destinations/commands";
import { getDestination } from "@/lib/destinations/queries";
import { destinationPatch } from "@/lib/destinations/schema";
import { openTarget } from "@/lib/destinations/target";
import { createEndpoint, rotateSecret } from "./commands";
import { newEndpoint } from "./schema";

const { sql } = await testDatabase();
let scope: Scope;
let other: Scope;
beforeAll(async () => {
  scope = (await createProject()).scope;
  other = (await createProject()).scope;
});

let count = 0;
const url = "https://hooks.acme.example/bellwire?token=tok_of_the_url";
const add = (fields: object = {}) =>
  createEndpoint(scope, newEndpoint.parse({ kind: "webhook", name: `Hook ${++count}`, url, ...fields }));

async function targetOf(id: string) {
  const [row] =
    await sql`select id, project_id as "projectId", kind, config, secret from destinations where id = ${id}`;
  if (!row) throw new Error("no such destination");
  const { projectId, kind, config, secret } = row;
  const target = openTarget({ id, projectId, kind, config, secret, installation: null });
  if (!("kind" in target) || target.kind !== "webhook") throw new Error("no webhook");
  return target;
}

describe("a webhook", () => {
  test("is sealed, shown masked, and its signing secret is told once", async () => {
    const headers = [
      { name: "Authorization", value: "Bearer key_of_the_tenant", isSecret: true },
      { name: "X-Team", value: "{{ customer-name }}" },
    ];
    const { id, signingSecret } = await add({
      headers,
      topics: ["case.opened", "case.opened"],
      description: "Ours",
    });
    expect(await targetOf(id)).toMatchObject({
      url,
      secrets: [signingSecret],
      headers: [
        { name: "authorization", value: "Bearer key_of_the_tenant", isSecret: true },
        { name: "x-team", value: "{{ customer-name }}", isSecret: false },
      ],
    });
    const shown = await getDestination(scope, id);
    expect(shown).toMatchObject({
      target: "https://hooks.acme.example/bellwire?••••",
      topics: ["case.opened"],
      description: "Ours",
      headers: [{ name: "authorization", value: null, isSecret: true }, { name: "x-team" }],
    });
    const everything = JSON.stringify([
      shown,
      await sql`select * from destinations`,
      await sql`select * from audit_entries`,
    ]);
    expect(everything).not.toMatch(/tok_of_the_url|key_of_the_tenant|whsec_/);
  });

  test.each([
    "http://hooks.acme.example/x",
    "https://127.0.0.1/x",
    "https://localhost/x",
    "https://169.254.169.254/latest/meta-data",
    "https://hooks.acme.example:22/x",
    "https://kim:secret@hooks.acme.example/x",
  ])("does not lead to %s", async (bad) => {
    await expect(add({ url: bad })).rejects.toMatchObject({ kind: "invalid", errors: [{ pointer: "/url" }] });
    const { id } = await add();
    await expect(updateDestination(scope, id, { url: bad })).rejects.toMatchObject({
      errors: [{ pointer: "/url" }],
    });
  });

  test.each([
    { headers: [{ name: "webhook-signature", value: "x" }] },
    { headers: [{ name: "Host", value: "x" }] },
    { headers: [{ name: "Transfer-Encoding", value: "x" }] },
    { headers: [{ name: "content-length", value: "1" }] },
    { headers: [{ name: "x y", value: "x" }] },
    { headers: [{ name: "x-a\r\nx-b", value: "x" }] },
    { headers: [{ name: "x-a", value: "x\r\nx-b: y" }] },
    { headers: [{ name: "x-a", value: "x\nx-b: y" }] },
    { headers: [{ name: "x-a", value: "x\u0000" }] },
    { headers: [{ name: "x-a", value: "é" }] },
    { headers: [{ name: "x-a", value: "{{ nobody }}" }] },
    {
      headers: [
        { name: "x-a", value: "1" },
        { name: "X-A", value: "2" },
      ],
    },
    { headers: [{ name: "x-a" }] },
    { headers: Array.from({ length: 21 }, (_, n) => ({ name: `x-${n}`, value: "x" })) },
    { bodyTemplate: "{{ nobody }}" },
    { bodyTemplate: "{% if customer-name %}" },
    { topics: ["payment.failed"] },
    { contentType: "text/html" },
    { surprise: true },
  ])("is refused with %j", (fields) => {
    const whole = { kind: "webhook", name: "Bad", url, ...fields };
    expect(newEndpoint.safeParse(whole).success).toBe(false);
  });

  test("keeps secret headers that a change does not give anew, and forgets those that it leaves out", async () => {
    const { id } = await add({
      headers: [
        { name: "x-a", value: "secret-a", isSecret: true },
        { name: "x-b", value: "secret-b", isSecret: true },
      ],
    });
    const change = (headers: unknown) => updateDestination(scope, id, destinationPatch.parse({ headers }));
    await change([
      { name: "x-a", isSecret: true },
      { name: "x-c", value: "open" },
    ]);
    expect((await targetOf(id)).headers).toEqual([
      { name: "x-a", value: "secret-a", isSecret: true },
      { name: "x-c", value: "open", isSecret: false },
    ]);
    await expect(change([{ name: "x-b", isSecret: true }])).rejects.toMatchObject({
      errors: [{ pointer: "/headers/0/value" }],
    });
  });

  test("that was broken gets another chance at another address, not by another description", async () => {
    const { id, signingSecret } = await add();
    await sql`update destinations set status = 'broken', failing_since = now(), warned_at = now() where id = ${id}`;
    await updateDestination(scope, id, { description: "Broken" });
    expect(await getDestination(scope, id)).toMatchObject({ status: "broken", description: "Broken" });
    await updateDestination(scope, id, { url: "https://new.acme.example/" });
    expect(await getDestination(scope, id)).toMatchObject({ status: "active", failingSince: null });
    expect(await targetOf(id)).toMatchObject({ url: "https://new.acme.example/", secrets: [signingSecret] });
  });

  test("that nothing is changed of leaves no trace", async () => {
    const { id } = await add({ topics: ["case.opened"], bodyTemplate: "{}" });
    await updateDestination(
      scope,
      id,
      destinationPatch.parse({ topics: ["case.opened"], bodyTemplate: "{}", url }),
    );
    const [found] = await sql`select count(*)::int as count from audit_entries where target_id = ${id}`;
    expect(found?.count).toBe(1);
  });

  test("is nobody else's to change or to rotate, and what is no webhook has no topics", async () => {
    const { id } = await add();
    const rotation = { overlapHours: 1, now: new Date() };
    await expect(rotateSecret(other, id, rotation)).rejects.toMatchObject({ kind: "not_found" });
    await expect(rotateSecret(scope, "dst_x", rotation)).rejects.toMatchObject({ kind: "not_found" });
    await expect(updateDestination(other, id, { description: "x" })).rejects.toMatchObject({
      kind: "not_found",
    });
    await sql`update destinations set kind = 'slack_webhook' where id = ${id}`;
    await expect(updateDestination(scope, id, { topics: ["case.opened"] })).rejects.toMatchObject({
      code: "no_endpoint",
    });
    await sql`update destinations set kind = 'webhook' where id = ${id}`;
    await deleteDestination(scope, id);
  });
});
