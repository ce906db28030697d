import { setTimeout as pause } from "node:timers/promises";
import type { ClaimedItem } from "./claimed-item";
import { isTransient } from "./database";
import { errorText, type Logger } from "./logger";
import type { Turn, TurnAnswer } from "./turn";
import type { Work } from "./work";

/**
 * The one writer of an engine. Work that arrives while a turn is in flight goes together into the next one (group
 * commit); between turns the pump sleeps until the next instant that something is due.
 */
export type Pump = {
  /** Resolves with false when the lease that the work speaks for is gone; rejects when the work cannot be stored. */
  submit(work: Work, signal?: AbortSignal): Promise<boolean>;
  /** Takes a turn now. */
  kick(): void;
  /** Whether the last turn reached the database. */
  connected(): boolean;
  /** Takes no more items; resolves when all that is in hand is stored, or after `limitMs`. */
  drain(limitMs: number): Promise<void>;
};

/** What the pump stands on. `room`: how many items can be taken now. `keep` runs once a second, between turns. */
export type PumpParts = {
  turn: Turn;
  now: () => number;
  room: () => number;
  onClaimed: (item: ClaimedItem) => void;
  onSaturated: () => void;
  keep: (held: ReadonlySet<number>, afterFailure: boolean) => Promise<void>;
  logger: Logger;
};

type Job = {
  work: Work;
  signal: AbortSignal | undefined;
  resolve: (applied: boolean) => void;
  reject: (error: unknown) => void;
};

/** `held` are the items leased to this engine and not yet reported on. An `ended` pump takes no turn any more. */
type State = {
  queue: Job[];
  held: Set<number>;
  phase: "asleep" | "called" | "turning" | "ended";
  again: boolean;
  stopping: boolean;
  failures: number;
  keepAt: number;
  timer: NodeJS.Timeout | undefined;
};

const MOST_STARTS = 1_000;
const KEEP_EVERY_MS = 1_000;
const NOTHING: TurnAnswer = { stale: new Set(), claimed: [], next: null, more: true };

/** A pump at rest: the first kick or piece of work sets it going. */
export function createPump(parts: PumpParts): Pump {
  const state: State = {
    queue: [],
    held: new Set(),
    phase: "asleep",
    again: false,
    stopping: false,
    failures: 0,
    keepAt: 0,
    timer: undefined,
  };
  return {
    submit: (work, signal) =>
      new Promise((resolve, reject) => {
        state.queue.push({ work, signal, resolve, reject });
        kick(parts, state);
      }),
    kick: () => kick(parts, state),
    connected: () => state.failures === 0,
    drain: async (limitMs) => {
      state.stopping = true;
      const until = performance.now() + limitMs;
      const inHand = () => state.phase === "turning" || state.queue.length > 0 || state.held.size > 0;
      while (inHand() && performance.now() < until) await pause(5);
      state.phase = "ended";
      clearTimeout(state.timer);
    },
  };
}

function kick(parts: PumpParts, state: State): void {
  if (state.phase !== "asleep") {
    state.again = true;
    return;
  }
  state.phase = "called";
  clearTimeout(state.timer);
  // After the events that are ready now: what they bring goes into the same turn.
  setImmediate(() => void cycle(parts, state));
}

async function cycle(parts: PumpParts, state: State): Promise<void> {
  if (ended(state)) return;
  state.phase = "turning";
  state.again = false;
  const jobs = takeJobs(state.queue);
  let next: number | null = null;
  try {
    await housekeep(parts, state);
    const answer = await settle(parts, state, jobs);
    if (state.failures > 0) parts.logger.info({ failures: state.failures }, "the database answers again");
    state.failures = 0;
    state.again ||= answer.more;
    next = answer.next;
  } catch (error) {
    state.queue.unshift(...jobs);
    state.failures += 1;
    state.again = true;
    if (state.failures === 1) parts.logger.warn({ error: errorText(error) }, "the database does not answer");
    await pause(Math.min(25 * 2 ** state.failures, 1_000));
  }
  if (ended(state)) return;
  state.phase = "asleep";
  if (state.queue.length > 0 || state.again) kick(parts, state);
  else sleepUntil(parts, state, next);
}

function ended(state: State): boolean {
  return state.phase === "ended";
}

// Only a lost connection stops the turns; whatever else is wrong with housekeeping, runs go on.
async function housekeep(parts: PumpParts, state: State): Promise<void> {
  if (performance.now() < state.keepAt && state.failures === 0) return;
  try {
    await parts.keep(state.held, state.failures > 0);
  } catch (error) {
    if (isTransient(error)) throw error;
    parts.logger.warn({ error: errorText(error) }, "housekeeping failed");
  }
  state.keepAt = performance.now() + KEEP_EVERY_MS;
}

/** Takes a turn with the jobs and tells them; empties `jobs` of those that were told otherwise. */
async function settle(parts: PumpParts, state: State, jobs: Job[]): Promise<TurnAnswer> {
  const room = state.stopping ? 0 : parts.room();
  const works = jobs.map((job) => job.work);
  const answer = await parts.turn(works, room).catch((error: unknown) => {
    if (isTransient(error)) throw error;
    return isolate(parts, state, jobs, error);
  });
  for (const [index, job] of jobs.entries()) {
    letGo(job.work, state.held);
    job.resolve(!answer.stale.has(index));
  }
  for (const item of answer.claimed) state.held.add(item.id);
  if (room > 0 && answer.claimed.length >= room) parts.onSaturated();
  for (const item of answer.claimed) parts.onClaimed(item);
  return answer;
}

// One job that Postgres refuses must not take the others with it.
async function isolate(parts: PumpParts, state: State, jobs: Job[], error: unknown): Promise<TurnAnswer> {
  const [first, second] = jobs;
  if (first === undefined) throw error;
  if (second === undefined) {
    parts.logger.warn({ error: errorText(error) }, "a change was refused by the database");
    jobs.length = 0;
    first.reject(error);
    return NOTHING;
  }
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
    try {
      await settle(parts, state, [job]);
    } catch (failure) {
      jobs.unshift(job);
      throw failure;
    }
  }
  return NOTHING;
}

function sleepUntil(parts: PumpParts, state: State, next: number | null): void {
  const untilKeep = state.keepAt - performance.now();
  const untilNext = next === null ? untilKeep : next - parts.now();
  state.timer = setTimeout(() => kick(parts, state), Math.max(0, Math.min(untilKeep, untilNext)));
}

function takeJobs(queue: Job[]): Job[] {
  let starts = 0;
  const jobs: Job[] = [];
  while (starts <= MOST_STARTS) {
    const job = queue.shift();
    if (job === undefined) break;
    if (job.signal?.aborted) job.reject(job.signal.reason);
    else jobs.push(job);
    starts += 1 + (job.work.starts?.length ?? 0);
  }
  return jobs;
}

function letGo(work: Work, held: Set<number>): void {
  if (work.end) held.delete(work.end.item);
  for (const op of work.ops ?? []) if (op.op !== "checkpoint") held.delete(op.item);
}
