import { setTimeout as pause } from "node:timers/promises";
import type { AppClient } from "./app-client";
import { canonical, isObject, parseJson } from "./json";
import { errorText, type Logger } from "./logger";

/** The state of the app as the engine sees it. `problem` is what the last sync failed with. */
export type LinkState = { up: boolean; problem: string | null };

/**
 * Watches the app: a signed in-band sync every few seconds while it is up, many times a second while it is not, so
 * that a restarted app is called again at once and a new build's functions are known.
 */
export type AppLink = {
  state(): LinkState;
  /** Something went wrong with a call: looks at the app at once; `refused` means it is certainly not there. */
  suspect(refused: boolean): void;
  start(): void;
  stop(): void;
};

const EVERY_MS = 2_000;
const RETRY_MS = 100;
const SYNC_TIMEOUT_MS = 30_000;

export function watchApp(parts: {
  client: AppClient;
  appUrl: string;
  register: (configs: unknown[]) => Promise<void>;
  onUp: () => void;
  logger: Logger;
}): AppLink {
  const state: LinkState = { up: false, problem: null };
  let wake = new AbortController();
  let stopped = false;

  async function watch(): Promise<void> {
    while (!stopped) {
      const problem = await sync(parts).catch(errorText);
      if (stopped) return;
      note(problem);
      await pause(problem === null ? EVERY_MS : RETRY_MS, undefined, { signal: wake.signal }).catch(
        () => undefined,
      );
      if (wake.signal.aborted) wake = new AbortController();
    }
  }

  function note(problem: string | null): void {
    if (problem !== null && problem !== state.problem) {
      parts.logger.warn({ problem }, "the app cannot be synced");
    }
    const cameUp = problem === null && !state.up;
    state.up = problem === null;
    state.problem = problem;
    if (cameUp) parts.onUp();
  }

  return {
    state: () => state,
    start: () => void watch(),
    suspect: (refused) => {
      if (refused) state.up = false;
      wake.abort();
    },
    stop: () => {
      stopped = true;
      wake.abort();
    },
  };
}

async function sync(parts: {
  client: AppClient;
  appUrl: string;
  register: (configs: unknown[]) => Promise<void>;
}): Promise<string | null> {
  const reply = await parts.client.send({
    method: "PUT",
    query: "",
    body: canonical({ url: parts.appUrl }),
    headers: { "x-inngest-sync-kind": "in_band" },
    timeoutMs: SYNC_TIMEOUT_MS,
  });
  if (reply.type !== "answered") return reply.reason;
  const body = parseJson(reply.body);
  if (reply.status === 401) return "the app refused the signature: its signing key is another one";
  if (reply.status !== 200 || !isObject(body) || !Array.isArray(body.functions)) {
    return `the app answered the sync with ${reply.status}`;
  }
  await parts.register(body.functions);
  return null;
}
