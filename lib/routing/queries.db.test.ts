import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import {
  createWebhookDestination,
  deleteDestination,
  setDestinationEnabled,
} from "@/lib/destinations/commands";
import { createRoute, setRouteEnabled } from "./commands";
import { decide } from "./decide";
import { loadPlaybook } from "./queries";

const { sql } = await testDatabase();

const event = {
  type: "invoice.paid",
  source: "api",
  environment: "production",
  externalId: "x",
  occurredAt: new Date("2026-11-21T09:00:00Z"),
  customer: null,
  data: {},
} as const;

async function prepared(): Promise<{ scope: Scope; destinationId: string; routeId: string }> {
  const { scope } = await createProject();
  const url = `https://hooks.slack.com/services/T0AAAA/B0BBBB/${scope.projectId.slice(4)}`;
  const destination = await createWebhookDestination(scope, { name: "Ops", url });
  const route = {
    name: "Paid",
    eventTypes: ["invoice.*"],
    filter: null,
    destinationId: destination.id,
    enabled: true,
  };
  return { scope, destinationId: destination.id, routeId: (await createRoute(scope, route)).id };
}

const codesOf = async (scope: Scope) =>
  decide(await loadPlaybook(scope), event).map(({ reason }) => reason.code);

describe("the playbook", () => {
  test("holds a project's routes and destinations, and those of no other", async () => {
    const [mine, theirs] = await Promise.all([prepared(), prepared()]);
    const playbook = await loadPlaybook(mine.scope);
    expect(decide(playbook, event)).toMatchObject([
      { routeId: mine.routeId, destinationId: mine.destinationId, verdict: "send" },
    ]);
    expect([...playbook.destinations.keys()]).toEqual([mine.destinationId]);
    expect(playbook.destinations.get(mine.destinationId)?.lane).toMatch(/^slackhook:[\w-]{22}$/);
    expect(decide(await loadPlaybook(theirs.scope), event)).toMatchObject([{ routeId: theirs.routeId }]);
  });

  test("is the same object while nothing changes, also for many who ask at once", async () => {
    const { scope } = await prepared();
    const loaded = await Promise.all(Array.from({ length: 5 }, () => loadPlaybook(scope)));
    expect(new Set(loaded).size).toBe(1);
    expect(await loadPlaybook(scope)).toBe(loaded[0]);
  });

  test("follows every change of a route or a destination", async () => {
    const { scope, destinationId, routeId } = await prepared();
    expect(await codesOf(scope)).toEqual(["matched"]);
    await setDestinationEnabled(scope, destinationId, false);
    expect(await codesOf(scope)).toEqual(["destination_disabled"]);
    await setRouteEnabled(scope, routeId, false);
    expect(await codesOf(scope)).toEqual(["route_disabled"]);
    await deleteDestination(scope, destinationId, { withRoutes: true });
    expect(await codesOf(scope)).toEqual([]);
  });

  test("follows a change that another process made", async () => {
    const { scope, routeId } = await prepared();
    expect(await codesOf(scope)).toEqual(["matched"]);
    await sql.begin(async (tx) => {
      await tx`update routes set enabled = false where id = ${routeId}`;
      await tx`update projects set playbook_version = playbook_version + 1 where id = ${scope.projectId}`;
    });
    expect(await codesOf(scope)).toEqual(["route_disabled"]);
  });

  test("of a project is not given to another organization, even when this process holds it", async () => {
    const [mine, theirs] = await Promise.all([prepared(), prepared()]);
    await loadPlaybook(mine.scope);
    const mixed: Scope = { ...mine.scope, organizationId: theirs.scope.organizationId };
    await expect(loadPlaybook(mixed)).rejects.toMatchObject({ kind: "not_found" });
  });

  test("is as of one moment, whatever changes while it is read", async () => {
    const { scope, destinationId, routeId } = await prepared();
    const changes = (async () => {
      for (let n = 0; n < 20; n++) await setRouteEnabled(scope, routeId, n % 2 === 1);
      await deleteDestination(scope, destinationId, { withRoutes: true });
    })();
    let isDone = false;
    void changes.finally(() => {
      isDone = true;
    });
    while (!isDone) await loadPlaybook(scope);
    await changes;
    expect((await loadPlaybook(scope)).routes).toEqual([]);
  });
});
