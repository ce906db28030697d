import { arrivals, lostAndDoubled } from "../deliveries";
import type { Figure } from "../figure";
import type { Door } from "../load/door";
import { openLoop } from "../load/open-loop";
import { invoice, nextId } from "../load/payloads";
import type { Scene } from "../scene";
import { percentile } from "../statistics";

type Open = { perSecond: number; lanes: number; seconds: number; rounds: number };

type Round = { p50: number; p99: number; acceptP50: number };

/** One round: events at a fixed rate to the lanes in turn. */
async function round(door: Door, lanes: readonly { eventType: string }[], load: Open) {
  const ids: string[] = [];
  const { others, ...instants } = await openLoop({
    door,
    perSecond: load.perSecond,
    seconds: load.seconds,
    next: (index) => {
      const id = nextId();
      ids.push(id);
      return JSON.stringify(invoice(lanes[index % lanes.length]?.eventType, id));
    },
  });
  if (others.size > 0) throw new Error(`Not everything was accepted: ${JSON.stringify([...others])}`);
  return { ids, ...instants };
}

/** P4 and P5: from the intended arrival of an event to its message in Slack. */
export async function deliveredLatency(scene: Scene, load: Open): Promise<Round[]> {
  const { tenant, lanes } = await scene.withLanes(load.lanes);
  const door = scene.doorTo(tenant);
  await round(door, lanes, { ...load, seconds: 2 });
  await scene.untilIdle(tenant);
  const rounds: Round[] = [];
  for (let number = 0; number < load.rounds; number++) {
    const { ids, intendedAt, accepted } = await round(door, lanes, load);
    await scene.untilIdle(tenant);
    const found = await arrivals(scene.stack.slack);
    const { lost, doubled } = lostAndDoubled(ids, found);
    if (lost + doubled > 0) throw new Error(`${lost} events were not delivered, ${doubled} more than once.`);
    const latencies = ids.map(
      (id, index) => (found.get(id)?.[0] ?? Number.NaN) - (intendedAt[index] ?? Number.NaN),
    );
    rounds.push({
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      acceptP50: percentile(accepted, 0.5),
    });
  }
  return rounds;
}

type Limits = { p50: number; p99: number };

/** The same as figures. */
export async function latencyFigures(scene: Scene, load: Open, limits: Limits): Promise<Figure[]> {
  const rounds = await deliveredLatency(scene, load);
  const where = `open ${load.perSecond}/s, ${load.lanes} lanes`;
  return [
    { name: `accepted, ${where}, p50`, unit: "ms", rounds: rounds.map(({ acceptP50 }) => acceptP50) },
    ...(["p50", "p99"] as const).map((name) => ({
      name: `accept to Slack, ${where}, ${name}`,
      unit: "ms",
      rounds: rounds.map((one) => one[name]),
      target: `≤ ${limits[name]} ms`,
      met: (value: number) => value <= limits[name],
    })),
  ];
}
