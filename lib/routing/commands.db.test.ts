import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { createWebhookDestination } from "@/lib/destinations/commands";
import { newId } from "@/lib/id";
import { createRoute, createRoutes, deleteRoute, setRouteEnabled, updateRoute } from "./commands";
import { getRoute, listRoutes } from "./queries";
import type { RouteInput } from "./schema";

const { sql } = await testDatabase();

let scope: Scope;
let other: Scope;
let destinationId: string;

const webhook = (name: string) =>
  `https://hooks.slack.com/services/T0AAAA/B0BBBB/${name.replaceAll("-", "")}`;
async function destinationIn(place: Scope, name: string): Promise<string> {
  return (await createWebhookDestination(place, { name, url: webhook(name) })).id;
}

beforeAll(async () => {
  scope = (await createProject()).scope;
  other = (await createProject()).scope;
  destinationId = await destinationIn(scope, "first");
});

const input = (name: string, more: Partial<RouteInput> = {}): RouteInput => ({
  name,
  eventTypes: ["invoice.*"],
  filter: null,
  destinationId,
  enabled: true,
  ...more,
});
const filter = { all: [{ field: "customer.tier", operator: "eq", value: "growth" }] } as const;

async function versionOf(place: Scope): Promise<number> {
  const [row] = await sql<
    { version: string }[]
  >`select playbook_version as version from projects where id = ${place.projectId}`;
  return Number(row?.version);
}

const auditOf = (targetId: string) => sql<
  { action: string; actorId: string; before: unknown; after: unknown }[]
>`
  select action, actor_id as "actorId", before, after from audit_entries
  where project_id = ${scope.projectId} and target_id = ${targetId} order by id`;

describe("routes", () => {
  test("are kept as they were given, with the destination's name beside them", async () => {
    const { id } = await createRoute(scope, input("Kept", { filter, enabled: false }));
    expect(await getRoute(scope, id)).toMatchObject({
      id,
      name: "Kept",
      enabled: false,
      eventTypes: ["invoice.*"],
      filter,
      destinationId,
      destinationName: "first",
      destinationEnabled: true,
    });
  });

  test("leave who changed what in the audit log, and make every process load the playbook anew", async () => {
    const before = await versionOf(scope);
    const { id } = await createRoute(scope, input("Audited"));
    await updateRoute(scope, id, { filter });
    await setRouteEnabled(scope, id, false);
    await deleteRoute(scope, id);
    const entries = await auditOf(id);
    expect(entries.map(({ action }) => action)).toEqual([
      "route.create",
      "route.update",
      "route.update",
      "route.delete",
    ]);
    expect(entries[1]).toMatchObject({
      before: { filter: null, enabled: true },
      after: { filter, enabled: true },
    });
    expect(entries[3]).toMatchObject({ before: { name: "Audited", enabled: false }, after: null });
    expect(new Set(entries.map(({ actorId }) => actorId)).size).toBe(1);
    expect(await versionOf(scope)).toBe(before + 4);
  });

  test("that are changed to what they are leave no trace", async () => {
    const { id } = await createRoute(scope, input("Same", { filter }));
    const before = await versionOf(scope);
    await updateRoute(scope, id, {
      name: "Same",
      enabled: true,
      filter,
      eventTypes: ["invoice.*"],
      destinationId,
    });
    await updateRoute(scope, id, { name: undefined });
    expect(await versionOf(scope)).toBe(before);
    expect(await auditOf(id)).toHaveLength(1);
  });

  test("leave nothing behind when they are refused", async () => {
    const before = await versionOf(scope);
    await expect(
      createRoute(scope, input("Lost", { destinationId: newId("destination") })),
    ).rejects.toMatchObject({
      kind: "invalid",
      errors: [{ pointer: "/destinationId" }],
    });
    expect(await versionOf(scope)).toBe(before);
    expect((await listRoutes(scope)).items.map(({ name }) => name)).not.toContain("Lost");
  });

  test("have a name of their own in their project, whatever its case", async () => {
    const { id } = await createRoute(scope, input("Unique"));
    const second = await createRoute(scope, input("Second"));
    const refusal = { kind: "conflict", code: "name_taken", message: expect.stringContaining("“Unique”") };
    await expect(createRoute(scope, input("UNIQUE"))).rejects.toMatchObject(refusal);
    await expect(updateRoute(scope, second.id, { name: "unique" })).rejects.toMatchObject(refusal);
    await updateRoute(scope, id, { name: "UNIQUE" });
    const theirs = await destinationIn(other, "theirs");
    await createRoute(other, input("Unique", { destinationId: theirs }));
  });

  test("that many people add at once under one name are one route", async () => {
    const made = await Promise.allSettled(
      Array.from({ length: 8 }, () => createRoute(scope, input("Contested"))),
    );
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of made) {
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ kind: "conflict", code: "name_taken" });
    }
  });

  test("of a preset are created together, under numbered names where theirs are taken, or not at all", async () => {
    const preset = [input("Together"), input("Apart")];
    expect((await createRoutes(scope, preset)).ids).toHaveLength(2);
    const again = await createRoutes(scope, preset);
    const names = await Promise.all(again.ids.map(async (id) => (await getRoute(scope, id)).name));
    expect(names).toEqual(["Together 2", "Apart 2"]);
    const before = await versionOf(scope);
    const bad = [input("Half"), input("Lost", { destinationId: newId("destination") })];
    await expect(createRoutes(scope, bad)).rejects.toMatchObject({ code: "unknown_destination" });
    expect(await versionOf(scope)).toBe(before);
    expect((await listRoutes(scope)).items.map(({ name }) => name)).not.toContain("Half");
  });

  test("of another project cannot be seen, changed, deleted or led to", async () => {
    const { id } = await createRoute(scope, input("Ours"));
    const missing = { kind: "not_found" };
    await expect(getRoute(other, id)).rejects.toMatchObject(missing);
    await expect(updateRoute(other, id, { enabled: false })).rejects.toMatchObject(missing);
    await expect(setRouteEnabled(other, id, false)).rejects.toMatchObject(missing);
    await expect(deleteRoute(other, id)).rejects.toMatchObject(missing);
    await expect(createRoute(other, input("Stolen"))).rejects.toMatchObject({ code: "unknown_destination" });
    expect(await getRoute(scope, id)).toMatchObject({ enabled: true });
  });

  test("cannot be added to a project under another organization's name", async () => {
    const mixed: Scope = { ...scope, organizationId: other.organizationId };
    await expect(createRoute(mixed, input("Mixed"))).rejects.toMatchObject({ kind: "not_found" });
  });

  test.each(["", "x", "rte_1\u0000", `dst_${"0".repeat(26)}`])(
    "an id such as %j is just not found",
    async (id) => {
      await expect(getRoute(scope, id)).rejects.toMatchObject({ kind: "not_found" });
      await expect(deleteRoute(scope, id)).rejects.toMatchObject({ kind: "not_found" });
      await expect(updateRoute(scope, id, { enabled: true })).rejects.toMatchObject({ kind: "not_found" });
    },
  );

  test("come page by page, newest first, each once", async () => {
    const place = (await createProject()).scope;
    const to = await destinationIn(place, "paged");
    const made: string[] = [];
    for (let n = 0; n < 5; n++)
      made.push((await createRoute(place, input(`Route ${n}`, { destinationId: to }))).id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRoutes(place, { cursor, limit: 2 });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([...made].sort().reverse());
    expect((await listRoutes(place, { destinationId: newId("destination") })).items).toEqual([]);
  });
});
