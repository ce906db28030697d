import { describe, expect, test } from "vitest";
import { deleteDigest, updateDigest } from "@/lib/digests/commands";
import { countWaiting, getRound, listDigests, listRounds } from "@/lib/digests/queries";
import { listNotifications } from "@/lib/notifications/queries";
import { updateProject } from "@/lib/projects/commands";
import { type CaseStage, caseStage } from "./testing/case-stage";
import { standing } from "./testing/channel-view";
import { digestOf, failedPayment } from "./testing/digest-stage";

const { open, sql } = await caseStage();
const { tellRounds } = await import("./functions/tell-rounds");

const minute = 60_000;
const later = (at: Date, ms = 5_000) => new Date(at.getTime() + ms);

/** All that happened so far, made to have happened before the window's end. */
const backdate = ({ scope }: CaseStage, to: Date) =>
  sql`update notifications set created_at = ${new Date(to.getTime() - minute)} where project_id = ${scope.projectId} and created_at >= ${to}`;

async function states({ scope }: CaseStage): Promise<Record<string, number>> {
  const rows = await sql<{ state: string; kind: string; count: number }[]>`
    select kind, state, count(*)::int as count from notifications where project_id = ${scope.projectId} group by 1, 2`;
  return Object.fromEntries(rows.map(({ kind, state, count }) => [`${kind} ${state}`, count]));
}

describe("a daily digest", () => {
  test("tells what waited for it as one message, whose receipt each has, and says its window", async () => {
    const stage = await open();
    const { id, dueAt } = await digestOf(stage, { timeZone: "Europe/Berlin" });
    await stage.plan(failedPayment(), failedPayment(), failedPayment());
    await stage.deliver();
    expect(standing(stage)).toEqual([]);
    expect((await countWaiting(stage.scope)).get(id)).toBe(3);
    await backdate(stage, dueAt);
    expect(await tellRounds(new Date(dueAt.getTime() - minute))).toBe(0);
    expect(await tellRounds(later(dueAt))).toBe(1);
    await stage.deliver();
    const [digest, ...more] = standing(stage);
    expect(more).toEqual([]);
    expect(digest?.text).toContain("CS daily");
    expect(digest?.whole).toContain("09:00 (Europe/Berlin)");
    expect(digest?.whole).toContain("Open full digest");
    expect(await states(stage)).toEqual({ "digest sent": 1, "event sent": 3 });
    const { items } = await listNotifications(stage.scope, {});
    expect(new Set(items.map(({ receipt }) => JSON.stringify(receipt))).size).toBe(1);
    const [round] = await listRounds(stage.scope, id);
    expect(round).toMatchObject({ count: 3, state: "sent", windowEnd: dueAt });
    expect((await getRound(stage.scope, round?.id ?? "")).full.text).toContain("3 notifications");
  });

  test("is told once, however often and by how many it is asked for", async () => {
    const stage = await open();
    const { id, dueAt } = await digestOf(stage);
    await stage.plan(failedPayment(), failedPayment());
    await backdate(stage, dueAt);
    await Promise.all(Array.from({ length: 8 }, () => tellRounds(later(dueAt))));
    await stage.deliver();
    // The clock goes back an hour, and comes round again.
    for (const ms of [-60 * minute, 0, minute, 60 * minute]) await tellRounds(later(dueAt, ms));
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
    expect(await listRounds(stage.scope, id)).toHaveLength(1);
  });

  test("lets what is critical go at once", async () => {
    const stage = await open();
    await digestOf(stage);
    await stage.plan(
      failedPayment({
        data: { amount: { amount: "42000.00", currency: "USD" }, attempt: 4, maxAttempts: 4 },
      }),
    );
    const { items } = await listNotifications(stage.scope, {});
    expect(items[0]?.severity).toBe("critical");
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
  });

  test("says nothing when there is nothing, unless it was asked to", async () => {
    const stage = await open();
    const quiet = await digestOf(stage);
    const empty = await digestOf(stage, { name: "Always", sendEmpty: true, collects: "nothing" });
    await tellRounds(later(quiet.dueAt));
    await stage.deliver();
    const [only, ...more] = standing(stage);
    expect(more).toEqual([]);
    expect(only?.text).toContain("Always");
    expect(only?.text).toContain("nothing new");
    expect(await listRounds(stage.scope, empty.id)).toHaveLength(1);
  });

  test("marks what came late, and takes it into the window in which it came", async () => {
    const stage = await open();
    const { dueAt } = await digestOf(stage);
    await stage.plan(failedPayment({ occurredAt: "2026-11-02T10:00:00Z" }), failedPayment());
    await backdate(stage, dueAt);
    await tellRounds(later(dueAt));
    await stage.deliver();
    const [digest] = standing(stage);
    expect(digest?.whole).toContain("One of it happened before that and arrived late.");
    expect(digest?.whole).toContain("late, of 2 Nov");
  });

  test("leaves what comes after its window to the next, and loses none when nobody was there for days", async () => {
    const stage = await open();
    const { id, dueAt } = await digestOf(stage);
    await stage.plan(failedPayment());
    await backdate(stage, dueAt);
    await stage.plan(failedPayment());
    await sql`update notifications set created_at = ${later(dueAt)} where id = (select max(id) from notifications where project_id = ${stage.scope.projectId})`;
    await tellRounds(later(dueAt, minute));
    await stage.deliver();
    expect(await states(stage)).toEqual({ "digest sent": 1, "event sent": 1, "event held": 1 });
    const days = 3 * 24 * 60 * minute;
    await tellRounds(later(dueAt, days));
    await stage.deliver();
    const rounds = await listRounds(stage.scope, id);
    expect(rounds.map(({ count }) => count)).toEqual([1, 1]);
    expect(rounds[0]?.windowStart).toEqual(dueAt);
    expect(rounds[0]?.windowEnd).toEqual(new Date(dueAt.getTime() + days));
    expect(standing(stage)).toHaveLength(2);
  });

  test("tells a case once, as it stands by now", async () => {
    const stage = await open();
    const { dueAt } = await digestOf(stage);
    const about = {
      customer: { id: "acme", name: "Acme" },
      data: { amount: { amount: "42.00", currency: "USD" }, invoiceNumber: "S-1" },
    };
    await stage.plan({ type: "payment.failed", ...about, occurredAt: "2026-11-21T08:00:00Z" });
    await stage.plan({ type: "payment.succeeded", ...about, occurredAt: "2026-11-21T08:10:00Z" });
    await backdate(stage, dueAt);
    await tellRounds(later(dueAt));
    await stage.deliver();
    const [digest, ...more] = standing(stage);
    expect(more).toEqual([]);
    expect(digest?.whole).toContain("resolved");
    expect(digest?.whole).toContain("2 updates");
  });
});

