import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { newId } from "@/lib/id";
import { reportInvalid } from "./report-invalid";

const { sql } = await testDatabase();
const now = new Date("2026-03-01T12:04:00Z");

beforeEach(async () => {
  await sql`truncate rejected_events, events`;
});

type Refusal = { at: string; code?: string; pointer?: string; message?: string; source?: string };

async function refuse(projectId: string, count: number, refusal: Refusal): Promise<void> {
  const {
    at,
    code = "invalid_data",
    pointer = "/data/amount",
    message = "is missing",
    source = "api",
  } = refusal;
  const rows = Array.from({ length: count }, () => ({
    project_id: projectId,
    id: newId("rejected", Date.parse(at)),
    received_at: new Date(at),
    source,
    code,
    pointer,
    message,
    body: "{}",
  }));
  await sql`insert into rejected_events ${sql(rows)}`;
}

async function accept(projectId: string, count: number, at: string): Promise<void> {
  const rows = Array.from({ length: count }, () => {
    const id = newId("event", Date.parse(at));
    return {
      project_id: projectId,
      id,
      external_id: id,
      type: "order.placed",
      environment: "production",
      occurred_at: new Date(at),
      received_at: new Date(at),
      data: sql.json({}),
    };
  });
  await sql`insert into events ${sql(rows)}`;
}

const reports = (projectId: string) =>
  sql<{ externalId: string; source: string; data: Record<string, unknown> }[]>`
    select external_id as "externalId", source, data from events
    where project_id = ${projectId} and source = 'bellwire' order by external_id`;

describe("the hourly report of invalid data", () => {
  test("is one event a project, with counts, share, ranked reasons and sources", async () => {
    const [mine, theirs, quiet] = [await createProject(), await createProject(), await createProject()];
    await refuse(mine.id, 3, { at: "2026-03-01T11:59:59.999Z", pointer: "/data/items/3/sku" });
    await refuse(mine.id, 2, { at: "2026-03-01T11:00:00Z", pointer: "/data/items/12/sku", source: "stripe" });
    await refuse(mine.id, 1, {
      at: "2026-03-01T11:30:00Z",
      code: "invalid_event",
      pointer: "/type",
      message: "is bad",
    });
    await refuse(mine.id, 4, { at: "2026-03-01T12:00:00Z" });
    await accept(mine.id, 14, "2026-03-01T11:20:00Z");
    await accept(mine.id, 9, "2026-03-01T12:01:00Z");
    await refuse(theirs.id, 1, { at: "2026-03-01T11:30:00Z" });
    await accept(quiet.id, 5, "2026-03-01T11:20:00Z");

    expect(await reportInvalid(now)).toBe(2);
    const [report, ...more] = await reports(mine.id);
    expect(more).toEqual([]);
    expect(report).toMatchObject({
      externalId: "bellwire:invalid:2026-03-01T11:00:00Z",
      data: {
        total: 6,
        previousTotal: 0,
        accepted: 14,
        share: 0.3,
        reasons: [
          { code: "invalid_data", message: "/data/items/*/sku is missing", count: 5 },
          { code: "invalid_event", message: "/type is bad", count: 1 },
        ],
        otherReasons: 0,
        sources: [
          { source: "api", count: 4 },
          { source: "stripe", count: 2 },
        ],
      },
    });
    expect(await reports(theirs.id)).toMatchObject([{ data: { total: 1, share: 1 } }]);
    expect(await reports(quiet.id)).toEqual([]);
  });

  test("is made once, however often and by however many it is asked for", async () => {
    const { id } = await createProject();
    await refuse(id, 3, { at: "2026-03-01T11:10:00Z" });
    const made = await Promise.all(Array.from({ length: 8 }, () => reportInvalid(now)));
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await reportInvalid(new Date("2026-03-01T12:50:00Z"))).toBe(0);
    expect(await reports(id)).toHaveLength(1);
  });

  test("is not made of an hour that is not over, nor of nothing", async () => {
    const { id } = await createProject();
    await accept(id, 3, "2026-03-01T11:10:00Z");
    await refuse(id, 1, { at: "2026-03-01T12:03:00Z" });
    expect(await reportInvalid(now)).toBe(0);
    expect(await reportInvalid(new Date("2026-03-01T13:04:00Z"))).toBe(1);
  });

  test("makes up for the hours of a day in which nothing ran, each with the hour before it, and for no more", async () => {
    const { id } = await createProject();
    await refuse(id, 2, { at: "2026-02-28T11:59:59Z" });
    await refuse(id, 1, { at: "2026-02-28T12:00:00Z" });
    await refuse(id, 5, { at: "2026-03-01T03:10:00Z" });
    await refuse(id, 7, { at: "2026-03-01T04:10:00Z" });
    expect(await reportInvalid(now)).toBe(3);
    expect(
      (await reports(id)).map(({ externalId, data }) => [
        externalId.slice(17),
        data.total,
        data.previousTotal,
      ]),
    ).toEqual([
      ["2026-02-28T12:00:00Z", 1, 2],
      ["2026-03-01T03:00:00Z", 5, 0],
      ["2026-03-01T04:00:00Z", 7, 5],
    ]);
  });

  test("leaves out what is not named, and says how much that is", async () => {
    const { id } = await createProject();
    for (let number = 0; number < 12; number++)
      await refuse(id, 12 - number, { at: "2026-03-01T11:10:00Z", pointer: `/data/field${number}` });
    await reportInvalid(now);
    const [report] = await reports(id);
    expect(report?.data).toMatchObject({ otherReasons: 2, otherCount: 3 });
    expect(report?.data.reasons).toHaveLength(10);
  });

  test("is found by nobody as traffic: its own refusal is not reported", async () => {
    const { id } = await createProject();
    await refuse(id, 3, { at: "2026-03-01T11:10:00Z", source: "bellwire" });
    expect(await reportInvalid(now)).toBe(0);
  });
});
