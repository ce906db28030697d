import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiClient } from "@/e2e/support/api-client";
import { startStack } from "@/e2e/support/stack";
import { until } from "@/e2e/support/until";
import type { Figure } from "../figure";
import { invoice } from "../load/payloads";

async function startAndStop<T>(dataDir: string, work: (seconds: number) => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const stack = await startStack({ dataDir });
  try {
    return await work((performance.now() - startedAt) / 1000);
  } finally {
    await stack.stop();
  }
}

/** From the end of a console's process to the first 202 of the next, in seconds. */
async function restartSeconds(dataDir: string): Promise<number> {
  const stack = await startStack({ dataDir });
  try {
    const { web } = stack.pids();
    const api = apiClient(stack.web, stack.apiKey);
    process.kill(web, "SIGKILL");
    const killedAt = performance.now();
    await until(async () => (await api.send(invoice("bench.restart"))).status === 202, {
      withinMs: 30_000,
      everyMs: 5,
      what: "an event is taken again",
    });
    return (performance.now() - killedAt) / 1000;
  } finally {
    await stack.stop();
  }
}

/** P15: the second start of everything, and a console's process from its start to its first 202. */
export async function startFigures(rounds: number): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), "bellwire-bench-"));
  chmodSync(home, 0o755);
  const dataDir = join(home, "data");
  try {
    const first = await startAndStop(dataDir, async (seconds) => seconds);
    const second: number[] = [];
    const restart: number[] = [];
    for (let round = 0; round < rounds; round++) {
      second.push(await startAndStop(dataDir, async (seconds) => seconds));
      restart.push(await restartSeconds(dataDir));
    }
    return [
      { name: "first start, empty data folder", unit: "s", rounds: [first] },
      { name: "second start", unit: "s", rounds: second, target: "≤ 10 s", met: (value) => value <= 10 },
      {
        name: "console killed, to the next one's first 202",
        unit: "s",
        rounds: restart,
        target: "≤ 2 s",
        met: (value) => value <= 2,
      },
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
