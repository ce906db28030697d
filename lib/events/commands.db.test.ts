import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { recordEvents } from "./commands";
import { findUnannounced, getEvent, listEvents } from "./queries";

const { sql } = await testDatabase();
const now = new Date("2026-03-01T12:00:00Z");
const record = (scope: Scope, ...bodies: unknown[]) => recordEvents(scope, bodies, { now, source: "api" });
const order = (id: string, data: object = { n: 1 }) => ({
  id,
  type: "order.placed",
  occurredAt: "2026-03-01T11:00:00Z",
  data,
});

describe("recording events", () => {
  test("answers in the order sent, and a bad event does not sink its neighbours", async () => {
    const { scope } = await createProject();
    const { answers, acceptedIds } = await record(
      scope,
      order("a"),
      { type: "no spaces please" },
      order("b"),
    );
    expect(answers.map((answer) => answer.status)).toEqual(["accepted", "rejected", "accepted"]);
    expect(answers[1]).toMatchObject({
      status: "rejected",
      error: { code: "invalid_event", pointer: "/type" },
    });
    expect(acceptedIds).toHaveLength(2);
    const kept =
      await sql`select type, pointer, body from rejected_events where project_id = ${scope.projectId}`;
    expect(kept).toEqual([
      { type: "no spaces please", pointer: "/type", body: '{"type":"no spaces please"}' },
    ]);
  });

  test("the same id again is a duplicate with the first one's id, also inside one batch", async () => {
    const { scope } = await createProject();
    const first = await record(scope, order("a"), order("a"));
    const again = await record(scope, order("a"));
    const [one, two] = first.answers;
    expect([one?.status, two?.status, again.answers[0]?.status]).toEqual([
      "accepted",
      "duplicate",
      "duplicate",
    ]);
    expect(
      new Set([one, two, again.answers[0]].map((answer) => (answer && "id" in answer ? answer.id : null)))
        .size,
    ).toBe(1);
    expect(again.acceptedIds).toEqual([]);
  });

  test.each([
    {
      name: "same body, keys in another order",
      body: { data: { b: 2, a: 1 }, type: "order.placed", id: "k", occurredAt: "2026-03-01T11:00:00.000Z" },
      differs: undefined,
    },
    {
      name: "another value",
      body: { id: "k", type: "order.placed", occurredAt: "2026-03-01T11:00:00Z", data: { a: 1, b: 3 } },
      differs: true,
    },
    {
      name: "another type",
      body: { id: "k", type: "order.paid", occurredAt: "2026-03-01T11:00:00Z", data: { a: 1, b: 2 } },
      differs: true,
    },
    {
      name: "no instant where the first had one",
      body: { id: "k", type: "order.placed", data: { a: 1, b: 2 } },
      differs: undefined,
    },
  ])("a repeated id with $name says bodyDiffers: $differs", async ({ body, differs }) => {
    const { scope } = await createProject();
    await record(scope, {
      id: "k",
      type: "order.placed",
      occurredAt: "2026-03-01T11:00:00Z",
      data: { a: 1, b: 2 },
    });
    const { answers } = await record(scope, body);
    expect(answers[0]).toMatchObject({ status: "duplicate" });
    expect(answers[0] && "bodyDiffers" in answers[0] ? answers[0].bodyDiffers : undefined).toBe(differs);
  });

  test("a hundred senders of one id at once make one event", async () => {
    const { scope } = await createProject();
    const results = await Promise.all(Array.from({ length: 100 }, () => record(scope, order("same"))));
    expect(results.flatMap((result) => result.acceptedIds)).toHaveLength(1);
    expect(
      new Set(results.map(({ answers: [answer] }) => (answer && "id" in answer ? answer.id : null))).size,
    ).toBe(1);
    const [row] = await sql<
      { count: number }[]
    >`select count(*)::int from events where project_id = ${scope.projectId}`;
    expect(row?.count).toBe(1);
  });

  test("the header's key with another body is refused, with the same body it is a duplicate", async () => {
    const { scope } = await createProject();
    const options = { now, source: "api", idempotencyKey: "key-1" };
    const body = { type: "order.placed", data: { n: 1 } };
    const first = await recordEvents(scope, [body], options);
    expect(first.answers[0]).toMatchObject({ status: "accepted", externalId: "key-1" });
    expect((await recordEvents(scope, [body], options)).answers[0]).toMatchObject({ status: "duplicate" });
    await expect(
      recordEvents(scope, [{ type: "order.placed", data: { n: 2 } }], options),
    ).rejects.toMatchObject({
      status: 422,
      code: "idempotency_key_reused",
    });
  });

  test("two projects may use the same id, and neither sees the other's event", async () => {
    const [mine, theirs] = [await createProject(), await createProject()];
    const a = await record(mine.scope, order("shared"));
    const b = await record(theirs.scope, order("shared"));
    expect(a.acceptedIds).toHaveLength(1);
    expect(b.acceptedIds).toHaveLength(1);
    await expect(getEvent(mine.scope, b.acceptedIds[0] ?? "")).rejects.toMatchObject({ status: 404 });
    expect((await listEvents(mine.scope, {})).items.map((item) => item.id)).toEqual(a.acceptedIds);
  });

  test("everything a test key sends is sandbox, whatever it says", async () => {
    const { scope } = await createProject();
    const testKey: Scope = {
      ...scope,
      actor: { kind: "api_key", keyId: "key_1", keyScopes: ["events:write"], environment: "sandbox" },
    };
    const { acceptedIds } = await record(testKey, { ...order("a"), environment: "production" });
    expect((await getEvent(scope, acceptedIds[0] ?? "")).environment).toBe("sandbox");
  });

  test("what Postgres could not hold is refused with a pointer and still kept for the report", async () => {
    const { scope } = await createProject();
    const { answers } = await record(
      scope,
      { type: "order.placed", data: { note: "a\u0000b" } },
      { type: "order.placed", data: { note: "\ud800" } },
    );
    expect(answers).toMatchObject([
      { status: "rejected", error: { code: "unsafe_value", pointer: "/data/note" } },
      { status: "rejected", error: { code: "unsafe_value", pointer: "/data/note" } },
    ]);
    const [row] = await sql<
      { count: number }[]
    >`select count(*)::int from rejected_events where project_id = ${scope.projectId}`;
    expect(row?.count).toBe(2);
  });

  test("keys of the envelope that are not known are kept", async () => {
    const { scope } = await createProject();
    const { acceptedIds } = await record(scope, { ...order("a"), traceId: "t-1" });
    expect((await getEvent(scope, acceptedIds[0] ?? "")).extra).toEqual({ traceId: "t-1" });
  });

  test("a thousand events are one page after the other by cursor, newest first, none twice", async () => {
    const { scope } = await createProject();
    await record(scope, ...Array.from({ length: 250 }, (_, n) => order(`e${n}`)));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listEvents(scope, { cursor, limit: 100 });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(250);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  test("what is committed and undecided is found again", async () => {
    const { scope } = await createProject();
    const { acceptedIds } = await record(scope, order("a"), order("b"));
    const found = await findUnannounced({ actor: { kind: "system", job: "test" } }, 0);
    expect(found.find((group) => group.projectId === scope.projectId)?.eventIds.sort()).toEqual(
      [...acceptedIds].sort(),
    );
    expect(await findUnannounced({ actor: { kind: "system", job: "test" } }, 600)).toEqual([]);
  });
});
