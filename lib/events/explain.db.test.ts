import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { planNotifications } from "@/lib/notifications/commands";
import { decide } from "@/lib/routing/decide";
import { loadPlaybook } from "@/lib/routing/queries";
import { recordEvents } from "./commands";
import { explainEvent } from "./explain";
import { getEvent } from "./queries";

const { sql } = await testDatabase();
const now = new Date("2026-03-01T12:00:00Z");

async function plantDestination(projectId: string, name: string): Promise<string> {
  const id = newId("destination");
  await sql`
    insert into destinations (project_id, id, kind, name, config, lane)
    values (${projectId}, ${id}, 'slack_webhook', ${name}, '{}', ${`webhook:${id}`})`;
  return id;
}

type Route = { name: string; eventTypes?: string[]; amount?: number; enabled?: boolean };

async function plantRoutes(
  projectId: string,
  destinationId: string,
  routes: readonly Route[],
): Promise<void> {
  const rows = routes.map(({ name, eventTypes = ["order.placed"], amount, enabled = true }) => ({
    project_id: projectId,
    id: newId("route"),
    name,
    enabled,
    event_types: eventTypes,
    filter:
      amount === undefined
        ? null
        : sql.json({ all: [{ field: "data.amount", operator: "gte", value: amount }] }),
    destination_id: destinationId,
  }));
  await sql`insert into routes ${sql(rows)}`;
  await sql`update projects set playbook_version = playbook_version + 1 where id = ${projectId}`;
}

/** Records an event and decides it, as fan-out does. */
async function post(scope: Scope, data: object): Promise<string> {
  const { acceptedIds } = await recordEvents(scope, [{ type: "order.placed", data }], { now, source: "api" });
  const [id = ""] = acceptedIds;
  const [playbook, event] = await Promise.all([loadPlaybook(scope), getEvent(scope, id)]);
  await planNotifications(scope, [{ eventId: id, trace: decide(playbook, event), planned: [] }]);
  return id;
}

