import { cronRuns, nextCronRun } from "@/lib/schedule/cron";
import type { CompiledRule } from "./compile";

const day = 86_400_000;

type OfRule = Pick<CompiledRule, "timeZone"> & { rule: Pick<CompiledRule["rule"], "cron"> };

/** When a rule that looks at certain times only looks next after an instant; null for any other rule. */
export function nextRun({ rule: { cron }, timeZone }: OfRule, after: number): number | null {
  if (!cron) return null;
  const run = nextCronRun(cron.expression, cron.timeZone ?? timeZone, new Date(after));
  return run?.getTime() ?? null;
}

/** The times at which a rule looks from one instant to another, both counted, earliest first; none for any other rule. */
export function runsWithin({ rule: { cron }, timeZone }: OfRule, from: number, to: number): number[] {
  if (!cron) return [];
  const stretch = { after: new Date(from - 1), until: new Date(to), most: Number.POSITIVE_INFINITY };
  return cronRuns(cron.expression, cron.timeZone ?? timeZone, stretch).map((run) => run.getTime());
}

/**
 * The time to look for now: the last one that has come and that nobody looked at, if that is less than a day ago. Of several that were
 * missed only the last is made up, since the numbers are those of now.
 * @param from the first time that was not looked at; nothing before the rule watched is.
 */
export function dueRun(compiled: CompiledRule, from: number | null, now: number): number | null {
  const earliest = Math.max(now - day + 1, from ?? 0, compiled.rule.watchesSince.getTime());
  return runsWithin(compiled, earliest, now).at(-1) ?? null;
}
