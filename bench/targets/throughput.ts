import { arrivals, lostAndDoubled } from "../deliveries";
import type { Figure } from "../figure";
import { closedLoop } from "../load/closed-loop";
import { invoice, nextId } from "../load/payloads";
import type { Scene } from "../scene";

type Throughput = { connections: number; batch: number; lanes: number; seconds: number; rounds: number };

/** Deliveries a second from the first to the last message, while the load is on and until all is delivered. */
async function round(
  scene: Scene,
  load: Throughput,
): Promise<{ delivered: number; accepted: number; memory: number }> {
  const { tenant, lanes } = await scene.withLanes(load.lanes);
  const ids: string[] = [];
  let turn = 0;
  const event = () => {
    const id = nextId();
    ids.push(id);
    return invoice(lanes[turn++ % lanes.length]?.eventType, id);
  };
  const next = () =>
    JSON.stringify(load.batch === 1 ? event() : { events: Array.from({ length: load.batch }, event) });
  const door = scene.doorTo(tenant);
  const result = await closedLoop({
    door,
    connections: load.connections,
    seconds: load.seconds,
    warmUpSeconds: 0,
    next,
  });
  if (result.others.size > 0)
    throw new Error(`Not everything was accepted: ${JSON.stringify([...result.others])}`);
  const memory = scene.memory();
  await scene.untilIdle(tenant);
  const found = await arrivals(scene.stack.slack);
  const { lost, doubled } = lostAndDoubled(ids, found);
  if (lost + doubled > 0) throw new Error(`${lost} events were not delivered, ${doubled} more than once.`);
  const instants = ids.flatMap((id) => found.get(id) ?? []);
  const window = (Math.max(...instants) - Math.min(...instants)) / 1000;
  return { delivered: ids.length / window, accepted: result.perSecond * load.batch, memory };
}

/** P6 (single events, closed 32) and P7 (batches of 100): deliveries over many lanes, and memory while at it (P13). */
export async function throughputFigures(scene: Scene, load: Throughput): Promise<Figure[]> {
  const rounds = [];
  for (let number = 0; number < load.rounds; number++) rounds.push(await round(scene, load));
  const what = load.batch === 1 ? `closed ${load.connections}` : `batch ${load.batch}, two connections`;
  return [
    {
      name: `accepted, ${what}, ${load.lanes} lanes`,
      unit: "events/s",
      rounds: rounds.map(({ accepted }) => accepted),
    },
    {
      name: `delivered, ${what}, ${load.lanes} lanes`,
      unit: "deliveries/s",
      rounds: rounds.map(({ delivered }) => delivered),
    },
    {
      name: `resident memory of the console, ${what}`,
      unit: "MB",
      rounds: rounds.map(({ memory }) => memory),
      target: "≤ 400 MB",
      met: (value) => value <= 400,
    },
  ];
}
