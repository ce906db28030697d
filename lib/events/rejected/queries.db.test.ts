import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { newId } from "@/lib/id";
import { recordEvents } from "../commands";
import { countRejected, getRejected, listRejected, summarizeRejected } from "./queries";

const { sql } = await testDatabase();
const now = new Date();
const anHourAgo = new Date(now.getTime() - 3_600_000);

const bad = (id: string, change: object = {}) => ({
  id,
  type: "payment.failed",
  occurredAt: "yesterday",
  ...change,
});

describe("refused events", () => {
  test("are kept with reason, place, source and a body without secrets", async () => {
    const { scope } = await createProject();
    const body = bad("a", { data: { token: "hunter2", note: "sk_live_51abcdef" } });
    await recordEvents(scope, [body], { now, source: "stripe", sourceId: "src_1" });
    const { items } = await listRejected(scope, {});
    expect(items).toMatchObject([
      {
        type: "payment.failed",
        externalId: "a",
        code: "invalid_event",
        pointer: "/occurredAt",
        source: "stripe",
        sourceId: "src_1",
      },
    ]);
    const kept = await getRejected(scope, items[0]?.id ?? "");
    expect(JSON.parse(kept.body)).toMatchObject({ data: { token: "••••", note: "••••" } });
    const [row] = await sql`select body from rejected_events where project_id = ${scope.projectId}`;
    expect(JSON.stringify(row)).not.toMatch(/hunter2|sk_live/);
  });

  test("come page by page, newest first, none twice", async () => {
    const { scope } = await createProject();
    await recordEvents(
      scope,
      Array.from({ length: 25 }, (_, n) => bad(`e${n}`)),
      { now, source: "api" },
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRejected(scope, { cursor, limit: 10 });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(25);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  test.each([
    [{ code: "invalid_event" }, ["a", "b"]],
    [{ code: "unsafe_value" }, ["c"]],
    [{ source: "stripe" }, ["b"]],
    [{ type: "order.placed" }, ["c"]],
    [{ query: "OCCURREDAT" }, ["a", "b"]],
    [{ query: "%" }, []],
    [{ query: "payment", source: "api" }, ["a"]],
    [{ to: anHourAgo }, []],
    [{ from: anHourAgo }, ["a", "b", "c"]],
  ])("are found by %o", async (filter, found) => {
    const { scope } = await createProject();
    await recordEvents(scope, [bad("a")], { now, source: "api" });
    await recordEvents(scope, [bad("b")], { now, source: "stripe" });
    await recordEvents(scope, [{ id: "c", type: "order.placed", data: { note: "\u0000" } }], {
      now,
      source: "api",
    });
    const { items } = await listRejected(scope, filter);
    expect(items.map(({ externalId }) => externalId).sort()).toEqual(found);
  });

  test("are counted by reason beside what was taken", async () => {
    const { scope } = await createProject();
    const good = Array.from({ length: 6 }, (_, n) => ({ id: `g${n}`, type: "order.placed" }));
    await recordEvents(scope, [...good, bad("a"), bad("b"), { type: "x", data: { n: "\u0000" } }], {
      now,
      source: "api",
    });
    await recordEvents(scope, [{ id: "own", type: "order.placed" }], { now, source: "bellwire" });
    const summary = await summarizeRejected(scope, { now: new Date(now.getTime() + 1_000) });
    expect(summary.hour).toEqual({
      rejected: 3,
      accepted: 6,
      reasons: [
        { code: "invalid_event", count: 2 },
        { code: "unsafe_value", count: 1 },
      ],
    });
    expect(summary.day).toEqual(summary.hour);
    expect(await countRejected(scope, anHourAgo)).toBe(3);
  });

  test("of another project are not there", async () => {
    const [mine, theirs] = [await createProject(), await createProject()];
    await recordEvents(theirs.scope, [bad("a")], { now, source: "api" });
    const { items } = await listRejected(theirs.scope, {});
    for (const id of [items[0]?.id ?? "", newId("rejected"), "rej_\u0000"])
      await expect(getRejected(mine.scope, id)).rejects.toMatchObject({ status: 404 });
    expect((await listRejected(mine.scope, {})).items).toEqual([]);
  });

  test("a body of too much depth is refused and kept", async () => {
    const { scope } = await createProject();
    const deep: unknown = JSON.parse(
      `{"type":"order.placed","data":${'{"a":'.repeat(3_000)}1${"}".repeat(3_000)}}`,
    );
    await recordEvents(scope, [deep], { now, source: "api" });
    expect((await listRejected(scope, {})).items).toMatchObject([{ code: "unsafe_value" }]);
  });
});
