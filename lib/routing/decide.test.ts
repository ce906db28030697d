import { describe, expect, test } from "vitest";
import { compilePlaybook, decide, explain, type PlaybookRoute } from "./decide";
import type { RoutableEvent } from "./field";
import { parseTrace } from "./reason";

const destination = {
  id: "dst_1",
  kind: "slack_webhook",
  name: "Ops",
  lane: "l",
  enabled: true,
  acceptsSandbox: false,
  isBroken: false,
} as const;
const event: RoutableEvent = {
  type: "payment.failed",
  source: "api",
  environment: "production",
  externalId: "x",
  occurredAt: new Date("2026-11-21T09:00:00Z"),
  customer: { tier: "enterprise" },
  data: { amount: { amount: "120.00", currency: "USD" } },
};
const route: PlaybookRoute = {
  id: "rte_1",
  name: "Failed payments",
  enabled: true,
  eventTypes: ["payment.*"],
  filter: null,
  destinationId: "dst_1",
};
const isEnterprise = { field: "customer.tier", operator: "eq", value: "enterprise" } as const;
const isLarge = { field: "data.amount.amount", operator: "gt", value: 500 } as const;

function ask(
  changes: Partial<PlaybookRoute>,
  { to = {}, of = {} }: { to?: object; of?: Partial<RoutableEvent> } = {},
) {
  const playbook = compilePlaybook({
    version: 1,
    destinations: [{ ...destination, ...to }],
    routes: [{ ...route, ...changes }],
  });
  const given = { ...event, ...of };
  return { decided: decide(playbook, given), explained: explain(playbook, given) };
}

describe("a decision", () => {
  test.each([
    [
      "matches without a filter",
      {},
      {},
      "send",
      "matched",
      "Route “Failed payments” matched: it takes payment.*.",
    ],
    [
      "matches",
      { filter: isEnterprise },
      {},
      "send",
      "matched",
      "Route “Failed payments” matched: customer.tier is “enterprise”.",
    ],
    [
      "fails a filter",
      { filter: isLarge },
      {},
      "skip",
      "filter_not_matched",
      "Route “Failed payments” did not match: data.amount.amount is 120.00, not more than 500.",
    ],
    [
      "fails a not",
      { filter: { not: isEnterprise } },
      {},
      "skip",
      "filter_not_matched",
      "Route “Failed payments” did not match: customer.tier is “enterprise”.",
    ],
    [
      "is switched off",
      { enabled: false },
      {},
      "skip",
      "route_disabled",
      "Route “Failed payments” is switched off.",
    ],
    [
      "is off and does not match either",
      { enabled: false, filter: isLarge },
      {},
      "skip",
      "route_disabled",
      "Route “Failed payments” is switched off.",
    ],
    [
      "leads to a destination that is off",
      {},
      { to: { enabled: false } },
      "suppress",
      "destination_disabled",
      "Route “Failed payments” matched, but its destination “Ops” is switched off.",
    ],
    [
      "is asked for a sandbox event",
      {},
      { of: { environment: "sandbox" } },
      "suppress",
      "sandbox_not_accepted",
      "Route “Failed payments” matched, but its destination “Ops” does not accept sandbox events.",
    ],
    [
      "may take a sandbox event",
      {},
      { of: { environment: "sandbox" }, to: { acceptsSandbox: true } },
      "send",
      "matched",
      "Route “Failed payments” matched: it takes payment.*.",
    ],
    [
      "fails its filter for a sandbox event",
      { filter: isLarge },
      { of: { environment: "sandbox" } },
      "skip",
      "filter_not_matched",
      expect.any(String),
    ],
  ] as const)("of a route that %s", (_, changes, circumstances, verdict, code, text) => {
    const { decided, explained } = ask(changes, circumstances);
    expect(explained).toMatchObject([{ verdict, reason: { code, text } }]);
    expect(decided).toEqual(explained);
    expect(parseTrace(JSON.parse(JSON.stringify(explained)))).toEqual(explained);
  });

  test("of a route for other types is given only by explain", () => {
    const { decided, explained } = ask({ eventTypes: ["invoice.*", "trial.ended"] });
    expect(decided).toEqual([]);
    expect(explained).toMatchObject([
      {
        verdict: "skip",
        checks: [],
        reason: {
          code: "type_not_matched",
          text: "Route “Failed payments” takes invoice.*, trial.ended, not payment.failed.",
        },
      },
    ]);
  });

  test("names the first three of many comparisons", () => {
    const all = ["a", "b", "c", "d"].map(
      (name) => ({ field: `data.${name}`, operator: "exists", value: true }) as const,
    );
    expect(ask({ filter: { all } }).explained[0]?.reason.text).toBe(
      "Route “Failed payments” did not match: data.a is not there, data.b is not there, data.c is not there and 1 more.",
    );
  });

  test("needs its destination to be in the playbook", () => {
    expect(() => compilePlaybook({ version: 1, destinations: [], routes: [route] })).toThrow("rte_1");
  });
});
