import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { importCustomers } from "@/lib/customers/commands";
import { readCustomerFile } from "@/lib/customers/import-file";
import { recordEvents } from "@/lib/events/commands";
import { recordMeasurements } from "@/lib/meters/commands";
import { listNamed } from "./queries";

await testDatabase();
const now = new Date("2026-11-21T12:00:00.000Z");

test("a project's own names are listed, and nobody else's", async () => {
  const { scope } = await createProject();
  const { scope: theirs } = await createProject();
  await recordMeasurements(
    scope,
    [
      { id: "r1", meter: "older", value: "1", at: "2026-11-20T12:00:00Z", unit: "h" },
      { id: "r2", meter: "newer", value: "1", at: "2026-11-21T11:00:00Z" },
    ],
    { now },
  );
  const file = [
    "id,mrr,mrrCurrency,attributes.seats,attributes.region",
    "c1,10.00,EUR,12,emea",
    "c2,20.00,EUR,,apac",
    "c3,5.00,USD,7.5,",
  ].join("\n");
  await importCustomers(scope, { environment: "production", now }, readCustomerFile(file).rows);
  await recordEvents(
    scope,
    ["b.two", "a.one", "b.two"].map((type, index) => ({ id: `e${index}`, type, data: {} })),
    { source: "api", now },
  );
  const named = await listNamed(scope);
  expect(named.meters.map(({ name }) => name)).toEqual(["newer", "older"]);
  expect(named.eventTypes).toEqual(["a.one", "b.two"]);
  expect(named.currencies).toEqual(["EUR", "USD"]);
  expect(named.attributes).toEqual([
    { name: "seats", isNumber: true },
    { name: "region", isNumber: false },
  ]);
  expect(await listNamed(theirs)).toEqual({ meters: [], eventTypes: [], attributes: [], currencies: [] });
});
