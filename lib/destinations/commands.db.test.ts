import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createOrganization, createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { seal } from "@/lib/crypto";
import { newId } from "@/lib/id";
import { createRoute } from "@/lib/routing/commands";
import { getRoute } from "@/lib/routing/queries";
import {
  createSlackChannelDestination,
  createWebhookDestination,
  deleteDestination,
  renameDestination,
  replaceWebhookUrl,
  setAcceptsSandbox,
  setDestinationEnabled,
} from "./commands";
import { getDestination, listDestinations, pageDestinations } from "./queries";
import { openTarget, type StoredTarget } from "./target";

const { sql } = await testDatabase();

let scope: Scope;
let other: Scope;
let count = 0;

beforeAll(async () => {
  scope = (await createProject()).scope;
  other = (await createProject()).scope;
});

const secretOf = (name: string) => `SECRET${name.replaceAll(" ", "")}${count++}`;
const urlOf = (secret: string) => `https://hooks.slack.com/services/T0AAAA/B0BBBB/${secret}`;
const add = (place: Scope, name: string, url = urlOf(secretOf(name))) =>
  createWebhookDestination(place, { name, url });

async function stored(id: string): Promise<StoredTarget & { lane: string; secretIndex: string }> {
  const [row] = await sql<(StoredTarget & { lane: string; secretIndex: string })[]>`
    select id, kind, config, secret, lane, secret_index as "secretIndex" from destinations where id = ${id}`;
  if (!row) throw new Error("no such destination");
  return { ...row, installation: null };
}

const auditOf = (targetId: string) => sql<{ action: string; before: unknown; after: unknown }[]>`
  select action, before, after from audit_entries where target_id = ${targetId} order by id`;

describe("a pasted webhook", () => {
  test("is sealed, shown masked, and opened for sending alone", async () => {
    const secret = secretOf("Sealed");
    const { id } = await add(scope, "Sealed", urlOf(secret));
    const row = await stored(id);
    expect(openTarget(row)).toEqual({ kind: "slack_webhook", url: urlOf(secret) });
    expect(await getDestination(scope, id)).toMatchObject({
      kind: "slack_webhook",
      enabled: true,
      acceptsSandbox: false,
      status: "active",
      routeCount: 0,
    });
    const everything = JSON.stringify([
      await listDestinations(scope),
      await sql`select * from destinations`,
      await sql`select * from audit_entries`,
    ]);
    expect(everything).not.toContain(secret);
    expect(everything).toContain("••••");
  });

  test("cannot be opened from another row", async () => {
    const [one, two] = [
      await stored((await add(scope, "Row one")).id),
      await stored((await add(scope, "Row two")).id),
    ];
    expect(() => openTarget({ ...two, secret: one.secret })).toThrow();
  });

  test("is refused when the project has it already, saying where; another project shares its pace", async () => {
    const url = urlOf(secretOf("Twice"));
    const { id } = await add(scope, "Twice", url);
    await expect(add(scope, "Again", url)).rejects.toMatchObject({
      kind: "conflict",
      code: "destination_exists",
      message: expect.stringContaining("“Twice”"),
      errors: [{ pointer: "/url", message: expect.stringContaining(id) }],
    });
    const theirs = await add(other, "Twice", url);
    expect((await stored(theirs.id)).lane).toBe((await stored(id)).lane);
  });

  test("that many people paste at once is one destination", async () => {
    const url = urlOf(secretOf("Race"));
    const made = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => add(scope, `Race ${n}`, url)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of made) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "destination_exists" });
    }
  });

  test.each([
    "",
    "https://example.com/services/T1/B1/x",
    "http://hooks.slack.com/services/T0A/B0B/x",
    "https://hooks.slack.com/triggers/T0A/1/x",
  ])("%j is refused at /url", async (url) => {
    await expect(add(scope, "Bad", url)).rejects.toMatchObject({
      kind: "invalid",
      errors: [{ pointer: "/url" }],
    });
  });

  test("gets a new URL and keeps its routes; what broke is forgotten", async () => {
    const { id } = await add(scope, "Replaced");
    const before = await stored(id);
    const route = { name: "Stays", eventTypes: ["*"], filter: null, destinationId: id, enabled: true };
    const { id: routeId } = await createRoute(scope, route);
    const error = {
      code: "no_service",
      message: "gone",
      fix: "Paste a new URL.",
      at: "2026-11-21T09:00:00Z",
    };
    await sql`update destinations set status = 'broken', broken_at = now(), suspected_code = 'no_service', last_error = ${sql.json(error)} where id = ${id}`;
    expect(await getDestination(scope, id)).toMatchObject({
      status: "broken",
      lastError: error,
      routeCount: 1,
    });
    const secret = secretOf("New");
    await replaceWebhookUrl(scope, id, urlOf(secret));
    expect(openTarget(await stored(id))).toEqual({ kind: "slack_webhook", url: urlOf(secret) });
    expect(await getDestination(scope, id)).toMatchObject({
      status: "active",
      lastError: null,
      routeCount: 1,
    });
    expect(await sql`select broken_at, suspected_code from destinations where id = ${id}`).toMatchObject([
      { broken_at: null, suspected_code: null },
    ]);
    expect((await stored(id)).lane).not.toBe(before.lane);
    expect(await getRoute(scope, routeId)).toMatchObject({ destinationId: id });
    const [, entry] = await auditOf(id);
    expect(entry).toMatchObject({
      action: "destination.update",
      before: { secret: `hmac:${before.secretIndex.slice(0, 12)}` },
    });
    await replaceWebhookUrl(scope, id, urlOf(secret));
    expect(await auditOf(id)).toHaveLength(2);
    await expect(
      replaceWebhookUrl(scope, (await add(scope, "Third")).id, urlOf(secret)),
    ).rejects.toMatchObject({ code: "destination_exists" });
  });
});

