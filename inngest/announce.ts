import type { Scope } from "@/lib/auth/scope";
import { chunksOf } from "@/lib/chunks";
import { log } from "@/lib/log";
import { deliverAtOnce } from "./at-once";
import { inngest } from "./client";
import { eventsReceived } from "./events";
import { planBatch } from "./functions/fan-out";
import { noteCustomersLater } from "./note-customers";
import { watchChanges } from "./watch";

/** Events that are planned in one statement. */
const batchSize = 200;
/** Beyond so many waiting ids this process is behind: the engine gets them, which another process may serve. */
const mostWaiting = 5_000;
const idsPerEvent = 500;

type Line = {
  scope: Scope;
  pending: string[];
  drains: Set<Promise<void>>;
  notes: Set<Promise<void>>;
  watches: Set<Promise<void>>;
  current: Promise<void> | null;
};
declare global {
  var bellwireAnnouncements: Map<string, Line> | undefined;
}

/** Hands committed events to the engine. If that fails too, relay-events finds the rows: they are undecided. */
async function handOver({ organizationId, projectId }: Scope, eventIds: readonly string[]): Promise<void> {
  try {
    await inngest.send(
      chunksOf(eventIds, idsPerEvent).map((chunk) =>
        eventsReceived.create({ organizationId, projectId, eventIds: chunk }),
      ),
    );
  } catch (error) {
    log.warn({ error, projectId, count: eventIds.length }, "events.announce_failed");
  }
}

/** Keeps work in sight until it is done. */
function follow(under: Set<Promise<void>>, work: Promise<void>): Promise<void> {
  const followed: Promise<void> = work.finally(() => under.delete(followed));
  under.add(followed);
  return followed;
}

async function planNext(line: Line): Promise<void> {
  const { scope } = line;
  const ids = line.pending.splice(0, batchSize);
  try {
    const { wakes, hasRules } = await planBatch(scope, ids);
    follow(line.drains, deliverAtOnce(wakes, new Date()));
    const note = follow(line.notes, noteCustomersLater(scope, ids));
    // Rules look at what events count for and, once it is noted, at what they say of their customers.
    if (hasRules)
      for (const known of [Promise.resolve(), note])
        follow(
          line.watches,
          known.then(() => watchChanges(scope)),
        );
  } catch (error) {
    log.warn({ error, projectId: line.scope.projectId, count: ids.length }, "events.plan_failed");
    await handOver(line.scope, ids);
  }
}

async function workOff(line: Line): Promise<void> {
  while (line.pending.length > 0) {
    const excess = line.pending.length - mostWaiting;
    if (excess > 0) await handOver(line.scope, line.pending.splice(mostWaiting, excess));
    await planNext(line);
  }
}

/**
 * Goes on with committed events in this process: decides, plans, and delivers what is due, one batch a project at a time;
 * ids that come in meanwhile share the next batch. What fails or is too much goes the durable way through the engine.
 * @returns a promise for the work, to be kept alive after the answer; it never rejects.
 */
export async function announceEvents(scope: Scope, eventIds: readonly string[]): Promise<void> {
  const line = await goOnWith(scope, eventIds);
  await Promise.all(line?.watches ?? []);
}

/** As `announceEvents`, for what rules have to tell: it does not wait for the rules that are looked at because of it. */
export async function announceFirings(scope: Scope, eventIds: readonly string[]): Promise<void> {
  await goOnWith(scope, eventIds);
}

async function goOnWith(scope: Scope, eventIds: readonly string[]): Promise<Line | undefined> {
  if (eventIds.length === 0) return undefined;
  globalThis.bellwireAnnouncements ??= new Map();
  const lines = globalThis.bellwireAnnouncements;
  const line = lines.get(scope.projectId) ?? {
    scope,
    pending: [],
    drains: new Set(),
    notes: new Set(),
    watches: new Set(),
    current: null,
  };
  lines.set(scope.projectId, line);
  line.pending.push(...eventIds);
  line.current ??= workOff(line).finally(() => {
    line.current = null;
    lines.delete(scope.projectId);
  });
  await line.current;
  await Promise.all([...line.drains, ...line.notes]);
  return line;
}
