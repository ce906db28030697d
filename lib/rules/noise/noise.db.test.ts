import { beforeAll, describe, expect, test } from "vitest";
import { hotSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { createWebhookDestination } from "@/lib/destinations/commands";
import { newId } from "@/lib/id";
import { createRoute } from "@/lib/routing/commands";
import { createRule } from "../commands";
import { ruleInput } from "../schema";
import { noiseReport, suggestionsFor } from "./queries";

await testDatabase();

const now = new Date();
let scope: Scope;
let other: Scope;
let ruleId: string;
let routeId: string;
let destinationId: string;

type Told = { routeId: string; state?: string; code?: string; caseId?: string | null; at?: Date };

async function tell({
  routeId: by,
  state = "sent",
  code = "matched",
  caseId = null,
  at = now,
}: Told): Promise<string> {
  const id = newId("notification", at.getTime());
  await hotSql()`
    insert into notifications (project_id, id, dedupe_key, kind, event_id, event_type, route_id, destination_id, destination_name,
      destination_kind, lane, environment, severity, state, reason, message, case_id)
    values (${scope.projectId}, ${id}, ${id}, 'event', ${`evt_${id}`}, 'rule.triggered', ${by}, ${destinationId}, 'Ops', 'slack_webhook',
      'lane', 'production', 'warning', ${state}, ${JSON.stringify({ code, text: code })}::text::jsonb, '{}', ${caseId})`;
  return id;
}

async function openCase(
  more: { acknowledgedAfter?: number; isSnoozed?: boolean; state?: string } = {},
): Promise<string> {
  const id = newId("case");
  const opened = new Date(now.getTime() - 3_600_000);
  const { acknowledgedAfter, isSnoozed = false, state = "open" } = more;
  const acknowledged =
    acknowledgedAfter === undefined ? null : new Date(opened.getTime() + acknowledgedAfter * 1000);
  await hotSql()`
    insert into cases (project_id, id, key, environment, state, severity, text, lead_event_id, lead_event_type, lead_at, lead_rank,
      opened_at, updated_at, acknowledged_at, snoozed_until)
    values (${scope.projectId}, ${id}, ${id}, 'production', ${state}, 'warning', 'x', 'e', 'rule.triggered', ${opened}, 1,
      ${opened}, ${opened}, ${acknowledged}, ${isSnoozed ? now : null})`;
  return id;
}

beforeAll(async () => {
  scope = (await createProject()).scope;
  other = (await createProject()).scope;
  const url = "https://hooks.slack.com/services/T0AAAA/B0BBBB/SECRETofNoise";
  destinationId = (await createWebhookDestination(scope, { name: "Ops", url })).id;
  const input = ruleInput.parse({
    name: "Noisy rule",
    signal: { kind: "meter", meter: "m" },
    scope: { kind: "each" },
    window: "day",
    condition: { kind: "above", value: 1 },
  });
  ruleId = (await createRule(scope, input)).id;
  const route = { name: "Route", eventTypes: ["*"], filter: null, destinationId, enabled: true };
  routeId = (await createRoute(scope, route)).id;

  const cases = [
    await openCase({ acknowledgedAfter: 60 }),
    await openCase({ acknowledgedAfter: 300, state: "resolved" }),
    await openCase({ acknowledgedAfter: 900 }),
    await openCase({ isSnoozed: true }),
    await openCase(),
  ];
  const told: string[] = [];
  for (const caseId of cases) told.push(await tell({ routeId: ruleId, caseId }));
  await tell({ routeId: ruleId, caseId: cases[0] });
  await tell({ routeId: ruleId, state: "suppressed", code: "muted" });
  await tell({ routeId: ruleId, at: new Date(now.getTime() - 40 * 86_400_000) });
  await tell({ routeId });
  for (const [index, vote] of ["useful", "noise", "noise"].entries())
    await hotSql()`
      insert into message_votes (project_id, notification_id, voter, vote, route_id)
      values (${scope.projectId}, ${told[0] ?? ""}, ${`u${index}`}, ${vote}, ${ruleId})`;
  for (const [kind, count] of [
    ["triggered", 6],
    ["recovered", 2],
  ] as const)
    for (let index = 0; index < count; index++) {
      const id = newId("firing");
      await hotSql()`
        insert into rule_firings (project_id, id, rule_id, rule_name, environment, customer_id, key, kind, severity, at, event)
        values (${scope.projectId}, ${id}, ${ruleId}, 'Noisy rule', 'production', 'c', ${id}, ${kind}, 'warning', ${now}, '{}')`;
    }
  await hotSql()`
    insert into mutes (project_id, id, rule_id, until, by)
    values (${scope.projectId}, ${newId("mute")}, ${ruleId}, ${new Date(now.getTime() + 60_000)}, 'kim'),
           (${scope.projectId}, ${newId("mute")}, ${routeId}, ${new Date(now.getTime() - 60_000)}, 'kim')`;
});

describe("the noise report", () => {
  test("counts what a rule told, and what people made of it", async () => {
    const report = await noiseReport(scope, { days: 30, now });
    expect(report.find(({ id }) => id === ruleId)).toEqual({
      ...{ kind: "rule", id: ruleId, name: "Noisy rule", enabled: true },
      ...{ fired: 6, told: 6, muted: 1, cases: 5, acknowledged: 3, snoozed: 1, resolved: 1, mutes: 1 },
      ...{ useful: 1, noise: 2, medianSecondsToAcknowledge: 300 },
    });
    expect(report.find(({ id }) => id === routeId)).toMatchObject({
      kind: "route",
      fired: 1,
      told: 1,
      mutes: 0,
    });
  });

  test("looks as far back as it is asked to", async () => {
    const [rule] = await noiseReport(scope, { days: 90, now });
    expect(rule).toMatchObject({ id: ruleId, told: 7 });
  });

  test("of one alone says the same of it", async () => {
    const all = await noiseReport(scope, { days: 30, now });
    for (const only of [ruleId, routeId])
      expect(await noiseReport(scope, { days: 30, now, only })).toEqual(all.filter(({ id }) => id === only));
    expect(await noiseReport(other, { days: 30, now, only: ruleId })).toEqual([]);
  });

  test("never tells of another project's", async () => {
    expect(await noiseReport(other, { days: 30, now })).toEqual([]);
    await expect(suggestionsFor(other, ruleId, { days: 30, now })).rejects.toMatchObject({ status: 404 });
    expect(await suggestionsFor(scope, ruleId, { days: 30, now })).toEqual([]);
  });
});
