import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { readStatistics } from "@/lib/webhooks/statistics/queries";
import { createEndpoint } from "../commands";
import { newEndpoint } from "../schema";
import { planReplay } from "./commands";
import { replayInput } from "./schema";

const { sql } = await testDatabase();
const hour = 3_600_000;
let scope: Scope;
let destinationId: string;
let lane: string;

beforeEach(async () => {
  scope = (await createProject()).scope;
  const input = newEndpoint.parse({ kind: "webhook", name: "Hook", url: "https://hooks.acme.example/" });
  destinationId = (await createEndpoint(scope, input)).id;
  lane = `webhook:${destinationId}`;
});

/** A notification that was made so many hours ago and stands like that. */
async function settled(state: string, hoursAgo = 1, kind = "event"): Promise<string> {
  const at = new Date(Date.now() - hoursAgo * hour);
  const id = newId("notification", at.getTime());
  await sql`
    insert into notifications (project_id, id, dedupe_key, kind, event_type, destination_id, destination_name, destination_kind, lane,
      environment, severity, state, reason, message, created_at, settled_at)
    values (${scope.projectId}, ${id}, ${id}, ${kind}, 'order.placed', ${destinationId}, 'Hook', 'webhook', ${lane}, 'production',
      'info', ${state}, '{"code":"matched","text":"x"}', '{"text":"x"}', ${at}, ${at})`;
  return id;
}

const replay = (input: object) => planReplay(scope, replayInput.parse(input));
const copies = () => sql<{ of: string; kind: string; state: string }[]>`
  select reason ->> 'of' as of, kind, state from notifications
  where project_id = ${scope.projectId} and dedupe_key like 'replay|%' order by id`;

describe("a replay", () => {
  test("sends again what failed at a destination since a time, oldest first, each as a new one", async () => {
    await settled("failed", 10);
    const second = await settled("failed", 3);
    await settled("sent", 2);
    const third = await settled("failed", 1);
    await settled("pending", 1);
    const since = new Date(Date.now() - 5 * hour).toISOString();
    const input = { destination: destinationId, state: "failed", since };
    expect(await replay({ ...input, dryRun: true })).toMatchObject({ matched: 2, replayed: 0, wakes: [] });
    expect(await copies()).toEqual([]);
    expect(await replay(input)).toMatchObject({ matched: 2, replayed: 2, hasMore: false, wakes: [{ lane }] });
    expect(await copies()).toEqual([second, third].map((of) => ({ of, kind: "resend", state: "pending" })));
  });

  test("is made once, however often and however many at once ask with the same id", async () => {
    const ids = [await settled("failed"), await settled("sent")];
    const input = { ids, requestId: "form-1" };
    const made = await Promise.all(Array.from({ length: 8 }, () => replay(input)));
    expect(made.reduce((sum, { replayed }) => sum + replayed, 0)).toBe(2);
    expect(await copies()).toHaveLength(2);
    expect(await replay({ ids, requestId: "form-2" })).toMatchObject({ replayed: 2 });
  });

  test("ends at its bound, and says that there is more", async () => {
    for (let n = 0; n < 4; n++) await settled("failed");
    expect(await replay({ destination: destinationId, max: 3 })).toMatchObject({
      matched: 3,
      replayed: 3,
      hasMore: true,
    });
  });

  test("leaves out what says nothing by itself, and keeps what Bellwire told of itself what it is", async () => {
    for (const kind of ["test", "fold", "case_edit", "connected"]) await settled("failed", 1, kind);
    const signal = await settled("failed", 1, "signal");
    expect(await replay({ destination: destinationId })).toMatchObject({ matched: 1 });
    expect(await copies()).toEqual([{ of: signal, kind: "signal", state: "pending" }]);
  });

  test("waits where the destination is broken, and goes nowhere where it is off or another project's", async () => {
    const id = await settled("failed");
    const theirs = (await createProject()).scope;
    expect(await planReplay(theirs, replayInput.parse({ ids: [id] }))).toMatchObject({
      matched: 0,
      replayed: 0,
    });
    await sql`update destinations set enabled = false where id = ${destinationId}`;
    expect(await replay({ ids: [id] })).toMatchObject({ matched: 1, replayed: 0 });
    await sql`update destinations set enabled = true, status = 'broken' where id = ${destinationId}`;
    expect(await replay({ ids: [id] })).toMatchObject({ replayed: 1, wakes: [] });
    expect(await copies()).toMatchObject([{ state: "held" }]);
  });

  test.each([
    {},
    { state: "failed" },
    { ids: [] },
    { ids: ["x"] },
    { since: "yesterday" },
    { destination: "d", state: "pending" },
  ])("without a bound, or with nonsense, is refused: %j", (input) => {
    expect(replayInput.safeParse(input).success).toBe(false);
  });
});

test("statistics count a destination's tries and times, of the days asked for", async () => {
  for (const [state, hoursAgo, ms, outcome] of [
    ["sent", 1, 100, "sent"],
    ["sent", 2, 300, "sent"],
    ["failed", 3, 900, "rejected"],
    ["sent", 40, 5_000, "sent"],
  ] as const) {
    const id = await settled(state, hoursAgo);
    const startedAt = new Date(Date.now() - hoursAgo * hour);
    const endedAt = new Date(startedAt.getTime() + ms);
    await sql`insert into attempts (project_id, notification_id, number, started_at, ended_at, outcome)
              values (${scope.projectId}, ${id}, 1, ${startedAt}, ${endedAt}, ${outcome})`;
  }
  const of = (days: number) => readStatistics(scope, destinationId, { days, now: new Date() });
  expect(await of(1)).toEqual({
    sent: 2,
    failed: 1,
    waiting: 0,
    attempts: 3,
    failedAttempts: 1,
    p50Ms: 300,
    p95Ms: 840,
  });
  expect(await of(7)).toMatchObject({ sent: 3, attempts: 4 });
  expect(await readStatistics(scope, "dst_none", { days: 1, now: new Date() })).toMatchObject({
    attempts: 0,
    p50Ms: null,
  });
});
