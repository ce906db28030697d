import type { Scope } from "@/lib/auth/scope";
import { systemProjectScope } from "@/lib/auth/system";
import { log } from "@/lib/log";
import { followClocks } from "@/lib/rules/clock/commands";
import { takeTurn } from "@/lib/rules/evaluation/commands";
import { nextDue } from "@/lib/rules/evaluation/queries";
import { recordFirings } from "@/lib/rules/firings/commands";
import { announceFirings } from "./announce";
import { inngest } from "./client";
import { rulesDue } from "./events";

/** Turns of one look; what is left is found by the next minute's run. */
const mostTurns = 200;
/** Projects that this process looks at at one time: each holds a connection while it does. */
const mostAtOnce = 3;
/** What is due sooner than the next minute's run comes is asked of the engine at its instant. */
const nearMs = 90_000;

const mostRetries = 3;
const retryMs = 500;

type Line = { isAsked: boolean; withClocks: boolean; told: Set<Promise<unknown>>; current: Promise<void> };
type Watch = {
  lines: Map<string, Line>;
  underWay: number;
  waiting: (() => void)[];
  asked: Map<string, number>;
};
declare global {
  var bellwireWatch: Watch | undefined;
}

function watch(): Watch {
  globalThis.bellwireWatch ??= { lines: new Map(), underWay: 0, waiting: [], asked: new Map() };
  return globalThis.bellwireWatch;
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const all = watch();
  if (all.underWay >= mostAtOnce) await new Promise<void>((resolve) => all.waiting.push(resolve));
  else all.underWay++;
  try {
    return await work();
  } finally {
    const next = all.waiting.shift();
    if (next) next();
    else all.underWay--;
  }
}

/** Asks the engine for what is due soon, at its instant, once. What is lost here is found by the next minute's run. */
async function askForNext(scope: Scope, now: Date): Promise<void> {
  const { organizationId, projectId } = scope;
  const at = (await nextDue(scope))?.getTime();
  if (at === undefined || at > now.getTime() + nearMs) return;
  const second = Math.ceil(Math.max(at, now.getTime()) / 1000) * 1000;
  const { asked } = watch();
  if (asked.get(projectId) === second) return;
  if (asked.size > 1_000) asked.clear();
  asked.set(projectId, second);
  try {
    await inngest.send(rulesDue.create({ organizationId, projectId }, { ts: second }));
  } catch (error) {
    log.warn({ error, projectId }, "rules.ask_failed");
  }
}

/** What a look at a project came to. */
type Looked = {
  /** How many firings were new. */
  fired: number;
  /** Ends when they are delivered, as far as this process does that; nobody else is kept waiting for it. */
  told: Promise<unknown>;
};

/**
 * Looks at everything of a project that waits: what changed, what is due, and (with clocks) rules that were changed and windows
 * that are over. Each turn is told as soon as it is over.
 */
export async function lookAtProject(
  { organizationId, projectId }: Pick<Scope, "organizationId" | "projectId">,
  { withClocks }: { withClocks: boolean },
): Promise<Looked> {
  const scope = systemProjectScope("rules", organizationId, projectId);
  const startedAt = performance.now();
  const told: Promise<void>[] = [];
  const tell = async () => {
    told.push(announceFirings(scope, await recordFirings(scope, new Date())));
  };
  let [looked, fired] = [0, 0];
  if (withClocks) fired += await followClocks(scope, new Date());
  for (let turn = 0; turn < mostTurns; turn++) {
    const done = await takeTurn(scope, new Date());
    looked += done.looked;
    fired += done.fired;
    if (done.fired > 0) await tell();
    if (!done.hasMore) break;
  }
  await tell();
  const ms = Math.round(performance.now() - startedAt);
  if (looked + fired > 0) log.info({ projectId, looked, fired, ms }, "rules.looked");
  await askForNext(scope, new Date());
  return { fired, told: Promise.allSettled(told) };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function workOff(scope: Scope, line: Line): Promise<void> {
  for (let failures = 0; line.isAsked; ) {
    const { withClocks } = line;
    Object.assign(line, { isAsked: false, withClocks: false });
    try {
      const { told } = await inTurn(() => lookAtProject(scope, { withClocks }));
      line.told.add(told);
      void told.finally(() => line.told.delete(told));
      failures = 0;
    } catch (error) {
      log.warn({ error, projectId: scope.projectId }, "rules.look_failed");
      // Another process may hold the project for long. The checks are there: at last the next minute's run looks at them.
      if (++failures > mostRetries) continue;
      Object.assign(line, { isAsked: true, withClocks: line.withClocks || withClocks });
      await pause(failures * retryMs);
    }
  }
}

async function untilTold(line: Line): Promise<void> {
  await line.current;
  await Promise.all(line.told);
}

function ask(scope: Scope, withClocks: boolean): Promise<void> {
  const { lines } = watch();
  const known = lines.get(scope.projectId);
  if (known) {
    known.isAsked = true;
    known.withClocks ||= withClocks;
    return untilTold(known);
  }
  const line: Line = { isAsked: true, withClocks, told: new Set(), current: Promise.resolve() };
  lines.set(scope.projectId, line);
  line.current = workOff(scope, line).finally(() => lines.delete(scope.projectId));
  return untilTold(line);
}

/**
 * Holds what changed against the rules that watch it, in this process and after the answer; what changes meanwhile shares the next
 * turn. @returns a promise for the work, to be kept alive after the answer; it never rejects.
 */
export const watchChanges = (scope: Scope): Promise<void> => ask(scope, false);

/** As `watchChanges`, after a rule was made, switched on or changed: what holds already is found at once. */
export const watchRules = (scope: Scope): Promise<void> => ask(scope, true);
