import { vi } from "vitest";
import type { JsonObject } from "@/local/slack/world/json";
import { signedBySlack } from "./press";

const later: Promise<unknown>[] = [];

/** Keeps what a route goes on with after its answer, for a test to wait for. Call it before the route is imported. */
export function keepAfter(): void {
  vi.doMock("next/server", async (original) => ({
    ...(await original<object>()),
    after: (work: Promise<unknown> | (() => Promise<unknown>)) =>
      later.push(typeof work === "function" ? work() : work),
  }));
}

/** Everything that routes do after their answers. */
export async function settle(): Promise<void> {
  while (later.length > 0) await Promise.all(later.splice(0));
}

/** Sends payloads at once, as Slack would, and waits until all is done. */
export async function sendAll(
  post: (request: Request) => Promise<Response>,
  payloads: readonly JsonObject[],
): Promise<Response[]> {
  const answers = await Promise.all(payloads.map((payload) => post(signedBySlack(payload))));
  await settle();
  return answers;
}
