import { readFileSync } from "node:fs";
import { z } from "zod";
import { ask } from "./api-client";
import type { PartName } from "./ready-file";
import type { Stack } from "./stack";
import { until } from "./until";

/**
 * Ends a part as a power cut would, and waits until the supervisor has another one going and all of them answer.
 */
export async function killAndWait(stack: Stack, part: PartName): Promise<void> {
  const before = stack.pids()[part];
  process.kill(before, "SIGKILL");
  await until(() => stack.pids()[part] !== before, {
    withinMs: 60_000,
    everyMs: 20,
    what: `another ${part}`,
  });
  await untilHealthy(stack);
  await until(async () => (await ask(`${stack.slack}/__sim/clock`)).status === 200, {
    withinMs: 30_000,
    what: "the simulated Slack answers",
  });
}

const wellSchema = z.object({ status: z.literal("ok"), engine: z.literal("ok") });

/** Waits until the console answers that all is well, the engine too. */
export async function untilHealthy({ web }: Pick<Stack, "web">, withinMs = 30_000): Promise<void> {
  await until(async () => wellSchema.safeParse((await ask(`${web}/api/health`)).body).success, {
    withinMs,
    everyMs: 20,
    what: "the console is healthy",
  });
}

/** Halts the supervisor, so that a part that ends stays away; `resume` lets it go on. */
export function haltSupervisor({ supervisor }: Stack): { resume(): void } {
  process.kill(supervisor, "SIGSTOP");
  return { resume: () => void process.kill(supervisor, "SIGCONT") };
}

/** Whether a process is gone: a dead one that nobody has buried yet counts as gone. */
export function isGone(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return true;
  }
}
