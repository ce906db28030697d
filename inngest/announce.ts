import { setTimeout as pause } from "node:timers/promises";
import type { Scope } from "@/lib/auth/scope";
import { log } from "@/lib/log";
import { inngest } from "./client";
import { eventsReceived } from "./events";

const idsPerEvent = 500;
const maxPending = 100_000;

/**
 * When events come faster than they are announced, each announcement waits this long for company: a run of fan-out costs
 * about the same for one event as for fifty, and what it takes is taken from accepting. A lone event never waits.
 */
const pressurePauseMs = 15;

type Line = { scope: Scope; pending: string[]; current: Promise<void> | null };
declare global {
  var bellwireAnnouncements: Map<string, Line> | undefined;
}

async function sendAll(line: Line): Promise<void> {
  while (line.pending.length > 0) {
    const { organizationId, projectId } = line.scope;
    const eventIds = line.pending.splice(0, idsPerEvent);
    const isPressed = eventIds.length > 1;
    try {
      await inngest.send(eventsReceived.create({ organizationId, projectId, eventIds }));
    } catch (error) {
      // The rows are committed and undecided: relay-events finds them. Holding on to the ids would only cost memory.
      log.warn({ error, projectId, count: eventIds.length }, "events.announce_failed");
    }
    if (isPressed) await pause(pressurePauseMs);
  }
}

/**
 * Says that committed events wait for a decision. Ids that come in while a send is under way share the next one.
 * @returns a promise for the send, to be kept alive after the answer; it never rejects.
 */
export function announceEvents(scope: Scope, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return Promise.resolve();
  globalThis.bellwireAnnouncements ??= new Map();
  const lines = globalThis.bellwireAnnouncements;
  const line = lines.get(scope.projectId) ?? { scope, pending: [], current: null };
  lines.set(scope.projectId, line);
  if (line.pending.length + eventIds.length <= maxPending) line.pending.push(...eventIds);
  line.current ??= sendAll(line).finally(() => {
    line.current = null;
    if (line.pending.length === 0) lines.delete(scope.projectId);
  });
  return line.current;
}
