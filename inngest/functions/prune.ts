import { systemScope } from "@/lib/auth/system";
import { log } from "@/lib/log";
import { pruneBatch } from "@/lib/retention/commands";
import { type Kind, kinds } from "@/lib/retention/policy";
import { inngest } from "../client";

const scope = systemScope("prune");

/** How long one step works at most, and how many of them a run has: what is left then is the next hour's. */
const stepMs = 15_000;
const maxSteps = 12;

type Pruned = { counts: Partial<Record<Kind, number>>; isDone: boolean };

/**
 * Clears away what is older than it is kept, kind by kind and batch by batch, until there is no more or the time is up.
 * @param milliseconds how long it may take; a batch that has begun is finished.
 */
export async function prune(now: Date, milliseconds: number): Promise<Pruned> {
  const until = performance.now() + milliseconds;
  const counts: Pruned["counts"] = {};
  for (const kind of kinds) {
    let cleared = -1;
    while (cleared !== 0) {
      if (performance.now() >= until) return { counts, isDone: false };
      cleared = await pruneBatch(scope, kind, { now });
      if (cleared > 0) counts[kind] = (counts[kind] ?? 0) + cleared;
    }
  }
  return { counts, isDone: true };
}

/** Every hour, away from the minutes at which everything else begins. */
export const pruneHourly = inngest.createFunction(
  { id: "prune", triggers: [{ cron: "37 * * * *" }], retries: 2 },
  async ({ step }) => {
    for (let number = 1; number <= maxSteps; number++) {
      const { counts, isDone } = await step.run(`clear ${number}`, () => prune(new Date(), stepMs));
      if (Object.keys(counts).length > 0) log.info({ ...counts }, "retention.pruned");
      if (isDone) return { steps: number };
    }
    return { steps: maxSteps };
  },
);
