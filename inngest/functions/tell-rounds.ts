import { systemProjectScope, systemScope } from "@/lib/auth/system";
import { newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import { log } from "@/lib/log";
import { beginCatchUp, beginDigest, settleForsaken, settleRounds } from "@/lib/rounds/commands";
import {
  type DueDigest,
  type DueHours,
  listDueDigests,
  listDueHours,
  listUnplanned,
} from "@/lib/rounds/queries";
import { tellNow } from "@/lib/rounds/release/commands";
import { nextRun, windowEndingAt } from "@/lib/schedule/cadence";
import { inngest } from "../client";
import { planRound } from "../plan-round";
import { wakeLanes } from "../wake";

const job = "tell-rounds";
const scope = systemScope(job);
const atOnce = 200;

/** The window that is told now: up to the last time that has come, so that hours without a process end in one digest and not in many. */
function windowOf({ cadence, timeZone, nextAt, toldUntil }: DueDigest, now: Date) {
  let end = nextAt;
  let following = nextRun(cadence, timeZone, end);
  while (following <= now) {
    end = following;
    following = nextRun(cadence, timeZone, end);
  }
  const usual = windowEndingAt(cadence, timeZone, nextAt).start;
  const start = toldUntil && toldUntil < end ? toldUntil : usual;
  return { start, end, following };
}

async function begin(due: DueDigest, now: Date): Promise<boolean> {
  const { start, end, following } = windowOf(due, now);
  const { projectId, digestId, name, template, destinationId, timeZone, nextAt } = due;
  const round = {
    ...{ projectId, name, template, destinationId, timeZone },
    id: newId("notification", now.getTime()),
    key: `digest|${digestId}|${end.toISOString()}`,
    windowStart: start,
    windowEnd: end,
  };
  const taken = await beginDigest(scope, round, { digestId, dueAt: nextAt, nextAt: following });
  if (taken !== null) log.info({ projectId, digestId, windowEnd: end, taken }, "digests.begun");
  return taken !== null;
}

/** One held message goes out as it is; several are told together, as things stand by now. */
async function release(due: DueHours, now: Date): Promise<Wake[]> {
  const { organizationId, projectId, destinationId, timeZone, firstId, count, isApart, since, until } = due;
  if (count === 1 || isApart)
    return tellNow(systemProjectScope(job, organizationId, projectId), { destinationId, until });
  await beginCatchUp(scope, {
    ...{ projectId, destinationId, timeZone },
    id: newId("notification", now.getTime()),
    key: `hours|${destinationId}|${until.toISOString()}|${firstId}`,
    name: "Catch-up",
    template: "catch_up",
    windowStart: since,
    windowEnd: until,
  });
  return [];
}

/**
 * Begins the rounds whose hour has come, plans their messages, and gives those they tell the end that their message had. What a
 * process left half done, by dying between two of these, is found and finished here: each of them may be done twice.
 * @returns how many rounds were planned.
 */
export async function tellRounds(now: Date): Promise<number> {
  for (const due of await listDueDigests(scope, now, atOnce)) await begin(due, now);
  const wakes: Wake[] = [];
  for (const due of await listDueHours(scope, now, atOnce)) wakes.push(...(await release(due, now)));
  const open = await listUnplanned(scope, atOnce);
  for (const round of open) {
    try {
      wakes.push(...(await planRound(round, now)));
    } catch (error) {
      // One that cannot be composed keeps no other waiting; it is tried again in a minute.
      log.error({ error, projectId: round.projectId, roundId: round.id }, "rounds.not_planned");
    }
  }
  await wakeLanes(wakes, new Date());
  await settleRounds(scope);
  await settleForsaken(scope);
  return open.length;
}

/** One tick for every tenant and zone: which are due stands in Postgres. */
export const tellRoundsEveryMinute = inngest.createFunction(
  { id: "tell-rounds", triggers: [{ cron: "* * * * *" }], retries: 2 },
  () => tellRounds(new Date()),
);
