import type { Scope } from "@/lib/auth/scope";
import { recordMeasurements } from "@/lib/meters/commands";
import type { PlaybookDestination } from "@/lib/routing/decide";
import { compilePlaybook, decide } from "@/lib/routing/decide";
import { takeTurn } from "@/lib/rules/evaluation/commands";
import { type Rule, ruleInput } from "@/lib/rules/schema";
import type { Figure } from "../figure";
import { inRulesWorld, type RulesWorld } from "../rules-world";
import { median } from "../statistics";

type Effort = { rounds: number };

const destination: PlaybookDestination = {
  ...{ id: "dst_1", kind: "slack_webhook", name: "Hook", lane: "lane" },
  ...{ enabled: true, acceptsSandbox: true, isBroken: false },
};

function ruleOf(number: number): Rule {
  const input = ruleInput.parse({
    ...{ name: `Rule ${number}`, scope: { kind: "each" }, window: "day" },
    signal: { kind: "meter", meter: `meter-${number}` },
    condition: { kind: "above", value: 100 },
    destinations: [{ destinationId: "dst_1", severities: ["warning", "critical"] }],
  });
  return { ...input, id: `rul_${number}`, revision: 1, watchesSince: new Date(0) };
}

/** Microseconds that deciding one event takes with so many rules. */
function decideTime(count: number): number {
  const rules = Array.from({ length: count }, (_, number) => ruleOf(number));
  const playbook = compilePlaybook({ version: 1, destinations: [destination], routes: [], rules });
  const events = Array.from({ length: 200 }, (_, number) => ({
    ...{
      type: number % 2 === 0 ? "rule.triggered" : "invoice.paid",
      source: "rules",
      environment: "production",
    },
    ...{ externalId: `e${number}`, occurredAt: new Date(), customer: { id: "cus_a" } },
    data: { ruleId: `rul_${(number * 7) % count}`, severity: "warning" },
  }));
  const rounds = 50;
  const decideAll = () => {
    for (const event of events) decide(playbook, event);
  };
  for (let round = 0; round < 10; round++) decideAll();
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round++) decideAll();
  return ((performance.now() - startedAt) * 1_000) / (rounds * events.length);
}

const counts = [10, 100, 1_000, 10_000] as const;

/** One value a round for each count, round by round, so that all are measured under the same conditions. */
async function inTurns(rounds: number, measure: (count: number) => number | Promise<number>) {
  const measured = new Map<number, number[]>(counts.map((count) => [count, []]));
  for (const count of counts) await measure(count);
  for (let round = 0; round < rounds; round++)
    for (const [count, values] of measured) values.push(await measure(count));
  return measured;
}

const byCount = (measured: ReadonlyMap<number, number[]>, what: string, unit: string): Figure[] =>
  counts.slice(1).map((count) => ({
    ...{ name: `${what} at ${count} rules`, unit, rounds: measured.get(count) ?? [] },
    baseline: { name: "at 10 rules", rounds: measured.get(10) ?? [] },
    target: "ratio ≤ 1.5",
    met: (_value, ratio) => ratio <= 1.5,
  }));

/** P9: deciding an event at 10 to 10,000 rules. */
export async function decideFigures({ rounds }: Effort): Promise<Figure[]> {
  return byCount(await inTurns(rounds, decideTime), "deciding an event", "µs");
}

let sent = 0;
const readings = (count: number, meters: number, customers: number) =>
  Array.from({ length: count }, (_, number) => ({
    ...{ id: `r${sent++}`, value: 1 },
    ...{ meter: `meter-${number % meters}`, customer: `cus_${Math.floor(number / meters) % customers}` },
  }));

/** Milliseconds from the commit of a batch until its rules were looked at. */
async function lookTime(scope: Scope, batch: readonly object[]): Promise<number> {
  await recordMeasurements(scope, batch, { now: new Date() });
  const startedAt = performance.now();
  for (;;) if (!(await takeTurn(scope, new Date())).hasMore) return performance.now() - startedAt;
}

async function singles(scope: Scope, count = 60): Promise<number> {
  for (let turn = 0; turn < 10; turn++) await lookTime(scope, readings(1, 1, 1));
  const times = [];
  for (let turn = 0; turn < count; turn++) times.push(await lookTime(scope, readings(1, 1, 1)));
  return median(times);
}