describe("explaining an event", () => {
  test("names of a thousand routes what applied, a part of the others, and counts the rest", async () => {
    const { scope, id: projectId } = await createProject();
    const destination = await plantDestination(projectId, "Alerts");
    const routes = Array.from({ length: 1_000 }, (_, n) => ({
      name: `Route ${n}`,
      amount: n === 500 ? 1 : 1_000 + n,
    }));
    await plantRoutes(projectId, destination, routes);
    const id = await post(scope, { amount: 10 });

    const first = await explainEvent(scope, id);
    expect(first.isDecided).toBe(true);
    expect(first.decisions[0]).toMatchObject({
      routeName: "Route 500",
      verdict: "send",
      checks: [{ path: "data.amount", seen: "10", passed: true }],
    });
    expect(first.decisions).toHaveLength(201);
    expect(first.omitted).toBe(799);
    expect(first.answer.lines.at(-1)?.text).toBe(
      "999 routes take the type, but their conditions did not hold.",
    );

    const seen = new Set<string>();
    for (let skippedFrom = 0; skippedFrom < 1_000; skippedFrom += 50) {
      const { decisions } = await explainEvent(scope, id, { skippedFrom, skippedLimit: 50 });
      for (const { routeName } of decisions) seen.add(routeName);
    }
    expect(seen.size).toBe(1_000);
  });

  test("tells then from now: what was changed since, and what is gone, would decide otherwise", async () => {
    const { scope, id: projectId } = await createProject();
    const destination = await plantDestination(projectId, "Alerts");
    await plantRoutes(projectId, destination, [
      { name: "Small", amount: 1 },
      { name: "Large", amount: 100 },
    ]);
    const id = await post(scope, { amount: 10 });
    expect((await explainEvent(scope, id)).now).toEqual({ differences: [] });

    await sql`delete from routes where project_id = ${projectId} and name = 'Small'`;
    await sql`update routes set filter = null, updated_at = now() where project_id = ${projectId} and name = 'Large'`;
    await plantRoutes(projectId, destination, [{ name: "New" }]);
    const { decisions, now: today } = await explainEvent(scope, id);
    expect(decisions.map(({ routeName, verdict }) => [routeName, verdict])).toEqual([
      ["Small", "send"],
      ["Large", "skip"],
    ]);
    expect(today?.differences.map(({ routeName, before, now: after }) => [routeName, before, after])).toEqual(
      [
        ["Large", "skip", "send"],
        ["New", "absent", "send"],
        ["Small", "send", "absent"],
      ],
    );
  });

  test("of a time without routes says so, whatever there is today", async () => {
    const { scope, id: projectId } = await createProject();
    const id = await post(scope, {});
    await plantRoutes(projectId, await plantDestination(projectId, "Alerts"), [{ name: "Late" }]);
    const { answer, decisions } = await explainEvent(scope, id);
    expect(answer.headline).toBe("Nobody was told: there was no route for it at the time");
    expect(decisions).toEqual([]);
  });

  test("gives each notification its tries", async () => {
    const { scope, id: projectId } = await createProject();
    const destination = await plantDestination(projectId, "Alerts");
    const id = await post(scope, {});
    const notificationId = newId("notification");
    await sql`
      insert into notifications ${sql({
        project_id: projectId,
        id: notificationId,
        dedupe_key: notificationId,
        kind: "event",
        event_id: id,
        event_type: "order.placed",
        destination_id: destination,
        destination_name: "Alerts",
        destination_kind: "slack_webhook",
        lane: "l",
        environment: "production",
        severity: "info",
        state: "failed",
        reason: sql.json({ code: "matched", text: "It matched." }),
        message: sql.json({ text: "An order", origin: { isRedacted: true } }),
        case_id: "cas_1",
        last_error: sql.json({
          code: "no_service",
          message: "The webhook is gone.",
          fix: "Paste a new one.",
          at: "",
        }),
        attempts: 2,
      })}`;
    for (const number of [1, 2])
      await sql`insert into attempts (project_id, notification_id, number, started_at, outcome, code) values (${projectId}, ${notificationId}, ${number}, ${now}, 'rejected', 'no_service')`;
    const { notifications, answer } = await explainEvent(scope, id);
    expect(notifications[0]?.tries.map(({ number, code }) => [number, code])).toEqual([
      [1, "no_service"],
      [2, "no_service"],
    ]);
    expect(notifications[0]).toMatchObject({ origin: { isRedacted: true }, caseId: "cas_1" });
    expect(answer.lines[0]).toEqual({
      tone: "bad",
      text: "“Alerts” was not told. The webhook is gone. Paste a new one.",
      notificationId,
    });
  });

  test("whose payload is gone compares nothing", async () => {
    const { scope, id: projectId } = await createProject();
    const routes = Array.from({ length: 40 }, (_, n) => ({
      name: `Route ${n}`,
      amount: n === 0 ? 1 : 1_000 + n,
    }));
    await plantRoutes(projectId, await plantDestination(projectId, "Alerts"), routes);
    const id = await post(scope, { amount: 5 });
    await sql`update events set payload_deleted_at = now(), data = '{}' where id = ${id}`;
    const explained = await explainEvent(scope, id);
    expect(explained.now).toBeNull();
    expect(explained.decisions).toHaveLength(40);
    expect(explained.decisions[0]).toMatchObject({ verdict: "send", routeName: "Route 0" });
    const [, other] = explained.decisions;
    expect(other).toMatchObject({ verdict: "skip", checks: [] });
    expect(other?.reason.text).toMatch(/what it compared is deleted/);
  });

  test.each([newId("event"), "evt_1", "evt_\u0000", ""])(
    "another project's id and %j are the same nothing",
    async (missing) => {
      const [mine, theirs] = [await createProject(), await createProject()];
      const foreign = await post(theirs.scope, {});
      const refusals = await Promise.allSettled([
        explainEvent(mine.scope, foreign),
        explainEvent(mine.scope, missing),
      ]);
      const told = refusals.map((refusal) =>
        refusal.status === "rejected" ? String(refusal.reason) : "found",
      );
      expect(told[0]).toContain("nothing here");
      expect(told[0]).toBe(told[1]);
    },
  );
});
