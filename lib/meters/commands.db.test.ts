import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { systemScope } from "@/lib/auth/system";
import { updateCustomerSettings } from "@/lib/customers/commands";
import { listCustomers } from "@/lib/customers/queries";
import { updateProject } from "@/lib/projects/commands";
import { forgetReadings, recordMeasurements } from "./commands";
import { listMeters, sumWindows } from "./queries";
import { type Reading, recomputed, type StoredBucket } from "./testing/recompute";
import { hourStart, windowAt } from "./windows";

const { sql } = await testDatabase();
const now = new Date("2026-11-21T12:00:00.000Z");
let scope: Scope;

beforeAll(async () => {
  ({ scope } = await createProject());
});

const bucketsOf = (of: Scope) => sql<StoredBucket[]>`
  select meter, customer_id as customer, to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as hour,
         trim_scale(sum)::text as sum, count::int as count, trim_scale(min)::text as min, trim_scale(max)::text as max,
         trim_scale(last)::text as last, last_id as "lastId"
  from measurement_buckets where project_id = ${of.projectId} order by 1, 2, hour`;

const instants = fc.integer({ min: 0, max: 40 }).map((step) => {
  return new Date(now.getTime() - 20 * 1_800_000 + step * 1_800_000).toISOString();
});
const values = fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 0, max: 999 }));
const reading = fc.record({
  id: fc.integer({ min: 0, max: 60 }).map((number) => `r${number}`),
  meter: fc.constantFrom("api-hours", "seats"),
  customer: fc.constantFrom("cus_a", "cus_b", undefined),
  value: values.map(([whole, thousandths]) => `${whole}.${String(thousandths).padStart(3, "0")}`),
  at: instants,
});