/** Readings of a thousand customers over ninety days, as they stand once they are taken in. */
async function fill({ sql }: RulesWorld, { projectId }: Scope, count: number): Promise<void> {
  await sql`
    insert into measurements (project_id, environment, id, meter, customer_id, value, at, hour)
    select ${projectId}, 'production', 'old-' || n, 'meter-' || n % 10, 'cus_' || n % 1000, 1,
           now() - n % 2160 * interval '1 hour', date_trunc('hour', now()) - n % 2160 * interval '1 hour'
    from generate_series(1, ${count}::int) n`;
  await sql`
    insert into measurement_buckets (project_id, environment, meter, customer_id, hour, sum, count, min, max, last, last_at, last_id)
    select project_id, environment, meter, c.id, hour, sum(value), count(*), min(value), max(value), max(value), max(at), max(m.id)
    from measurements m cross join lateral (values (''), (customer_id)) as c(id)
    where project_id = ${projectId} group by 1, 2, 3, 4, 5`;
  await sql`analyze measurement_buckets`;
}

async function storedFigures(world: RulesWorld, rounds: number): Promise<Figure> {
  const scopes = [];
  for (const stored of [10_000, 1_000_000]) {
    const scope = await world.withRules(100, (number) => `meter-${number}`);
    await fill(world, scope, stored);
    scopes.push({ scope, times: [] as number[] });
  }
  for (const { scope } of scopes) await singles(scope);
  for (let round = 0; round < rounds; round++)
    for (const { scope, times } of scopes) times.push(await singles(scope));
  const [few, many] = scopes;
  return {
    ...{ name: "looking at a reading with 1,000,000 stored", unit: "ms", rounds: many?.times ?? [] },
    baseline: { name: "with 10,000 stored", rounds: few?.times ?? [] },
    target: "ratio ≤ 1.3",
    met: (_value, ratio) => ratio <= 1.3,
  };
}

async function rulesFigures(world: RulesWorld, rounds: number): Promise<Figure[]> {
  const scopes = new Map<number, Scope>();
  for (const count of counts) scopes.set(count, await world.withRules(count, (number) => `meter-${number}`));
  const measured = await inTurns(rounds, (count) => {
    const scope = scopes.get(count);
    return scope ? singles(scope) : Number.NaN;
  });
  return byCount(measured, "looking at a reading", "ms");
}

type Shape = { what: string; meters: number; customers: number; meterOf: (number: number) => string };

const shapes: readonly Shape[] = [
  { what: "a meter a rule", meters: 1_000, customers: 5, meterOf: (number) => `meter-${number}` },
  { what: "ten rules a meter", meters: 100, customers: 50, meterOf: (number) => `meter-${number % 100}` },
  { what: "one customer a reading", meters: 1, customers: 5_000, meterOf: (number) => `meter-${number}` },
];

async function batchFigures(world: RulesWorld, rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { what, meters, customers, meterOf } of shapes) {
    const scope = await world.withRules(1_000, meterOf);
    await lookTime(scope, readings(5_000, meters, customers));
    const [perSecond, taken]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const startedAt = performance.now();
      const ms = await lookTime(scope, readings(5_000, meters, customers));
      perSecond.push(5_000 / (ms / 1_000));
      taken.push(5_000 / ((performance.now() - startedAt - ms) / 1_000));
    }
    figures.push({
      ...{
        name: `looking at 5,000 readings with 1,000 rules, ${what}`,
        unit: "readings/s",
        rounds: perSecond,
      },
      baseline: { name: "taking them in", rounds: taken },
      target: "≥ 20,000",
      met: (value) => value >= 20_000,
    });
  }
  return figures;
}

/** P11: looking at the rules that watch a reading, by what is stored, by how many rules there are, and set-wise. */
export function watchFigures({ rounds }: Effort): Promise<Figure[]> {
  return inRulesWorld(async (world) => [
    await storedFigures(world, rounds),
    ...(await rulesFigures(world, rounds)),
    ...(await batchFigures(world, rounds)),
  ]);
}
