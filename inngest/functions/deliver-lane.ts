import { systemScope } from "@/lib/auth/system";
import { openTarget } from "@/lib/destinations/target";
import type { Outcome } from "@/lib/destinations/transport";
import { send } from "@/lib/destinations/transports";
import { beginDrain, type Claimed, claim, nextDue, planWake, record, withdraw } from "@/lib/lanes/commands";
import { claimSize, spacingMs } from "@/lib/lanes/pace";
import { settle } from "@/lib/lanes/settle";
import { log } from "@/lib/log";
import { parseMessage } from "@/lib/messages/message";
import { inngest } from "../client";
import { laneDue } from "../events";
import { wakeLanes } from "../wake";

const scope = systemScope("deliver-lane");

/** How long one run goes on before it hands over to the next, well inside what a serverless function may take. */
const budgetMs = 20_000;

async function attempt(claimed: Claimed): Promise<Outcome> {
  if (!claimed.destination) throw new Error("a claimed notification without a destination reached the transport");
  const target = openTarget(claimed.destination);
  if ("status" in target) return target;
  return send({ target, message: parseMessage(claimed.message), notificationId: claimed.id });
}

function refusalOf({ destination }: Claimed): { code: string; text: string } | undefined {
  if (!destination) return { code: "destination_deleted", text: "The destination was deleted before this could be sent." };
  if (!destination.enabled) return { code: "destination_disabled", text: "The destination was switched off before this could be sent." };
  return undefined;
}

/** Sends one claimed notification and writes down what became of it. */
async function deliver(lane: string, claimed: Claimed): Promise<Date | null> {
  const refusal = refusalOf(claimed);
  if (refusal) {
    await withdraw(scope, claimed, refusal);
    return nextDue(scope, lane);
  }
  const startedAt = new Date();
  const outcome = await attempt(claimed).catch((error: unknown): Outcome => {
    log.error({ error, notificationId: claimed.id }, "delivery.threw");
    return { status: "rejected", code: "internal_error", scope: "ours", detail: "Composing or sending this failed on our side." };
  });
  const endedAt = new Date();
  const settlement = settle(outcome, { failures: claimed.failures, createdAt: claimed.createdAt, now: endedAt, jitter: Math.random() });
  const paced = new Date(endedAt.getTime() + spacingMs(lane));
  const nextAt = settlement.laneNotBefore && settlement.laneNotBefore > paced ? settlement.laneNotBefore : paced;
  const due = await record(scope, { lane, claimed, settlement, startedAt, endedAt, nextAt });
  log.info(
    {
      lane,
      projectId: claimed.projectId,
      notificationId: claimed.id,
      attempt: claimed.attempt,
      outcome: settlement.outcome,
      state: settlement.state,
      code: settlement.code,
      ms: endedAt.getTime() - startedAt.getTime(),
    },
    "delivery.attempted",
  );
  return due;
}

/**
 * The one door out. Drains one lane: claim in order, send, record, pace, repeat. One run a lane at a time; a lane that must
 * wait is left and asked for again at its instant, so that a pause holds no slot of the engine.
 */
export const deliverLane = inngest.createFunction(
  { id: "deliver-lane", triggers: [laneDue], retries: 5, concurrency: [{ key: "event.data.lane", limit: 1 }] },
  async ({ event }) => {
    const { lane } = event.data;
    const stopAt = Date.now() + budgetMs;
    let sent = 0;
    let due: Date | null = await beginDrain(scope, lane);
    while (due === null || due.getTime() <= Date.now()) {
      const batch = await claim(scope, lane, claimSize(lane));
      if (batch.length === 0) {
        due = await nextDue(scope, lane);
        break;
      }
      for (const claimed of batch) due = await deliver(lane, claimed);
      sent += batch.length;
      if (due === null || Date.now() > stopAt) break;
    }
    if (due) {
      const now = new Date();
      const at = due > now ? due : now;
      await planWake(scope, { lane, at });
      await wakeLanes([{ lane, at }], now);
    }
    return { sent };
  },
);
