import type { Scope } from "@/lib/auth/scope";
import { chunksOf } from "@/lib/chunks";
import { log } from "@/lib/log";
import { deliverAtOnce } from "./at-once";
import { inngest } from "./client";
import { eventsReceived } from "./events";
import { planBatch } from "./functions/fan-out";
import { noteCustomersLater } from "./note-customers";

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

async function planNext(line: Line): Promise<void> {
  const ids = line.pending.splice(0, batchSize);
  try {
    const { wakes } = await planBatch(line.scope, ids);
    const drain: Promise<void> = deliverAtOnce(wakes, new Date()).finally(() => line.drains.delete(drain));
    line.drains.add(drain);
    const note: Promise<void> = noteCustomersLater(line.scope, ids).finally(() => line.notes.delete(note));
    line.notes.add(note);
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
  if (eventIds.length === 0) return;
  globalThis.bellwireAnnouncements ??= new Map();
  const lines = globalThis.bellwireAnnouncements;
  const line = lines.get(scope.projectId) ?? {
    scope,
    pending: [],
    drains: new Set(),
    notes: new Set(),
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
}
