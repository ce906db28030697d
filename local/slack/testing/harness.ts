import { type Logger, LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";
import { onTestFinished } from "vitest";
import { demoBotToken } from "@/local/slack/demo-world";
import { type SimulatorOptions, type SlackSimulator, startSlackSimulator } from "@/local/slack/simulator";

/** A simulator for one test, with a clock that stands still until the test moves it. */
export interface Bench extends SlackSimulator {
  /** The published SDK, as Bellwire sets it up. */
  client(token?: string, options?: WebClientOptions): WebClient;
  /** Asks the control plane for something. */
  read(path: string): Promise<unknown>;
  /** Tells the control plane something; resolves to its answer. */
  tell(path: string, body?: unknown): Promise<Record<string, unknown>>;
}

export const benchStart = Date.UTC(2026, 10, 21, 9, 0, 0);

/** A logger for SDKs whose complaints are what a test is about. */
export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** Starts a simulator that is stopped when the test ends. */
export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
  const simulator = await startSlackSimulator({ now: () => benchStart, ...options });
  onTestFinished(() => simulator.stop());
  const { url } = simulator;
  return {
    ...simulator,
    client(token = demoBotToken, more = {}) {
      return new WebClient(token, {
        slackApiUrl: `${url}/api/`,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: 5_000,
        maxRequestConcurrency: 10,
        allowAbsoluteUrls: false,
        logger: silentLogger,
        ...more,
      });
    },
    read: async (path) => (await fetch(`${url}/__sim/${path}`)).json(),
    async tell(path, body = {}) {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${url}/__sim/${path}`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      const told: Record<string, unknown> = await answer.json();
      return told;
    },
  };
}

/** What a refused call of the SDK throws, as a plain object; fails when the call was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (typeof error !== "object" || error === null || !("data" in error)) {
    throw new Error(`expected a refusal by Slack, got ${String(error)}`);
  }
  const { data } = error;
  return typeof data === "object" && data !== null ? { ...data } : {};
}

/** The word with which Slack refuses a call. */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return (await refusalOf(call)).error;
}

/** What a call throws, whatever it is. */
export async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error("the call did not fail");
    },
    (reason: unknown) => reason,
  );
}
