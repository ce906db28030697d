import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { openTarget } from "@/lib/destinations/target";
import { pruneBatch } from "@/lib/retention/commands";
import { createEndpoint, rotateSecret } from "../commands";
import { openSecret } from "../endpoint-row";
import { newEndpoint } from "../schema";

const { sql } = await testDatabase();
const system = { actor: { kind: "system", job: "test" } } as const;
const { scope } = await createProject();
const now = new Date("2026-11-21T12:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

const add = (name: string) => {
  const headers = [{ name: "authorization", value: "Bearer kept", isSecret: true }];
  const url = "https://hooks.acme.example/in?token=kept";
  return createEndpoint(scope, newEndpoint.parse({ kind: "webhook", name, url, headers }));
};

async function rowOf(id: string) {
  const [row] = await sql<
    { config: { oldSecretUntil: string | null }; secret: string; secret_index: string }[]
  >`
    select config, secret, secret_index from destinations where id = ${id}`;
  if (!row) throw new Error("no such destination");
  return row;
}

async function targetOf(id: string) {
  const { config, secret } = await rowOf(id);
  return openTarget({ id, projectId: scope.projectId, kind: "webhook", config, secret, installation: null });
}

test("a signing secret of before is forgotten once it holds no more, and nothing else is", async () => {
  const [ended, going, never] = [await add("Ended"), await add("Going"), await add("Never")];
  const { signingSecret } = await rotateSecret(scope, ended.id, { overlapHours: 24, now });
  await rotateSecret(scope, going.id, { overlapHours: 48, now });
  const [before, untouched] = [await rowOf(ended.id), await rowOf(never.id)];
  const secretsOf = async (id: string) => openSecret({ id, secret: (await rowOf(id)).secret }).signing;
  expect(await secretsOf(ended.id)).toHaveLength(2);

  expect(await pruneBatch(system, "webhookSecrets", { now: hours(23) })).toBe(0);
  expect(await pruneBatch(system, "webhookSecrets", { now: hours(25) })).toBe(1);
  expect(await pruneBatch(system, "webhookSecrets", { now: hours(25) })).toBe(0);

  expect(await secretsOf(ended.id)).toEqual([{ secret: signingSecret, until: null }]);
  expect((await rowOf(ended.id)).config.oldSecretUntil).toBeNull();
  expect((await rowOf(ended.id)).secret_index).not.toBe(before.secret_index);
  expect(await targetOf(ended.id)).toMatchObject({
    url: "https://hooks.acme.example/in?token=kept",
    headers: [{ name: "authorization", value: "Bearer kept" }],
  });
  expect(await secretsOf(going.id)).toHaveLength(2);
  expect(await rowOf(never.id)).toEqual(untouched);
});

test("one that somebody changes just now is left to the next run", async () => {
  const { id } = await add("Busy");
  await rotateSecret(scope, id, { overlapHours: 1, now });
  await sql.begin(async (tx) => {
    await tx`select 1 from destinations where id = ${id} for update`;
    expect(await pruneBatch(system, "webhookSecrets", { now: hours(2) })).toBe(0);
  });
  expect(await pruneBatch(system, "webhookSecrets", { now: hours(2) })).toBe(1);
});