describe("a destination", () => {
  test("has a name of its own, also when many people add it at once", async () => {
    const made = await Promise.allSettled(Array.from({ length: 6 }, () => add(scope, "Contested")));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(add(scope, "CONTESTED")).rejects.toMatchObject({ kind: "conflict", code: "name_taken" });
    await expect(renameDestination(scope, (await add(scope, "Else")).id, "contested")).rejects.toMatchObject({
      code: "name_taken",
    });
  });

  test("is switched, renamed and told to accept sandbox events, each with its line in the audit log", async () => {
    const { id } = await add(scope, "Changed");
    await setDestinationEnabled(scope, id, false);
    await setAcceptsSandbox(scope, id, true);
    await renameDestination(scope, id, "Renamed");
    await renameDestination(scope, id, "Renamed");
    expect(await getDestination(scope, id)).toMatchObject({
      name: "Renamed",
      enabled: false,
      acceptsSandbox: true,
    });
    expect((await auditOf(id)).map(({ action }) => action)).toEqual([
      "destination.create",
      ...Array(3).fill("destination.update"),
    ]);
  });

  test("of another project cannot be seen or changed", async () => {
    const { id } = await add(scope, "Ours");
    for (const attempt of [
      () => getDestination(other, id),
      () => renameDestination(other, id, "Theirs"),
      () => setDestinationEnabled(other, id, false),
      () => replaceWebhookUrl(other, id, urlOf("x")),
      () => deleteDestination(other, id, { withRoutes: true }),
      () => getDestination(scope, "dst_\u0000"),
      () => deleteDestination(scope, "x"),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ kind: "not_found" });
    }
    expect((await listDestinations(other)).map((item) => item.id)).not.toContain(id);
    expect(await getDestination(scope, id)).toMatchObject({ name: "Ours", enabled: true });
  });

  test("in use is deleted only together with its routes", async () => {
    const { id } = await add(scope, "Used");
    const route = { name: "In the way", eventTypes: ["*"], filter: null, destinationId: id, enabled: true };
    const { id: routeId } = await createRoute(scope, route);
    await expect(deleteDestination(scope, id)).rejects.toMatchObject({
      kind: "conflict",
      code: "destination_in_use",
      message: expect.stringContaining("“In the way”"),
    });
    await deleteDestination(scope, id, { withRoutes: true });
    await expect(getDestination(scope, id)).rejects.toMatchObject({ kind: "not_found" });
    await expect(getRoute(scope, routeId)).rejects.toMatchObject({ kind: "not_found" });
    expect((await auditOf(id)).at(-1)).toMatchObject({
      action: "destination.delete",
      before: { routes: [{ id: routeId, name: "In the way" }] },
    });
  });

  test("comes page by page, newest first, each once", async () => {
    const place = (await createProject()).scope;
    for (let n = 0; n < 5; n++) await add(place, `Page ${n}`);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await pageDestinations(place, { cursor, limit: 2 });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual((await listDestinations(place)).map(({ id }) => id));
    expect(seen).toHaveLength(5);
  });
});

describe("a Slack channel", () => {
  const channel = {
    teamId: "T0TEAM",
    teamName: "Acme Demo",
    channelId: "C0BILLING",
    channelName: "billing-alerts",
    isPrivate: false,
  };

  async function install(organizationId: string): Promise<{ id: string; botToken: string }> {
    const id = newId("installation");
    const botToken = seal("xoxb-of-the-test", { table: "slack_installations", row: id, column: "bot_token" });
    await sql`insert into slack_installations (id, organization_id, holder_id, team_id, team_name, app_id, bot_user_id, scopes, bot_token)
              values (${id}, ${organizationId}, ${id}, 'T0TEAM', 'Acme Demo', 'A0', 'U0', '{}', ${botToken})`;
    return { id, botToken };
  }

  test("is one of the organization's own installation", async () => {
    const organization = await createOrganization();
    const place = (await createProject(organization)).scope;
    const installation = await install(organization.id);
    const input = { ...channel, name: "Billing", installationId: installation.id };
    const { id } = await createSlackChannelDestination(place, input);
    expect(await getDestination(place, id)).toMatchObject({
      target: "#billing-alerts in Acme Demo",
      lane: "slack:T0TEAM:C0BILLING",
    });
    const row = await stored(id);
    expect(
      openTarget({ ...row, installation: { ...installation, status: "active", tokenExpiresAt: null } }),
    ).toEqual({
      kind: "slack_channel",
      token: "xoxb-of-the-test",
      channelId: "C0BILLING",
    });
    expect(openTarget({ ...row, installation: null })).toMatchObject({
      status: "rejected",
      scope: "installation",
    });
    await expect(
      createSlackChannelDestination(place, { ...input, name: "Billing again" }),
    ).rejects.toMatchObject({
      code: "destination_exists",
      message: expect.stringContaining("“Billing”"),
    });
    await expect(replaceWebhookUrl(place, id, urlOf("x"))).rejects.toMatchObject({
      kind: "invalid",
      errors: [{ pointer: "/url" }],
    });
    await expect(createSlackChannelDestination(other, input)).rejects.toMatchObject({ kind: "not_found" });
  });
});
