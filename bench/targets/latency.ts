import { pastedWebhook } from "@/e2e/support/slack-view";
import { buildBareNext } from "../baselines/build-bare-next";
import { makeRawTable } from "../baselines/raw-insert";
import { startBareNext } from "../baselines/start-server";
import { arrivals, lostAndDoubled } from "../deliveries";
import type { Figure } from "../figure";
import { type Door, doorOf } from "../load/door";
import { openLoop } from "../load/open-loop";
import { invoice, nextId } from "../load/payloads";
import type { Scene } from "../scene";
import { percentile } from "../statistics";

type Open = { perSecond: number; lanes: number; seconds: number; rounds: number };
type Round = { p50: number; p99: number; acceptP50: number };
type Pipeline = { door: Door; eventTypes: readonly string[]; untilIdle(): Promise<void> };

const WARM_UP_SECONDS = 2;

/** One round: events at a fixed rate, and for each the time from its intended arrival to its message in Slack. */
async function round(scene: Scene, { door, eventTypes, untilIdle }: Pipeline, load: Open): Promise<Round> {
  const ids: string[] = [];
  const { others, intendedAt, accepted } = await openLoop({
    door,
    perSecond: load.perSecond,
    seconds: load.seconds,
    next: (index) => {
      const id = nextId();
      ids.push(id);
      return JSON.stringify(invoice(eventTypes[index % eventTypes.length], id));
    },
  });
  if (others.size > 0) throw new Error(`Not everything was accepted: ${JSON.stringify([...others])}`);
  await untilIdle();
  const found = await arrivals(scene.stack.slack);
  const { lost, doubled } = lostAndDoubled(ids, found);
  if (lost + doubled > 0) throw new Error(`${lost} events were not delivered, ${doubled} more than once.`);
  const latencies = ids.map(
    (id, index) => (found.get(id)?.[0] ?? Number.NaN) - (intendedAt[index] ?? Number.NaN),
  );
  return {
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    acceptP50: percentile(accepted, 0.5),
  };
}

async function ourPipeline(scene: Scene, count: number): Promise<Pipeline> {
  const { tenant, lanes } = await scene.withLanes(count);
  return {
    door: scene.doorTo(tenant),
    eventTypes: lanes.map(({ eventType }) => eventType),
    untilIdle: () => scene.untilIdle(tenant),
  };
}

/** P4 and P5: from the intended arrival of an event to its message in Slack. */
export async function latencyFigures(
  scene: Scene,
  load: Open,
  limits: Omit<Round, "acceptP50">,
): Promise<Figure[]> {
  const ours = await ourPipeline(scene, load.lanes);
  await round(scene, ours, { ...load, seconds: WARM_UP_SECONDS });
  const rounds: Round[] = [];
  for (let number = 0; number < load.rounds; number++) rounds.push(await round(scene, ours, load));
  return figuresOf(rounds, load, limits);
}

/** The same side by side with the smallest durable pipeline in a Next route. */
export async function latencyBesideCeiling(
  scene: Scene,
  load: Open,
  limits: Omit<Round, "acceptP50">,
): Promise<Figure[]> {
  await buildBareNext();
  await makeRawTable(scene.stack.databaseUrl);
  const { stack } = scene;
  const server = await startBareNext(stack.databaseUrl, pastedWebhook(stack.slack));
  try {
    const ours = await ourPipeline(scene, load.lanes);
    const door = doorOf(`${server.url}/ceiling`);
    const ceiling = { door, eventTypes: ["invoice.generated"], untilIdle: () => scene.untilMarked() };
    for (const one of [ours, ceiling]) await round(scene, one, { ...load, seconds: WARM_UP_SECONDS });
    const rounds = { ours: [] as Round[], ceiling: [] as Round[] };
    for (let number = 0; number < load.rounds; number++) {
      const order = number % 2 === 0 ? (["ceiling", "ours"] as const) : (["ours", "ceiling"] as const);
      for (const who of order) rounds[who].push(await round(scene, who === "ours" ? ours : ceiling, load));
    }
    return figuresOf(rounds.ours, load, limits, rounds.ceiling);
  } finally {
    await server.stop();
  }
}

function figuresOf(
  rounds: Round[],
  load: Open,
  limits: Omit<Round, "acceptP50">,
  ceiling?: Round[],
): Figure[] {
  const where = `open ${load.perSecond}/s, ${load.lanes} lanes`;
  const most = ceiling ? 3 : Number.POSITIVE_INFINITY;
  return [
    { name: `accepted, ${where}, p50`, unit: "ms", rounds: rounds.map(({ acceptP50 }) => acceptP50) },
    ...(["p50", "p99"] as const).map((name) => ({
      name: `accept to Slack, ${where}, ${name}`,
      unit: "ms",
      rounds: rounds.map((one) => one[name]),
      ...(ceiling ? { baseline: { name: "ceiling in Next", rounds: ceiling.map((one) => one[name]) } } : {}),
      target: `≤ ${limits[name]} ms${ceiling && name === "p50" ? " and ratio ≤ 3" : ""}`,
      met: (value: number, ratio: number) =>
        value <= limits[name] && (name !== "p50" || !ceiling || ratio <= most),
    })),
  ];
}
