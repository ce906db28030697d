import { readAnswer } from "./answer";
import type { AppClient } from "./app-client";
import type { AppLink } from "./app-link";
import { type CallItem, type ClaimedItem, isCall } from "./claimed-item";
import type { Database } from "./database";
import { errorText, type Logger } from "./logger";
import { matchEvent } from "./matcher";
import type { Pump } from "./pump";
import type { Registration } from "./registration";
import { requestBody } from "./request-body";
import { dueCron, dueDebounce } from "./spawn";
import { failed, MOST_LOST, type Moment, maxAttempts, poisoned, transition } from "./transition";
import type { Work } from "./work";

/** Acts on the items that a turn leased: calls the app, fires crons, wakes those who wait. */
export type Dispatcher = { take(item: ClaimedItem): void; calling(): number };

export function createDispatcher(parts: {
  sql: Database;
  client: AppClient;
  link: () => AppLink;
  pump: () => Pump;
  registration: Registration;
  now: () => number;
  callTimeoutMs: number;
  checkpoints: boolean;
  logger: Logger;
}): Dispatcher {
  let calling = 0;

  async function call(item: CallItem): Promise<Work> {
    const began = parts.now();
    const registry = parts.registration.current();
    const moment = (): Moment => ({ now: parts.now(), began, random: Math.random(), registry });
    if (item.lost >= MOST_LOST) return failed(item, poisoned("its engine or the app ended"), moment());
    const attempts = maxAttempts(registry, item.fn);
    const reply = await parts.client.send({
      method: "POST",
      query: `?fnId=${encodeURIComponent(item.fn)}&stepId=${encodeURIComponent(item.step ?? "step")}`,
      body: requestBody(item, attempts, parts.checkpoints),
      headers: callHeaders(item),
      timeoutMs: parts.callTimeoutMs,
    });
    const answer = readAnswer(reply, parts.now());
    if (answer.type === "undelivered") {
      parts.link().suspect(!answer.reached);
      parts.logger.warn({ run: item.run, reason: answer.reason }, "a call did not get through");
    }
    return transition(item, answer, moment());
  }

  async function act(item: ClaimedItem): Promise<Work> {
    if (isCall(item)) return await call(item);
    if (item.kind === "match") return await matchEvent(parts.sql, item);
    if (item.kind === "cron") return dueCron(item, parts.registration.current(), parts.now());
    return dueDebounce(item);
  }

  return {
    calling: () => calling,
    take: (item) => {
      calling += 1;
      void act(item)
        .catch((error: unknown): Work => {
          parts.logger.warn({ item: item.id, error: errorText(error) }, "an item could not be acted on");
          return {
            ops: [
              { op: "release", item: item.id, gen: item.gen, due: parts.now() + 1_000, lost: item.lost + 1 },
            ],
          };
        })
        .then((work) => {
          calling -= 1;
          return parts.pump().submit(work);
        })
        .catch((error: unknown) => giveUp(item, error));
    },
  };

  // The outcome itself cannot be stored; the next best thing is a failure that can.
  function giveUp(item: ClaimedItem, error: unknown): void {
    parts.logger.warn({ item: item.id, error: errorText(error) }, "an outcome could not be stored");
    const fence = { item: item.id, gen: item.gen, due: parts.now() + 1_000, lost: item.lost + 1 };
    void parts
      .pump()
      .submit({ ops: [{ op: "release", ...fence }] })
      .catch(() => undefined);
  }
}

function callHeaders(item: CallItem): Record<string, string> {
  return {
    "x-run-id": item.run,
    "x-request-id": `${item.id}.${item.gen}`,
    "x-inngest-job-id": String(item.id),
    "x-inngest-generation-id": String(item.gen),
    ...(item.step === null ? {} : { "x-inngest-step-id": item.step }),
  };
}