describe("recordMeasurements", () => {
  test("comes to what a naive recomputation comes to, in any order, batching and repetition", async () => {
    const history = fc.uniqueArray(reading, { selector: ({ id }) => id, minLength: 1, maxLength: 40 });
    const zones = fc.constantFrom("UTC", "Asia/Kolkata", "America/New_York");
    await fc.assert(
      fc.asyncProperty(history, fc.infiniteStream(fc.nat(1_000)), zones, async (readings, chance, zone) => {
        const { scope: own } = await createProject();
        await updateProject(own, { name: "Own", timeZone: zone });
        const sent = [...readings, ...readings.filter((_, index) => index % 3 === 0)]
          .map((one) => ({ one, rank: chance.next().value }))
          .sort((left, right) => left.rank - right.rank)
          .map(({ one }) => one);
        for (let from = 0; from < sent.length; ) {
          const size = 1 + (chance.next().value % 9);
          const { answers } = await recordMeasurements(own, sent.slice(from, from + size), { now });
          expect(answers.every(({ status }) => status !== "rejected")).toBe(true);
          from += size;
        }
        const expected = recomputed(readings satisfies Reading[], (at) => hourStart(at, zone));
        expect([...(await bucketsOf(own))]).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  test("says what became of each, and keeps what cannot be used", async () => {
    const first = { id: "one", meter: "calls", customer: "cus_x", value: 1, at: "2026-11-21T10:00:00Z" };
    const bodies = [
      first,
      first,
      { ...first, value: 2 },
      { meter: "calls", value: "many" },
      { meter: "calls" },
    ];
    const { answers, accepted } = await recordMeasurements(scope, bodies, { now });
    expect(answers).toEqual([
      { id: "one", status: "accepted" },
      { id: "one", status: "duplicate" },
      { id: "one", status: "duplicate", bodyDiffers: true },
      expect.objectContaining({ id: null, status: "rejected" }),
      expect.objectContaining({ status: "rejected", error: expect.objectContaining({ pointer: "/value" }) }),
    ]);
    expect(accepted).toEqual([
      expect.objectContaining({
        id: "one",
        hour: "2026-11-21T10:00:00.000Z",
        isNewMeter: true,
        isNewCustomer: true,
      }),
    ]);
    const kept =
      await sql`select source, type, pointer from rejected_events where project_id = ${scope.projectId}`;
    expect([...kept]).toEqual([
      { source: "measurements", type: "calls", pointer: "/value" },
      { source: "measurements", type: "calls", pointer: "/value" },
    ]);
    const again = await recordMeasurements(scope, [{ ...first, id: "two" }], { now });
    expect(again.accepted[0]).toMatchObject({ isNewMeter: false, isNewCustomer: false });
  });

  test("requests that overlap count each id once", async () => {
    const { scope: own } = await createProject();
    const bodies = Array.from({ length: 60 }, (_, index) => ({
      id: `o${index % 20}`,
      meter: `m${index % 3}`,
      value: 1,
      customer: `c${index % 5}`,
    }));
    const batches = Array.from({ length: 8 }, (_, turn) => (turn % 2 ? bodies : bodies.toReversed()));
    const results = await Promise.all(batches.map((batch) => recordMeasurements(own, batch, { now })));
    expect(results.reduce((sum, { accepted }) => sum + accepted.length, 0)).toBe(20);
    const totals = (await bucketsOf(own)).filter(({ customer }) => customer === "");
    expect(totals.reduce((sum, { count }) => sum + count, 0)).toBe(20);
  });

  test("late and future readings go into their own hours, and windows of the project's days sum them up exactly", async () => {
    const { scope: own } = await createProject();
    await updateProject(own, { name: "Own", timeZone: "Asia/Kolkata" });
    const at = [
      "2026-11-20T18:29:59Z",
      "2026-11-20T18:30:00Z",
      "2026-11-21T18:29:59.999Z",
      "2027-01-01T00:00:00Z",
    ];
    await recordMeasurements(
      own,
      at.map((instant, index) => ({ meter: "gb", value: `0.${index + 1}`, at: instant, unit: "GB" })),
      { now },
    );
    const today = windowAt(now.getTime(), "day", "Asia/Kolkata");
    const before = windowAt(today.start - 1, "day", "Asia/Kolkata");
    const query = { environment: "production", meter: "gb", customerId: null } as const;
    const series = await sumWindows(own, { ...query, windows: [before, today, { start: 0, end: 1 }] });
    expect(series).toMatchObject([
      { sum: "0.1", count: 1 },
      { sum: "0.5", count: 2, min: "0.2", max: "0.3", last: "0.3" },
      { sum: "0", count: 0, min: null, last: null },
    ]);
    const { items } = await listMeters(own, { environment: "production" });
    expect(items).toEqual([
      {
        name: "gb",
        unit: "GB",
        firstReadAt: new Date("2026-11-20T18:29:59Z"),
        lastReadAt: new Date("2027-01-01T00:00:00Z"),
        lastValue: "0.4",
      },
    ]);
  });

  test("an unknown customer becomes one, unless the project says otherwise", async () => {
    const { scope: own } = await createProject();
    const idsOf = async () =>
      (await listCustomers(own, { environment: "production" })).items.map(({ id, profile }) => [
        id,
        profile.name,
      ]);
    await recordMeasurements(own, [{ meter: "calls", customer: "cus_new", value: 1 }], { now });
    await updateCustomerSettings(own, { noteUnknown: false });
    await recordMeasurements(own, [{ meter: "calls", customer: "cus_other", value: 1 }], { now });
    expect(await idsOf()).toEqual([["cus_new", null]]);
  });

  test("sandbox readings are counted apart", async () => {
    const { scope: own } = await createProject();
    const body = { id: "same", meter: "calls", value: 1 };
    const bodies = [body, { ...body, environment: "sandbox" }];
    const { answers } = await recordMeasurements(own, bodies, { now });
    expect(answers.map(({ status }) => status)).toEqual(["accepted", "accepted"]);
    expect((await listMeters(own, { environment: "sandbox" })).items).toHaveLength(1);
  });

  test("readings are forgotten by when they came in, and what they came to stays", async () => {
    const { scope: own } = await createProject();
    await recordMeasurements(own, [{ id: "old", meter: "calls", value: 3 }], { now });
    await sql`update measurements set received_at = '2026-01-01' where project_id = ${own.projectId}`;
    expect(await forgetReadings(systemScope("test"), new Date("2026-02-01"))).toBe(1);
    expect(await bucketsOf(own)).toMatchObject([{ sum: "3", count: 1 }]);
  });
});
