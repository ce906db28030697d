import { describe, expect, test } from "vitest";
import { catalog } from "@/lib/events/catalog";
import { compilePlaybook, decide } from "./decide";
import { takesType } from "./event-type";
import { presets, routesOf, usualChoice } from "./presets";
import { routeInput } from "./schema";

const slack = (id: string, name: string) => ({
  id,
  kind: "slack_channel" as const,
  name,
  lane: id,
  enabled: true,
  acceptsSandbox: false,
  isBroken: false,
});
const destinations = [slack("dst_deploy", "deployments"), slack("dst_security", "security-alerts")];

function reached(presetId: string, chosen: Record<string, string>, type: string): string[] {
  const preset = presets.find(({ id }) => id === presetId);
  if (!preset) throw new Error(`there is no preset ${presetId}`);
  const routes = routesOf(preset, chosen).map((route, index) => ({ id: `rte_${index}`, ...route }));
  const playbook = compilePlaybook({ version: 1, destinations, routes });
  const event = {
    type,
    source: "api",
    environment: "production" as const,
    externalId: "x",
    occurredAt: new Date("2026-11-21T09:00:00Z"),
    customer: null,
    data: {},
  };
  return decide(playbook, event)
    .filter(({ verdict }) => verdict === "send")
    .map(({ destinationId }) => destinationId);
}

const split = { deployments: "dst_deploy", security: "dst_security" };

describe("deployments and security", () => {
  test.each([
    ["approval.created", ["dst_deploy"]],
    ["approval.executed", ["dst_deploy"]],
    ["approval.pin_failed", ["dst_security"]],
    ["approval.locked", ["dst_security"]],
    ["approval.expired", []],
    ["payment.failed", []],
  ])("%s goes to %j", (type, expected) =>
    expect(reached("deployments_and_security", split, type)).toEqual(expected),
  );
});

test.each(presets)(
  "$name: every type is in the catalog, every slot is used, every route is valid",
  (preset) => {
    const slots = preset.slots.map(({ id }) => id);
    expect(new Set(preset.routes.map(({ slot }) => slot))).toEqual(new Set(slots));
    const chosen = Object.fromEntries(slots.map((slot) => [slot, "dst_1"]));
    for (const route of routesOf(preset, chosen)) {
      expect(routeInput.parse(route)).toEqual(route);
      for (const pattern of route.eventTypes)
        expect(
          catalog.some(({ type }) => takesType(pattern, type)),
          pattern,
        ).toBe(true);
    }
  },
);

test("a preset without all its destinations makes nothing", () => {
  const [first] = presets;
  expect(() => first && routesOf(first, { deployments: "dst_deploy" })).toThrow("security");
});

test("begins with the destinations that are called as is usual, and never twice with the same if it can", () => {
  const choosable = (id: string, name: string) => ({ id, name, target: `#${name} in Acme` });
  const [first] = presets;
  if (!first) throw new Error("there is no preset");
  const all = [choosable("a", "random"), choosable("b", "Security-Alerts"), choosable("c", "deployments")];
  expect(usualChoice(first, all)).toEqual({ deployments: "c", security: "b" });
  expect(usualChoice(first, all.slice(0, 1))).toEqual({ deployments: "a", security: "a" });
  expect(usualChoice(first, [...all.slice(0, 1), choosable("d", "ops")])).toEqual({
    deployments: "a",
    security: "d",
  });
  expect(usualChoice(first, [])).toEqual({});
});
