import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { createApiKey, updateProject } from "@/lib/projects/commands";
import { GET as noGet, POST } from "../measurements/route";
import { GET as series } from "./[meterName]/series/route";
import { GET } from "./route";

await testDatabase();

let key: string;
let sandboxKey: string;
beforeAll(async () => {
  const { scope } = await createProject();
  await updateProject(scope, { name: "Berlin", timeZone: "Europe/Berlin" });
  const scopes = ["read", "events:write"] as const;
  key = (await createApiKey(scope, { name: "Live", mode: "live", scopes })).secretOnce;
  sandboxKey = (await createApiKey(scope, { name: "Test", mode: "test", scopes })).secretOnce;
});

const call = (path: string, body?: unknown, as = key) =>
  new Request(`http://127.0.0.1/api/v1/${path}`, {
    headers: { authorization: `Bearer ${as}` },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
const of = (meterName: string) => ({ params: Promise.resolve({ meterName }) });

describe("/api/v1/measurements", () => {
  test("takes one reading or several, and counts a repeated id once", async () => {
    const reading = {
      id: "m1",
      meter: "api calls/eu",
      customer: "cus_a",
      value: "12.50",
      at: "2026-10-25T00:30:00Z",
    };
    const first = await POST(call("measurements", reading));
    expect(first.status).toBe(202);
    expect(await first.json()).toEqual({
      accepted: 1,
      duplicates: 0,
      rejected: 0,
      measurements: [{ id: "m1", status: "accepted" }],
    });
    const others = [
      reading,
      { ...reading, id: "m2", at: "2026-10-25T22:59:59Z" },
      { ...reading, custmer: "x" },
    ];
    const second = await POST(call("measurements", { measurements: others }));
    expect(second.status).toBe(202);
    expect(await second.json()).toMatchObject({
      accepted: 1,
      duplicates: 1,
      rejected: 1,
      measurements: [
        { status: "duplicate" },
        { status: "accepted" },
        { id: "m1", status: "rejected", error: { code: "invalid_reading", pointer: "/custmer" } },
      ],
    });
    const day = await series(
      call("meters/x/series?from=2026-10-25T12:00:00Z&to=2026-10-26T12:00:00Z&customer=cus_a"),
      of("api calls/eu"),
    );
    expect(await day.json()).toMatchObject({
      meter: "api calls/eu",
      customer: "cus_a",
      by: "day",
      timeZone: "Europe/Berlin",
      series: [
        {
          start: "2026-10-24T22:00:00.000Z",
          end: "2026-10-25T23:00:00.000Z",
          sum: "25",
          count: 2,
          last: "12.5",
        },
        { start: "2026-10-25T23:00:00.000Z", sum: "0", count: 0, last: null },
      ],
    });
    expect(await (await GET(call("meters"))).json()).toMatchObject({
      meters: [{ name: "api calls/eu", unit: null, lastValue: "12.5" }],
      hasMore: false,
    });
  });

  test("when nothing can be used it says so, with pointers", async () => {
    const bad = { meter: "", value: "1e5", at: "yesterday" };
    const one = await POST(call("measurements", bad));
    expect(one.status).toBe(422);
    expect(await one.json()).toMatchObject({ code: "invalid_reading", errors: [{ pointer: "/meter" }] });
    const all = await POST(call("measurements", { measurements: [bad, { meter: "m", value: "1e5" }] }));
    expect(await all.json()).toMatchObject({
      code: "all_rejected",
      rejected: 2,
      errors: [{ pointer: "/measurements/0/meter" }, { pointer: "/measurements/1/value" }],
    });
    const tooMany = Array.from({ length: 5_001 }, () => ({ meter: "m", value: 1 }));
    expect(await (await POST(call("measurements", { measurements: tooMany }))).json()).toMatchObject({
      code: "batch_size",
    });
    expect(await (await POST(call("measurements", []))).json()).toMatchObject({ code: "not_a_reading" });
    expect((await noGet(call("measurements"))).status).toBe(405);
  });

  test("a test key reads and writes in the sandbox alone", async () => {
    await POST(call("measurements", { meter: "sandboxed", value: 1, environment: "production" }, sandboxKey));
    const names = async (as: string, query = "") =>
      JSON.stringify(await (await GET(call(`meters${query}`, undefined, as))).json());
    expect(await names(sandboxKey)).toContain("sandboxed");
    expect(await names(key)).not.toContain("sandboxed");
    expect(await names(key, "?environment=sandbox")).toContain("sandboxed");
  });

  test("a series of an unknown meter is 404, one that is too long or turned round 422", async () => {
    await POST(call("measurements", { meter: "known", value: 1 }));
    expect((await series(call("meters/none/series"), of("none"))).status).toBe(404);
    const long = "?by=hour&from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z";
    expect((await series(call(`meters/known/series${long}`), of("known"))).status).toBe(422);
    const turned = "?from=2026-03-01T00:00:00Z&to=2026-01-01T00:00:00Z";
    expect((await series(call(`meters/known/series${turned}`), of("known"))).status).toBe(422);
    const usual = await series(call("meters/known/series?by=month"), of("known"));
    expect(usual.status).toBe(200);
  });
});
