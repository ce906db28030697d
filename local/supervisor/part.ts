import { setTimeout as delay } from "node:timers/promises";

/** How a process ended: by itself (`code`) or by a signal. */
export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** A process that does the work of a part. `stop` asks it to finish and waits; `kill` does not ask. */
export type Process = { pid: number; exited: Promise<Exit>; stop(): Promise<void>; kill(): void };

/**
 * Starts the process of a part and settles when it does its work, or fails with a message for people.
 * `born` is called as soon as there is a process, before it is ready.
 */
export type Launch = (born: (process: Process) => void) => Promise<Process>;

/**
 * A part that is kept alive. `ready` settles when it does its work for the first time, or fails as its first
 * launch does. `pid` is 0 while it has no process.
 */
export type Part = { name: string; ready: Promise<void>; pid(): number; stop(): Promise<void>; kill(): void };

type Supervision = {
  name: string;
  launch: Launch;
  /** Tells people one line. */
  say(line: string): void;
  /** The part's pid has changed. */
  changed(): void;
  now?: () => number;
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

/** One that ends by itself this soon after it was ready will probably do so again. */
const SHORT_LIFE_MS = 5000;

/** How long to wait before the next try, after so many failures in a row: 0, 250, 500 ms … 8 s. */
export function backoff(failures: number): number {
  return failures <= 1 ? 0 : Math.min(8000, 250 * 2 ** (failures - 2));
}

/** Starts a part, and starts it again whenever it ends: at once, unless it keeps failing by itself. */
export function keepAlive(supervision: Supervision): Part {
  const { name, launch, changed } = supervision;
  const stopping = new AbortController();
  let current: Process | undefined;
  const own = (process: Process | undefined) => {
    current = process;
    changed();
  };
  const start = async () => {
    const started = await launch(own);
    if (stopping.signal.aborted) await started.stop();
    return started;
  };
  const first = start();
  const ended = first.then(
    (started) =>
      watch(started, { ...supervision, start, gone: () => own(undefined), stopping: stopping.signal }),
    () => own(undefined),
  );
  return {
    name,
    ready: first.then(() => undefined),
    pid: () => current?.pid ?? 0,
    kill: () => {
      stopping.abort();
      current?.kill();
    },
    stop: async () => {
      stopping.abort();
      await current?.stop();
      await ended;
    },
  };
}

type Watch = Supervision & { start: () => Promise<Process>; gone: () => void; stopping: AbortSignal };

async function watch(first: Process, watched: Watch): Promise<void> {
  const { name, say, gone, stopping, now = () => performance.now() } = watched;
  let failures = 0;
  for (let running: Process | undefined = first; running; running = await startAgain(failures, watched)) {
    const readyAt = now();
    const exit = await running.exited;
    gone();
    if (stopping.aborted) return;
    const failedByItself = exit.signal === null && now() - readyAt < SHORT_LIFE_MS;
    failures = failedByItself ? failures + 1 : 0;
    say(`${name} ended (${exit.signal ?? `exit code ${exit.code}`}); starting it again`);
  }
}

async function startAgain(failed: number, watched: Watch): Promise<Process | undefined> {
  const { name, say, start, gone, stopping, pause = pauseFor } = watched;
  for (let failures = failed; !stopping.aborted; failures++) {
    await pause(backoff(failures), stopping);
    if (stopping.aborted) return undefined;
    try {
      return await start();
    } catch (error) {
      gone();
      if (!stopping.aborted) say(`${name} does not start: ${error instanceof Error ? error.message : error}`);
    }
  }
  return undefined;
}

async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 0) await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
