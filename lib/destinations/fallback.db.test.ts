import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { AppError } from "@/lib/errors";
import {
  createWebhookDestination,
  deleteDestination,
  replaceWebhookUrl,
  setDestinationEnabled,
} from "./commands";
import { setFallbackDestination } from "./fallback/commands";
import { findFallbackId, getDestination, listBroken } from "./queries";

const { sql } = await testDatabase();

let made = 0;
const freshUrl = () => `https://hooks.slack.com/services/T0TEST/B0TEST/fallback${++made}`;

async function withDestination() {
  const { scope } = await createProject();
  const { id } = await createWebhookDestination(scope, { name: "Ops", url: freshUrl() });
  return { scope, id };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "taken",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

test("a fallback is chosen and taken back, each with an audit row and a new playbook", async () => {
  const { scope, id } = await withDestination();
  const version = async () => {
    const [row] = await sql`select playbook_version as version from projects where id = ${scope.projectId}`;
    return Number(row?.version);
  };
  expect(await findFallbackId(scope)).toBeNull();
  const before = await version();
  await setFallbackDestination(scope, id);
  await setFallbackDestination(scope, id);
  expect(await findFallbackId(scope)).toBe(id);
  expect(await version()).toBe(before + 1);
  await setFallbackDestination(scope, null);
  expect(await findFallbackId(scope)).toBeNull();
  const audit = await sql`
    select before, after from audit_entries where project_id = ${scope.projectId} and action = 'project.set_fallback' order by id`;
  expect(audit).toEqual([
    { before: { fallbackDestinationId: null }, after: { fallbackDestinationId: id } },
    { before: { fallbackDestinationId: id }, after: { fallbackDestinationId: null } },
  ]);
});

test("what cannot stand in for others is refused: strange, switched off, broken itself", async () => {
  const { scope, id } = await withDestination();
  const foreign = await withDestination();
  expect(await codeOf(setFallbackDestination(scope, foreign.id))).toBe("unfit_fallback");
  expect(await codeOf(setFallbackDestination(scope, "nonsense"))).toBe("unfit_fallback");
  await setDestinationEnabled(scope, id, false);
  expect(await codeOf(setFallbackDestination(scope, id))).toBe("unfit_fallback");
  await setDestinationEnabled(scope, id, true);
  await sql`update destinations set status = 'broken' where id = ${id}`;
  expect(await codeOf(setFallbackDestination(scope, id))).toBe("unfit_fallback");
  expect(await findFallbackId(scope)).toBeNull();
});

test("a fallback that is deleted is nobody's fallback any more", async () => {
  const { scope, id } = await withDestination();
  await setFallbackDestination(scope, id);
  await deleteDestination(scope, id);
  expect(await findFallbackId(scope)).toBeNull();
});

test("the banner hears of broken destinations of its own project only", async () => {
  const { scope, id } = await withDestination();
  const foreign = await withDestination();
  await sql`update destinations set status = 'broken' where id in (${id}, ${foreign.id})`;
  expect((await listBroken(scope)).map((item) => item.id)).toEqual([id]);
});

test("a webhook's channel is what its owner called it, and a new URL forgets it unless it is named again", async () => {
  const { scope } = await createProject();
  const { id } = await createWebhookDestination(scope, { name: "Ops", url: freshUrl(), channelName: "ops" });
  expect((await getDestination(scope, id)).target).toMatch(/^#ops by /);
  await replaceWebhookUrl(scope, id, freshUrl());
  expect((await getDestination(scope, id)).target).not.toContain("#");
  await replaceWebhookUrl(scope, id, freshUrl(), "billing");
  expect((await getDestination(scope, id)).target).toMatch(/^#billing by /);
});
