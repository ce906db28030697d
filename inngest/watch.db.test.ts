import { describe, expect, test } from "vitest";
import { listCases } from "@/lib/cases/queries";
import { explainEvent } from "@/lib/events/explain";
import { recordMeasurements } from "@/lib/meters/commands";
import { createRule } from "@/lib/rules/commands";
import { takeTurn } from "@/lib/rules/evaluation/commands";
import { ruleInput } from "@/lib/rules/schema";
import { caseStage } from "./testing/case-stage";
import { standing } from "./testing/channel-view";

const { open, sql } = await caseStage();
const { watchChanges, watchRules } = await import("./watch");
const { expireCases } = await import("./functions/expire-cases");
const { refreshCases } = await import("./functions/refresh-cases");
const { watchRulesOfAll } = await import("./functions/watch-rules");

type Stage = Awaited<ReturnType<typeof open>>;

const definition = {
  ...{ name: "Usage", scope: { kind: "each" }, window: "day" },
  signal: { kind: "meter", meter: "api-hours" },
  condition: { kind: "above", value: 100 },
};

async function withRule({ scope, destinationId }: Stage, more: object = {}): Promise<string> {
  const input = ruleInput.parse({ ...definition, destinations: [{ destinationId }], ...more });
  const { id } = await createRule(scope, input);
  await watchRules(scope);
  return id;
}

const breach = ({ scope }: Stage, id = "r1", customer = "cus_a") =>
  recordMeasurements(scope, [{ id, meter: "api-hours", customer, value: 101 }], { now: new Date() });

const eventsOf = ({ scope }: Stage) => sql<{ id: string; type: string }[]>`
  select id, type from events where project_id = ${scope.projectId} and source = 'rules' order by id`;

const aged = ({ scope }: Stage) => sql`
  with one as (update rule_checks set created_at = created_at - interval '1 minute' where project_id = ${scope.projectId})
  update rule_firings set at = at - interval '1 minute' where project_id = ${scope.projectId}`;

describe("a reading that breaches", () => {
  test("is told at once, without waiting for a minute to end, and once where a route takes it as well", async () => {
    const stage = await open({ kind: "webhook" });
    const ruleId = await withRule(stage);
    const { isWatched } = await breach(stage);
    expect(isWatched).toBe(true);
    await watchChanges(stage.scope);
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
    expect(standing(stage)[0]?.whole).toContain("cus_a");
    const [event, ...none] = await eventsOf(stage);
    expect(none).toEqual([]);
    const { decisions } = await explainEvent(stage.scope, event?.id ?? "");
    expect(
      decisions.map(({ routeId, verdict, reason }) => [routeId === ruleId, verdict, reason.code]),
    ).toEqual([
      [true, "send", "matched"],
      [false, "skip", "told_by_rule"],
    ]);
  });

  test("is found by the next minute's run when the process died after it was stored", async () => {
    const stage = await open({ kind: "webhook" });
    await withRule(stage);
    await breach(stage);
    await aged(stage);
    await Promise.all([
      watchRulesOfAll(new Date()),
      watchRulesOfAll(new Date()),
      watchRulesOfAll(new Date()),
    ]);
    expect(await eventsOf(stage)).toHaveLength(1);
    expect(await sql`select from rule_checks where project_id = ${stage.scope.projectId}`).toHaveLength(0);
  });

  test("is told once when the process died after it was kept and before it was recorded", async () => {
    const stage = await open({ kind: "webhook" });
    await withRule(stage);
    await breach(stage, "r1", "cus_told_once");
    expect(await takeTurn(stage.scope, new Date())).toMatchObject({ fired: 1 });
    expect(await eventsOf(stage)).toHaveLength(0);
    await aged(stage);
    await Promise.all([watchRulesOfAll(new Date()), watchRulesOfAll(new Date())]);
    await sql`update rule_firings set event_id = null where project_id = ${stage.scope.projectId}`;
    await watchRulesOfAll(new Date());
    expect((await eventsOf(stage)).map(({ type }) => type)).toEqual(["rule.triggered"]);
    const open_ =
      await sql`select from rule_firings where project_id = ${stage.scope.projectId} and event_id is null`;
    expect(open_).toHaveLength(0);
    await stage.deliver();
    // What other projects have to tell may come in meanwhile.
    expect(standing(stage).filter(({ whole }) => whole.includes("cus_told_once"))).toHaveLength(1);
  });
});

test("what cannot be recorded with all its data is told in fewer words, never dropped", async () => {
  const stage = await open({ kind: "webhook" });
  await withRule(stage);
  await breach(stage, "r1", "cus_told_plainly");
  expect(await takeTurn(stage.scope, new Date())).toMatchObject({ fired: 1 });
  await sql`
    update rule_firings set event = jsonb_set(event, '{data,percent}', '"much"')
    where project_id = ${stage.scope.projectId}`;
  await aged(stage);
  await watchRulesOfAll(new Date());
  expect((await eventsOf(stage)).map(({ type }) => type)).toEqual(["rule.triggered"]);
  await stage.deliver();
  const [said] = standing(stage).filter(({ whole }) => whole.includes("cus_told_plainly"));
  expect(said?.whole).toContain("passed 100 of api-hours today (101)");
});

test("the case of a period ends with it, without news", async () => {
  const stage = await open();
  await withRule(stage);
  await breach(stage);
  await watchChanges(stage.scope);
  await stage.deliver();
  const before = standing(stage);
  expect(before).toHaveLength(1);
  await expireCases(new Date(Date.now() + 25 * 3_600_000));
  await sql`update cases set updated_at = updated_at - interval '5 minutes' where project_id = ${stage.scope.projectId}`;
  await sql`update case_messages set updated_at = updated_at - interval '5 minutes' where project_id = ${stage.scope.projectId}`;
  await refreshCases(30);
  await stage.deliver();
  const { items } = await listCases(stage.scope, {});
  expect(items).toMatchObject([{ state: "resolved", status: "Period over" }]);
  const [message, ...none] = standing(stage);
  expect(none).toEqual([]);
  expect(message?.whole).toContain("Period over");
  expect(message?.thread).toHaveLength(before[0]?.thread.length ?? 0);
});

test("a rule finds what holds already when it is made, by the minute's run too when nobody else looked", async () => {
  const stage = await open({ kind: "webhook" });
  await breach(stage);
  await createRule(stage.scope, ruleInput.parse(definition));
  await watchRulesOfAll(new Date());
  await watchRulesOfAll(new Date());
  expect(await eventsOf(stage)).toHaveLength(1);
});

test("ten thousand rules are looked at for a reading as one is", async () => {
  const stage = await open({ kind: "webhook" });
  await withRule(stage);
  await sql`
    insert into rules (project_id, id, name, definition, signal_key)
    select project_id, 'rul_' || n, 'Rule ' || n, jsonb_set(definition, '{signal,meter}', to_jsonb('m' || n)), 'meter:m' || n
    from rules, generate_series(1, 10000) as n where project_id = ${stage.scope.projectId}`;
  await sql`update projects set playbook_version = playbook_version + 1 where id = ${stage.scope.projectId}`;
  await breach(stage);
  const startedAt = performance.now();
  expect(await takeTurn(stage.scope, new Date())).toEqual({ looked: 1, fired: 1, hasMore: false });
  const first = performance.now() - startedAt;
  await breach(stage, "r2", "cus_b");
  const again = performance.now();
  expect(await takeTurn(stage.scope, new Date())).toMatchObject({ looked: 1, fired: 1 });
  expect(performance.now() - again).toBeLessThan(Math.max(250, first));
});