test("by the project's clock moves with it, and one by its own does not", async () => {
  const stage = await open();
  await digestOf(stage);
  await digestOf(stage, { name: "Tokyo", timeZone: "Asia/Tokyo", collects: "nothing" });
  await updateProject(stage.scope, { name: "Project", timeZone: "America/New_York" });
  const hours = (await listDigests(stage.scope)).map(({ name, nextAt }) => [
    name,
    nextAt?.toISOString().slice(11, 16),
  ]);
  expect(hours).toEqual([
    ["Tokyo", "00:00"],
    ["CS daily", expect.stringMatching(/^1[34]:00$/)],
  ]);
});

describe("what waits for a digest", () => {
  test("is told at once when the digest is switched off or deleted", async () => {
    const stage = await open();
    const { id } = await digestOf(stage);
    await stage.plan(failedPayment());
    await updateDigest(stage.scope, id, { enabled: false }, new Date());
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
    const other = await digestOf(stage, { name: "Other" });
    await stage.plan(failedPayment());
    await deleteDigest(stage.scope, other.id);
    await stage.deliver();
    expect(standing(stage)).toHaveLength(2);
    expect((await listDigests(stage.scope)).map(({ enabled, nextAt }) => [enabled, nextAt])).toEqual([
      [false, null],
    ]);
  });

  test("of some routes leaves the others alone", async () => {
    const stage = await open();
    const [{ id: routeId = "" } = {}] = await sql<
      { id: string }[]
    >`select id from routes where project_id = ${stage.scope.projectId}`;
    await digestOf(stage, { collects: "routes", routeIds: [routeId] });
    await stage.plan(failedPayment());
    await stage.deliver();
    expect(standing(stage)).toEqual([]);
    await sql`update digests set route_ids = '{rte_other}' where project_id = ${stage.scope.projectId}`;
    await sql`update projects set playbook_version = playbook_version + 1`;
    await stage.plan(failedPayment());
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
  });

  test("has its end when its destination is deleted", async () => {
    const stage = await open();
    const { dueAt } = await digestOf(stage);
    await stage.plan(failedPayment());
    await sql`delete from destinations where project_id = ${stage.scope.projectId}`;
    await tellRounds(later(dueAt));
    expect(await states(stage)).toEqual({ "event suppressed": 1 });
  });

  test("and the digest of a broken destination is held with it until somebody says so", async () => {
    const stage = await open();
    const { dueAt } = await digestOf(stage);
    await stage.plan(failedPayment());
    await backdate(stage, dueAt);
    await sql`update destinations set status = 'broken' where project_id = ${stage.scope.projectId}`;
    await sql`update projects set playbook_version = playbook_version + 1`;
    await tellRounds(later(dueAt));
    expect(await states(stage)).toEqual({ "digest held": 1, "event held": 1 });
  });
});
