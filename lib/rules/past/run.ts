import type { Surroundings } from "../compile";
import { type DryRun, dryRun } from "../dry-run";
import type { History } from "../history";
import type { Rule } from "../schema";
import { mergedRun, partsOf } from "./parts";

/** Lets others in this process go on. */
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Steps a rule over a history as lib/rules/dry-run does, a few customers at a time, so that nobody else waits for it. */
export async function runOver(
  rule: Rule,
  history: History,
  surroundings: Surroundings,
  shown: number,
): Promise<DryRun> {
  const runs: DryRun[] = [];
  for (const part of partsOf(history)) {
    runs.push(dryRun(rule, part, surroundings, shown));
    await pause();
  }
  return mergedRun(runs, shown);
}
