import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePlaybook, decide, explain, type PlaybookRoute } from "./decide";
import type { RoutableEvent } from "./field";
import type { Filter } from "./filter";
import { anyEvent, anyRoutes, someDestinations } from "./testing/arbitrary";

describe("deciding with the index", () => {
  test("says of each route what asking all of them one by one says, and leaves out only what does not apply", () => {
    let ruledOut = 0;
    fc.assert(
      fc.property(anyRoutes, anyEvent, (routes, event) => {
        const playbook = compilePlaybook({ version: 1, destinations: someDestinations, routes });
        const decided = decide(playbook, event);
        const explained = explain(playbook, event);
        const isDecided = new Set(decided.map(({ routeId }) => routeId));
        expect(decided).toEqual(explained.filter(({ routeId }) => isDecided.has(routeId)));
        const left = explained.filter(({ routeId }) => !isDecided.has(routeId));
        expect(left.filter(({ verdict }) => verdict !== "skip")).toEqual([]);
        expect(explained.map(({ routeId }) => routeId)).toEqual(routes.map(({ id }) => id));
        ruledOut += left.filter(({ reason }) => reason.code === "filter_not_matched").length;
      }),
      { numRuns: 150 },
    );
    expect(ruledOut).toBeGreaterThan(100);
  });

  test("names at most fifty routes that do not apply, and every one that does", () => {
    const contains = (value: string): Filter => ({ field: "data.text", operator: "contains", value });
    const routes = Array.from({ length: 200 }, (_, n) => routeWith(n, contains(n >= 150 ? "yes" : "no")));
    const decided = decide(playbookOf(routes), eventWith({ text: "yes" }));
    expect(decided.filter(({ verdict }) => verdict === "skip")).toHaveLength(50);
    expect(decided.filter(({ verdict }) => verdict === "send")).toHaveLength(50);
  });
});

function routeWith(position: number, filter: Filter | null, eventTypes = ["invoice.paid"]): PlaybookRoute {
  const id = `rte_${position}`;
  return { id, name: id, enabled: true, eventTypes, filter, destinationId: "dst_0" };
}

const playbookOf = (routes: PlaybookRoute[]) =>
  compilePlaybook({ version: 1, destinations: someDestinations, routes });

function eventWith(data: Record<string, unknown>): RoutableEvent {
  const occurredAt = new Date("2026-03-01T00:00:00Z");
  return {
    type: "invoice.paid",
    source: "api",
    environment: "production",
    externalId: "x",
    occurredAt,
    customer: null,
    data,
  };
}

/** How often deciding looked into the event, and how many routes matched. */
function costOf(routes: PlaybookRoute[], data: Record<string, unknown>): { looks: number; matched: number } {
  let looks = 0;
  const { data: _, ...rest } = eventWith({});
  const event = {
    ...rest,
    get data() {
      looks += 1;
      return data;
    },
  };
  const matched = decide(playbookOf(routes), event).filter(({ verdict }) => verdict === "send").length;
  return { looks, matched };
}

const shapes: Record<string, (position: number) => Filter | null> = {
  "by type": () => null,
  "by equality": (n) => ({ field: "data.account", operator: "eq", value: `account ${n >> 2}` }),
  "by a value out of several": (n) => ({
    field: "data.account",
    operator: "in",
    value: [`account ${n >> 2}`, "nobody"],
  }),
  "by equality that few share, beside one that all share": (n) => ({
    all: [
      { field: "data.region", operator: "eq", value: "EU" },
      { field: "data.account", operator: "eq", value: `account ${n >> 2}` },
      { field: "data.text", operator: "contains", value: "a" },
    ],
  }),
  "by threshold": (n) => ({ field: "data.amount", operator: "gt", value: n < 4 ? 10 : 1_000 + n }),
  "by threshold from above": (n) => ({ field: "data.amount", operator: "lte", value: n < 4 ? 100 : -n }),
  "by equality, then threshold": (n) => ({
    all: [
      { field: "data.region", operator: "eq", value: n % 2 === 0 ? "EU" : "US" },
      { field: "data.amount", operator: "gte", value: n < 8 ? 10 : 1_000 + n },
    ],
  }),
};

describe("the index", () => {
  test.each([
    ["gt", "gte"],
    ["lt", "lte"],
  ] as const)("keeps %s and %s of one threshold apart", (exclusive, inclusive) => {
    const routes = Array.from({ length: 40 }, (_, n) =>
      routeWith(n, { field: "data.amount", operator: n % 2 === 0 ? exclusive : inclusive, value: 10 }),
    );
    const sent = decide(playbookOf(routes), eventWith({ amount: "10.00" }));
    expect(sent.map(({ routeId }) => routeId)).toEqual(
      routes.filter((_, n) => n % 2 === 1).map(({ id }) => id),
    );
  });

  test("finds a route once that is kept under two keys of a value", () => {
    const routes = Array.from({ length: 40 }, (_, n) =>
      routeWith(n, { field: "data.amount", operator: "in", value: [5, "5", n] }),
    );
    expect(decide(playbookOf(routes), eventWith({ amount: 5 }))).toHaveLength(40);
  });
});

describe("the cost of deciding", () => {
  const data = { account: "account 0", region: "EU", amount: "50.00", text: "abc" };

  test.each(Object.entries(shapes))(
    "%s does not grow from 10 to 10,000 routes where as many match",
    (name, filterOf) => {
      const routesOf = (count: number) =>
        Array.from({ length: count }, (_, n) =>
          routeWith(n, filterOf(n), name === "by type" && n >= 4 ? [`invoice.n${n}`] : undefined),
        );
      const few = costOf(routesOf(10), data);
      const many = costOf(routesOf(10_000), data);
      expect(many.matched).toBe(4);
      expect(few.matched).toBe(4);
      expect(many.looks).toBeLessThanOrEqual(Math.max(1.5 * few.looks, 1));
    },
  );
});
