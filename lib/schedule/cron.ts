import { Cron } from "croner";

const hour = 3_600_000;
const clocks = new Map<string, Cron>();

/** Reading a pattern costs more than using it, and a process sees few of them. @throws for what is no pattern or no zone. */
export function cronOf(pattern: string, timeZone: string): Cron {
  const key = `${pattern} ${timeZone}`;
  const known = clocks.get(key);
  if (known) return known;
  if (clocks.size > 2_000) clocks.clear();
  const made = new Cron(pattern, { timezone: timeZone, paused: true });
  clocks.set(key, made);
  return made;
}

/** The first instant after another at which an expression comes, on the clocks of a zone; null for none any more. */
export const nextCronRun = (expression: string, timeZone: string, after: Date): Date | null =>
  cronOf(expression, timeZone).nextRun(after);

/** The instants at which an expression comes after one instant and until another, earliest first, at most so many. */
export function cronRuns(
  expression: string,
  timeZone: string,
  { after, until, most }: { after: Date; until: Date; most: number },
): Date[] {
  const runs: Date[] = [];
  let run = nextCronRun(expression, timeZone, after);
  while (run && run <= until && runs.length < most) {
    runs.push(run);
    run = nextCronRun(expression, timeZone, run);
  }
  return runs;
}

/** Looks far enough ahead to see two runs of one day and the first of another. */
const runsLookedAt = 4;
/** Any will do: a time of the day is as far from the next one on every day of UTC. */
const somewhere = new Date("2026-01-01T00:00:00Z");
const farAway = new Date("2100-01-01T00:00:00Z");

const isCron = (expression: string) => {
  try {
    return expression.split(/\s+/).length === 5 && cronOf(expression, "UTC") !== undefined;
  } catch {
    return false;
  }
};

/** What is wrong with a cron expression of five fields whose runs must be an hour apart at least; undefined for nothing. */
export function cronDefect(expression: string): string | undefined {
  if (!isCron(expression)) return "must be a cron expression of five fields, such as 0 9 * * 1";
  const runs = cronRuns(expression, "UTC", { after: somewhere, until: farAway, most: runsLookedAt });
  if (runs.length === 0) return "must come at some time: there is no such date";
  const isTooOften = runs.some((run, at) => {
    const before = runs[at - 1];
    return before !== undefined && run.getTime() - before.getTime() < hour;
  });
  return isTooOften ? "must leave an hour between two times at least" : undefined;
}
