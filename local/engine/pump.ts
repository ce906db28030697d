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
  /** The items in hand: leased and not yet reported on. */
  held(): ReadonlySet<number>;
  /** Whether the last turn reached the database. */
  connected(): boolean;
  /** Takes no more items; resolves when everything submitted is stored or `deadline` (ms) has passed. */
  drain(deadline: number): Promise<void>;
};

type Job = {
  work: Work;
  signal: AbortSignal | undefined;
  resolve: (applied: boolean) => void;
  reject: (error: unknown) => void;
};

const MOST_STARTS = 1_000;
const LONGEST_SLEEP = 60_000;

/** What the pump stands on. `room` says how many items can be taken now; `keep` runs once a second between turns. */
export type PumpParts = {
  turn: Turn;
  now: () => number;
  room: () => number;
  onClaimed: (item: ClaimedItem) => void;
  onSaturated: () => void;
  keep: (held: ReadonlySet<number>, afterFailure: boolean) => Promise<void>;
  logger: Logger;
};

export function createPump(parts: PumpParts): Pump {
  const queue: Job[] = [];
  const held = new Set<number>();
  let busy = false;
  let scheduled = false;
  let stopping = false;
  let failures = 0;
  let keepAt = 0;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  function kick(): void {
    if (busy || scheduled) {
      again = true;
      return;
    }
    scheduled = true;
    setImmediate(() => void cycle());
  }

  async function cycle(): Promise<void> {
    scheduled = false;
    busy = true;
    again = false;
    clearTimeout(timer);
    let next: number | null = null;
    const jobs = takeJobs(queue);
    try {
      if (performance.now() >= keepAt || failures > 0) {
        await parts.keep(held, failures > 0).catch(passOnTransient);
        keepAt = performance.now() + 1_000;
      }
      const answer = await settle(jobs);
      if (failures > 0) parts.logger.info({ failures }, "the database answers again");
      failures = 0;
      again ||= answer.more;
      next = answer.next;
    } catch (error) {
      queue.unshift(...jobs);
      failures += 1;
      if (failures === 1) parts.logger.warn({ error: errorText(error) }, "the database does not answer");
      await pause(Math.min(25 * 2 ** failures, 1_000));
      again = true;
    }
    busy = false;
    if (queue.length > 0 || again) kick();
    else sleepUntil(next);
  }

  // Only a lost connection stops the turns; whatever else is wrong with housekeeping, runs go on.
  function passOnTransient(error: unknown): void {
    if (isTransient(error)) throw error;
    parts.logger.warn({ error: errorText(error) }, "housekeeping failed");
  }

  async function settle(jobs: Job[]): Promise<TurnAnswer> {
    const room = stopping ? 0 : parts.room();
    let answer: TurnAnswer;
    try {
      answer = await parts.turn(
        jobs.map((job) => job.work),
        room,
      );
    } catch (error) {
      if (isTransient(error)) throw error;
      return await isolate(jobs, error);
    }
    for (const [index, job] of jobs.entries()) {
      release(job.work, held);
      job.resolve(!answer.stale.has(index));
    }
    for (const item of answer.claimed) held.add(item.id);
    if (room > 0 && answer.claimed.length >= room) parts.onSaturated();
    for (const item of answer.claimed) parts.onClaimed(item);
    return answer;
  }

  // One job that Postgres refuses must not take the others with it.
  async function isolate(jobs: Job[], error: unknown): Promise<TurnAnswer> {
    const [only, ...others] = jobs;
    if (only === undefined) throw error;
    if (others.length === 0) {
      parts.logger.warn({ error: errorText(error) }, "a change was refused by the database");
      jobs.length = 0;
      only.reject(error);
      return { stale: new Set(), claimed: [], next: parts.now() + 100, more: false };
    }
    let answer: TurnAnswer = { stale: new Set(), claimed: [], next: null, more: true };
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      try {
        answer = await settle([job]);
      } catch (failure) {
        jobs.unshift(job);
        throw failure;
      }
    }
    return answer;
  }

  function sleepUntil(next: number | null): void {
    const due = next === null ? LONGEST_SLEEP : Math.max(next - parts.now(), 0);
    const untilKeep = Math.max(keepAt - performance.now(), 0);
    timer = setTimeout(kick, Math.min(due, untilKeep, LONGEST_SLEEP));
  }

  return {
    submit: (work, signal) =>
      new Promise((resolve, reject) => {
        queue.push({ work, signal, resolve, reject });
        kick();
      }),
    kick,
    held: () => held,
    connected: () => failures === 0,
    drain: async (deadline) => {
      stopping = true;
      const until = performance.now() + deadline;
      while ((busy || queue.length > 0 || held.size > 0) && performance.now() < until) await pause(5);
      clearTimeout(timer);
    },
  };
}

function takeJobs(queue: Job[]): Job[] {
  let starts = 0;
  const count = queue.findIndex((job) => {
    starts += 1 + (job.work.starts?.length ?? 0);
    return starts > MOST_STARTS;
  });
  const taken = queue.splice(0, count <= 0 ? (count === 0 ? 1 : queue.length) : count);
  const wanted: Job[] = [];
  for (const job of taken) {
    if (job.signal?.aborted) job.reject(job.signal.reason);
    else wanted.push(job);
  }
  return wanted;
}

function release(work: Work, held: Set<number>): void {
  if (work.end) held.delete(work.end.item);
  for (const op of work.ops ?? []) if (op.op !== "checkpoint") held.delete(op.item);
}
