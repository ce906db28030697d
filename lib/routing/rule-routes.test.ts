import { describe, expect, test } from "vitest";
import { ruleInput } from "@/lib/rules/schema";
import { compilePlaybook, decide, explain, type PlaybookDestination, type PlaybookRoute } from "./decide";

const destination = (id: string): PlaybookDestination => ({
  ...{ id, kind: "slack_webhook", name: id, lane: id },
  ...{ enabled: true, acceptsSandbox: true, isBroken: false },
});
const route = (id: string, destinationId: string, more: Partial<PlaybookRoute> = {}): PlaybookRoute => ({
  ...{ id, name: id, enabled: true, eventTypes: ["*"], filter: null, destinationId },
  ...more,
});
const rule = (number: number) => ({
  ...ruleInput.parse({
    ...{ name: `Rule ${number}`, scope: { kind: "each" }, window: "day" },
    signal: { kind: "meter", meter: "m" },
    condition: { kind: "above", value: 1 },
    destinations: [{ destinationId: "ops" }, { destinationId: "boss", severities: ["critical"] }],
  }),
  ...{ id: `rul_${number}`, revision: 1, watchesSince: new Date(0) },
});

const playbook = (count: number, routes: PlaybookRoute[] = []) =>
  compilePlaybook({
    ...{ version: 1, routes, destinations: ["ops", "boss", "log"].map(destination) },
    rules: Array.from({ length: count }, (_, number) => rule(number)),
  });

const event = (ruleId: string, severity: string, type = "rule.triggered") => ({
  ...{ type, source: "rules", environment: "production", externalId: "e", occurredAt: new Date(0) },
  ...{ customer: null, data: { ruleId, severity } },
});

const verdicts = (decisions: ReturnType<typeof decide>) =>
  decisions.map(({ routeId, destinationId, verdict, reason }) => [
    routeId,
    destinationId,
    verdict,
    reason.code,
  ]);

describe("what a rule has to tell", () => {
  test.each([1, 1_000])("goes to its destinations by severity, among %d rules", (count) => {
    const sent = (severity: string) =>
      decide(playbook(count), event("rul_0", severity)).flatMap(({ routeId, destinationId, verdict }) =>
        verdict === "send" ? [[routeId, destinationId]] : [],
      );
    expect(sent("warning")).toEqual([["rul_0", "ops"]]);
    expect(sent("critical")).toEqual([
      ["rul_0", "ops"],
      ["rul_0", "boss"],
    ]);
  });

  test("is not told once more by a route to where the rule tells it", () => {
    const filter = { field: "data.ruleId", operator: "eq" as const, value: "rul_0" };
    const routes = [route("all", "ops"), route("its", "boss", { filter }), route("log", "log")];
    const told = [
      ["all", "ops", "skip", "told_by_rule"],
      ["its", "boss", "send", "matched"],
      ["log", "log", "send", "matched"],
      ["rul_0", "ops", "send", "matched"],
      ["rul_0", "boss", "skip", "filter_not_matched"],
    ];
    expect(verdicts(decide(playbook(3, routes), event("rul_0", "warning")))).toEqual(
      expect.arrayContaining(told.slice(0, 4)),
    );
    expect(verdicts(explain(playbook(3, routes), event("rul_0", "warning")))).toEqual(told);
  });

  test("is nobody else's: other events know nothing of rules", () => {
    const routes = [route("all", "ops")];
    const paid = event("rul_0", "warning", "invoice.paid");
    expect(verdicts(explain(playbook(3, routes), paid))).toEqual([["all", "ops", "send", "matched"]]);
    expect(verdicts(decide(playbook(1_000, routes), paid))).toEqual([["all", "ops", "send", "matched"]]);
  });
});
