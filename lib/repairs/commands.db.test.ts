import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { systemScope } from "@/lib/auth/system";
import { newId } from "@/lib/id";
import { composeTest } from "@/lib/messages/test-message";
import { planTestMessage } from "@/lib/notifications/commands";
import { getNotification } from "@/lib/notifications/queries";
import { loadPlaybook } from "@/lib/routing/queries";
import {
  breakDestinations,
  claimTelling,
  discardHeld,
  healDestinations,
  planFallbacks,
  releaseHeld,
  suspectDestination,
} from "./commands";
import { findBrokenNotice, listHeld } from "./queries";

const { sql } = await testDatabase();
const system = systemScope("test");
const now = new Date("2026-03-01T12:00:00Z");

async function destination() {
  const made = await createProject();
  const id = newId("destination");
  const lane = `slackhook:${id}`;
  await sql`insert into destinations (project_id, id, kind, name, config, lane)
            values (${made.scope.projectId}, ${id}, 'slack_webhook', 'Ops', ${sql.json({ hint: "x" })}, ${lane})`;
  const target = { id, name: "Ops", kind: "slack_webhook" as const, lane };
  const which = { projectId: made.scope.projectId, destinationIds: [id] };
  const planned = async (count: number) => {
    const ids: string[] = [];
    for (let n = 0; n < count; n++)
      ids.push((await planTestMessage(made.scope, target, composeTest("Ops", now))).notificationId);
    await sql`update notifications set kind = 'event' where project_id = ${made.scope.projectId}`;
    return ids;
  };
  const archive = () => breakDestinations(system, which, { code: "is_archived", scope: "destination", now });
  return { ...made, id, which, planned, archive };
}

describe("a destination that breaks", () => {
  test("says why and what to do, holds what waits, and moves the playbook on so that what comes later is held too", async () => {
    const { scope, id, planned, archive } = await destination();
    const [first] = await planned(3);
    const before = await loadPlaybook(scope);
    expect(await archive()).toEqual([
      { organizationId: scope.organizationId, projectId: scope.projectId, destinationId: id },
    ]);
    expect(await getNotification(scope, first ?? "")).toMatchObject({
      state: "held",
      dueAt: null,
      reason: { code: "destination_broken" },
    });
    const after = await loadPlaybook(scope);
    expect(after.version).toBeGreaterThan(before.version);
    expect(after.destinations.get(id)?.isBroken).toBe(true);
    expect(await listHeld(scope)).toMatchObject([{ destinationId: id, isBroken: true, count: 3 }]);
  });

  test("is broken once: a second finding keeps the first reason and tells nobody again", async () => {
    const { scope, id, which, archive } = await destination();
    const [mark] = await archive();
    expect(await breakDestinations(system, which, { code: "no_service", scope: "destination", now })).toEqual(
      [],
    );
    if (!mark) throw new Error("it did not break");
    const notice = await findBrokenNotice(system, mark);
    expect(notice).toMatchObject({
      destinationName: "Ops",
      code: "is_archived",
      message: "The channel is archived.",
    });
    expect(notice?.emails).toHaveLength(1);
    expect(await Promise.all(Array.from({ length: 5 }, () => claimTelling(system, mark, now)))).toHaveLength(
      5,
    );
    const told =
      await sql`select owners_told_at from destinations where project_id = ${scope.projectId} and id = ${id}`;
    expect(told[0]?.owners_told_at).toEqual(now);
  });

  test("has one teller, however many try", async () => {
    const { archive } = await destination();
    const [mark] = await archive();
    if (!mark) throw new Error("it did not break");
    const tries = await Promise.all(Array.from({ length: 20 }, () => claimTelling(system, mark, now)));
    expect(tries.filter(Boolean)).toHaveLength(1);
  });

  test("holds on to what it held after it is mended, until somebody sends it", async () => {
    const { scope, id, which, planned, archive } = await destination();
    await planned(4);
    await archive();
    expect(await releaseHeld(scope, id)).toEqual({ count: 0, wakes: [] });
    expect(await healDestinations(system, which, { now })).toHaveLength(1);
    expect(await listHeld(scope)).toMatchObject([{ isBroken: false, count: 4 }]);
    const released = await releaseHeld(scope, id);
    expect(released).toMatchObject({ count: 4, wakes: [{ lane: `slackhook:${id}` }] });
    expect(await listHeld(scope)).toEqual([]);
    const audit =
      await sql`select action, after from audit_entries where project_id = ${scope.projectId} and action like '%held'`;
    expect(audit).toEqual([{ action: "destination.release_held", after: { count: 4 } }]);
  });

  test("can have what it held given up, with the reason", async () => {
    const { scope, id, planned, archive } = await destination();
    const [first] = await planned(2);
    await archive();
    expect(await discardHeld(scope, id)).toBe(2);
    expect(await getNotification(scope, first ?? "")).toMatchObject({
      state: "suppressed",
      reason: { code: "discarded" },
    });
  });

  test("is not another project's to release or give up", async () => {
    const mine = await destination();
    const { scope: theirs } = await createProject();
    await mine.planned(2);
    await mine.archive();
    expect(await discardHeld(theirs, mine.id)).toBe(0);
    await healDestinations(system, mine.which, { now });
    expect((await releaseHeld(theirs, mine.id)).count).toBe(0);
    expect(await listHeld(mine.scope)).toMatchObject([{ count: 2 }]);
  });

  test("sends the critical ones that it holds to the fallback, once each", async () => {
    const { scope, id, planned, archive } = await destination();
    const [first] = await planned(3);
    await sql`update notifications set severity = 'critical' where project_id = ${scope.projectId} and id <> ${first ?? ""}`;
    const fallback = newId("destination");
    await sql`insert into destinations (project_id, id, kind, name, config, lane)
              values (${scope.projectId}, ${fallback}, 'slack_webhook', 'On call', ${sql.json({ hint: "x" })}, ${`slackhook:${fallback}`})`;
    await sql`update projects set fallback_destination_id = ${fallback} where id = ${scope.projectId}`;
    const marks = await archive();
    expect(await planFallbacks(system, marks)).toMatchObject([{ lane: `slackhook:${fallback}` }]);
    expect(await planFallbacks(system, marks)).toEqual([]);
    const rows =
      await sql`select destination_id, state, fallback_for is not null as stands_in, count(*)::int from notifications
                           where project_id = ${scope.projectId} group by 1, 2, 3 order by 2`;
    expect(rows).toEqual([
      { destination_id: id, state: "held", stands_in: false, count: 3 },
      { destination_id: fallback, state: "pending", stands_in: true, count: 2 },
    ]);
  });

  test("remembers the first sight of a doubtful answer, not the last", async () => {
    const { scope, id } = await destination();
    const sight = (at: Date) =>
      suspectDestination(system, {
        projectId: scope.projectId,
        destinationId: id,
        code: "channel_not_found",
        now: at,
      });
    await sight(now);
    await sight(new Date(now.getTime() + 30_000));
    const [row] =
      await sql`select suspected_at from destinations where project_id = ${scope.projectId} and id = ${id}`;
    expect(row?.suspected_at).toEqual(now);
  });
});
