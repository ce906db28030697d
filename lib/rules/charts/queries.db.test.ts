import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { recordMeasurements } from "@/lib/meters/commands";
import { listTopCustomers, sumEvents } from "./queries";

const { sql } = await testDatabase();
const day = 86_400_000;
const start = Date.parse("2026-11-20T00:00:00Z");
const windows = [start - day, start, start + day].map((from) => ({ start: from, end: from + day }));
let scope: Scope;
let theirs: Scope;

async function putHour(
  type: string,
  customerId: string,
  currency: string,
  hour: string,
  count: number,
  amount: string,
) {
  await sql`
    insert into event_buckets (project_id, environment, event_type, customer_id, currency, hour, count, amount, last_at)
    values (${scope.projectId}, 'production', ${type}, ${customerId}, ${currency}, ${hour}, ${count}, ${amount}, ${hour})`;
}

beforeAll(async () => {
  scope = (await createProject()).scope;
  theirs = (await createProject()).scope;
  for (const customer of ["", "c1"]) {
    await putHour("payment.failed", customer, "", "2026-11-20T00:00:00Z", 2, "0");
    await putHour("payment.failed", customer, "", "2026-11-20T23:00:00Z", 1, "0");
    await putHour("payment.succeeded", customer, "", "2026-11-21T05:00:00Z", 4, "0");
    await putHour("payment.succeeded", customer, "EUR", "2026-11-21T05:00:00Z", 4, "19.90");
    await putHour("invoice.paid", customer, "EUR", "2026-11-21T06:00:00Z", 1, "0.10");
  }
});

const environment = "production" as const;
const eventsOf = (eventType: string, customerId = "", of = scope) =>
  sumEvents(of, { environment, customerId, of: { eventType }, windows });

test.each([
  ["payment.failed", [null, "3", null]],
  ["payment.*", [null, "3", "4"]],
  ["*", [null, "3", "4"]],
  ["payment", [null, null, null]],
])("events of %s are counted by window, each once", async (type, expected) => {
  expect(await eventsOf(type)).toEqual(expected);
  expect(await eventsOf(type, "c1")).toEqual(expected);
});

test("revenue is added up over all types in its currency alone", async () => {
  const revenue = (currency: string) =>
    sumEvents(scope, { environment, customerId: "", of: { currency }, windows });
  expect(await revenue("EUR")).toEqual([null, null, "20"]);
  expect(await revenue("USD")).toEqual([null, null, null]);
});

test("nobody else's events are counted", async () => {
  expect(await eventsOf("*", "", theirs)).toEqual([null, null, null]);
  expect(await eventsOf("*", "c2")).toEqual([null, null, null]);
});

test("the customers that a meter counts most of come first", async () => {
  const at = "2026-11-20T10:00:00Z";
  const readings = [
    { id: "1", meter: "hours", customer: "small", value: "1.5", at },
    { id: "2", meter: "hours", customer: "large", value: "10", at },
    { id: "3", meter: "hours", customer: "large", value: "-2", at },
    { id: "4", meter: "hours", customer: "late", value: "99", at: "2026-11-21T10:00:00Z" },
    { id: "5", meter: "seats", customer: "other", value: "99", at },
  ];
  await recordMeasurements(scope, readings, { now: new Date("2026-11-21T12:00:00Z") });
  const top = { environment, meter: "hours", window: { start, end: start + day } };
  expect(await listTopCustomers(scope, { ...top, limit: 5 })).toEqual([
    { customerId: "large", name: null, sum: "8" },
    { customerId: "small", name: null, sum: "1.5" },
  ]);
  expect(await listTopCustomers(scope, { ...top, limit: 1 })).toHaveLength(1);
  expect(await listTopCustomers(theirs, { ...top, limit: 5 })).toEqual([]);
});
