import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { recordEvents } from "@/lib/events/commands";
import { noteCustomers, noteCustomersOfEvents, type PlacedFacts, replaceCustomer } from "./commands";
import { getCustomer, listCustomerHistory, listCustomers } from "./queries";

await testDatabase();

const event = (id: string, occurredAt: string, customer: Record<string, unknown>) => ({
  id,
  type: "account.touched",
  occurredAt,
  customer: { id: "cus_a", ...customer },
});

describe("noteCustomersOfEvents", () => {
  test("makes and fills customers, once, whatever the order and the repetition", async () => {
    const { scope } = await createProject();
    const record = async (...bodies: unknown[]) =>
      (await recordEvents(scope, bodies, { now: new Date(), source: "api" })).acceptedIds;
    const late = await record(
      event("2", "2026-11-02T00:00:00Z", { name: "Acme", healthScore: 50 }),
      event("3", "2026-11-03T00:00:00Z", { healthScore: 40, tier: "growth" }),
      { type: "nobody" },
    );
    const early = await record(
      event("1", "2026-11-01T00:00:00Z", { name: "Old", healthScore: 90, domain: "a.test" }),
    );
    const changes = await noteCustomersOfEvents(scope, late);
    expect(changes).toMatchObject([
      { customerId: "cus_a", environment: "production", field: "healthScore", previous: null, value: "50" },
      { field: "healthScore", previous: "50", value: "40", source: late[1] },
    ]);
    expect(await noteCustomersOfEvents(scope, [...early, ...late])).toEqual([]);
    expect(await noteCustomersOfEvents(scope, late)).toEqual([]);
    const { profile } = await getCustomer(scope, "production", "cus_a");
    expect(profile).toMatchObject({ name: "Acme", healthScore: 40, tier: "growth", domain: "a.test" });
    const history = await listCustomerHistory(scope, { environment: "production", id: "cus_a" });
    expect(history.map(({ value, previous }) => [previous, value])).toEqual([
      ["50", "40"],
      ["90", "50"],
      [null, "90"],
    ]);
  });

  test("a command holds against events that happened before it, and gives way to later ones", async () => {
    const { scope } = await createProject();
    const target = { environment: "production", id: "cus_a", now: new Date("2026-11-10T00:00:00Z") } as const;
    await replaceCustomer(scope, target, { fields: { healthScore: 80 }, attributes: {} });
    const facts = (day: number, healthScore: number): PlacedFacts => ({
      environment: "production",
      id: "cus_a",
      at: new Date(Date.UTC(2026, 10, day)),
      source: `evt_${day}`,
      fields: { healthScore, name: `Day ${day}` },
      attributes: {},
    });
    await noteCustomers(scope, [facts(9, 10)]);
    expect((await getCustomer(scope, "production", "cus_a")).profile).toMatchObject({
      healthScore: 80,
      name: null,
    });
    await noteCustomers(scope, [facts(11, 20)]);
    expect((await getCustomer(scope, "production", "cus_a")).profile).toMatchObject({
      healthScore: 20,
      name: "Day 11",
    });
  });

  test("batches that overlap and run side by side do not get in each other's way", async () => {
    const { scope } = await createProject();
    const batch = (turn: number) =>
      Array.from({ length: 50 }, (_, index): PlacedFacts => {
        const id = `cus_${turn % 2 ? index : 49 - index}`;
        const at = new Date(Date.UTC(2026, 10, 1, turn));
        return {
          environment: "production",
          id,
          at,
          source: `evt_${turn}`,
          fields: { engagement: turn },
          attributes: {},
        };
      });
    await Promise.all([3, 0, 2, 1].map((turn) => noteCustomers(scope, batch(turn))));
    const { items } = await listCustomers(scope, { environment: "production", limit: 100 });
    expect(items).toHaveLength(50);
    expect(new Set(items.map(({ profile }) => profile.engagement))).toEqual(new Set([3]));
  });
});
