import { systemScope } from "@/lib/auth/system";
import { recordCase } from "@/lib/cases/delivery/commands";
import type { Outcome } from "@/lib/destinations/transport";
import { send } from "@/lib/destinations/transports";
import { env } from "@/lib/env";
import { backlogOf, claimFold, type Folded, putFoldAside, recordFold } from "@/lib/folds/commands";
import { composeFold } from "@/lib/folds/message";
import { type LaneMood, nextMove } from "@/lib/folds/move";
import type { Claimed, ClaimedDestination } from "@/lib/lanes/claim-row";
import { beginDrain, claim, nextDue, planWake, putAside, record, type Wake } from "@/lib/lanes/commands";
import { claimSize, isSideBySide, leaseSeconds, spacingMs } from "@/lib/lanes/pace";
import { type Settlement, settle } from "@/lib/lanes/settle";
import { log } from "@/lib/log";
import { parseMessage } from "@/lib/messages/message";
import { wakeSignalled } from "@/lib/webhooks/signals/commands";
import { inngest } from "../client";
import { endRound } from "../end-round";
import { lanesDue } from "../events";
import { type Round, roundOf } from "../mailing";
import { noteHealth } from "../note-health";
import { sideBySide } from "../side-by-side";
import { openTale, type Saying } from "../tell-case";
import { transmit } from "../transmit";
import { wakeLanes } from "../wake";

const scope = systemScope("deliver-lane");

/** How long one run goes on before it hands over to the next, well inside what a serverless function may take. */
const budgetMs = 20_000;
/** A batch is left when what remains of its lease would not cover another attempt of ten seconds. */
const batchMs = (leaseSeconds - 11) * 1_000;

type Sendable = {
  id: string;
  projectId: string;
  failures: number;
  ambiguousFailures: number;
  createdAt: Date;
  isTest: boolean;
  destination: ClaimedDestination;
  /** Of a mail: the mailboxes that it goes to. */
  round?: Round | undefined;
};
type Sent = { outcome: Outcome; settlement: Settlement; startedAt: Date; endedAt: Date; nextAt: Date };

/** An edit that was asked for, with no message left to make it in. */
const nothingToSay: Outcome = { status: "rejected", code: "case_message_gone", scope: "message" };

/** One try: sends, and decides what follows. Writes nothing but what it learns of the destination's health. */
async function attempt(lane: string, item: Sendable, say: () => Saying | null): Promise<Sent> {
  const startedAt = new Date();
  const outcome = await (async () => {
    const saying = say();
    return saying ? transmit(send, item, saying) : nothingToSay;
  })().catch((error: unknown): Outcome => {
    log.error({ error, notificationId: item.id }, "delivery.threw");
    return { status: "rejected", code: "internal_error", scope: "ours" };
  });
  const endedAt = new Date();
  const { failures, ambiguousFailures, createdAt, isTest, destination } = item;
  const settlement = settle(outcome, {
    failures,
    ambiguousFailures,
    createdAt,
    now: endedAt,
    jitter: Math.random(),
    isTest,
    suspicion: destination.suspicion,
    kind: destination.kind,
  });
  if (outcome.status === "retry" && outcome.unknown && settlement.state === "failed") {
    log.error(
      { code: outcome.code, detail: outcome.detail, notificationId: item.id },
      "delivery.unmapped_answer",
    );
  }
  const paced = new Date(endedAt.getTime() + spacingMs(lane));
  const { laneNotBefore } = settlement;
  return {
    outcome,
    settlement,
    startedAt,
    endedAt,
    nextAt: laneNotBefore && laneNotBefore > paced ? laneNotBefore : paced,
  };
}

function logLine(lane: string, item: Sendable, { settlement, startedAt, endedAt }: Sent, more: object): void {
  const { outcome, state, code } = settlement;
  const ms = endedAt.getTime() - startedAt.getTime();
  log.info(
    { lane, projectId: item.projectId, notificationId: item.id, outcome, state, code, ms, ...more },
    "delivery.attempted",
  );
}

type Aside = { state: "suppressed" | "held"; reason: { code: string; text: string } };

/** Why something claimed is not even tried, if so. */
function asideOf(destination: ClaimedDestination | null, isTest: boolean): Aside | undefined {
  if (!destination) {
    return {
      state: "suppressed",
      reason: { code: "destination_deleted", text: "The destination was deleted before this could be sent." },
    };
  }
  if (!destination.enabled && !isTest) {
    return {
      state: "suppressed",
      reason: {
        code: "destination_disabled",
        text: "The destination was switched off before this could be sent.",
      },
    };
  }
  if (destination.isBroken && !isTest) {
    return {
      state: "held",
      reason: {
        code: "destination_broken",
        text: "The destination was found broken, so this is held until it is mended.",
      },
    };
  }
  return undefined;
}

/** Nobody wants it: it is suppressed, with the reason. */
async function leaveOut(
  lane: string,
  told: readonly Claimed[],
  reason: Aside["reason"],
): Promise<Date | null> {
  await putAside(scope, told, "suppressed", reason);
  return nextDue(scope, lane);
}

/** Sends one claimed notification and writes down what became of it. @returns when the lane has more to do. */
async function deliver(lane: string, claimed: Claimed): Promise<Date | null> {
  const { destination } = claimed;
  const isTest = claimed.kind === "test";
  const aside = asideOf(destination, isTest);
  if (aside || !destination) {
    if (aside) await putAside(scope, [claimed], aside.state, aside.reason);
    return nextDue(scope, lane);
  }
  const item = { ...claimed, isTest, destination };
  if (claimed.caseId !== null && !isTest && destination.kind !== "webhook") return deliverCase(lane, item);
  return deliverAlone(lane, item);
}

/** Sends one notification by itself: what belongs to no case, and all that goes to programs. */
async function deliverAlone(lane: string, claimed: Claimed & Sendable): Promise<Date | null> {
  const { projectId, id } = claimed;
  const round = roundOf(claimed.destination, [claimed.progress], { projectId, ids: [id] });
  if (round && "nobody" in round) return leaveOut(lane, [claimed], round.nobody);
  const item = { ...claimed, round };
  const sent = await attempt(lane, item, () => ({ message: parseMessage(claimed.message) }));
  const { dueAt, signalled } = await record(scope, { lane, claimed, ...sent });
  await wakeLanes(await wakeSignalled(scope, signalled), new Date());
  await endRound(claimed);
  await noteHealth(item, sent);
  logLine(lane, item, sent, { attempt: claimed.attempt });
  return dueAt;
}

/** Tells all that waits of a case at one destination at once: by an edit where a message of it stands already. */
async function deliverCase(lane: string, item: Claimed & Sendable): Promise<Date | null> {
  const tale = await openTale(lane, item, item.destination);
  const ids = tale.told.map(({ id }) => id);
  const progress = tale.told.map((told) => told.progress);
  const round = roundOf(item.destination, progress, { projectId: item.projectId, ids });
  if (round && "nobody" in round) return leaveOut(lane, tale.told, round.nobody);
  const sent = await attempt(lane, { ...item, round }, tale.say);
  const living = tale.livingAfter(sent.outcome);
  // A new message with its thread are two posts, and are paced as two.
  const isTwofold = living?.isNew === true && living.replyTs !== null;
  const nextAt = new Date(sent.nextAt.getTime() + (isTwofold ? spacingMs(lane) : 0));
  const { dueAt, signalled } = await recordCase(scope, { lane, told: tale.told, living, ...sent, nextAt });
  await wakeLanes(await wakeSignalled(scope, signalled), new Date());
  await noteHealth(item, sent);
  logLine(lane, item, sent, { attempt: item.attempt, caseId: item.caseId, told: tale.told.length });
  return dueAt;
}

/** Sends a whole backlog as one counted message. */
async function deliverFold(lane: string, folded: Folded, mood: LaneMood): Promise<void> {
  const { destination } = folded;
  const aside = asideOf(destination, false);
  if (aside || !destination) {
    if (aside) await putFoldAside(scope, folded, aside.state, aside.reason);
    return;
  }
  const { projectId, progress } = folded;
  const round = roundOf(destination, progress, { projectId, foldedInto: folded.id });
  if (round && "nobody" in round) return putFoldAside(scope, folded, "suppressed", round.nobody);
  const message = composeFold(folded, { consoleUrl: env().NEXTAUTH_URL, now: new Date() });
  const item = {
    id: folded.id,
    projectId: folded.projectId,
    failures: folded.failures,
    // A counted message leaves no tries behind in the log of those it stood for: each counts as if it had been posted.
    ambiguousFailures: folded.failures,
    createdAt: folded.since,
    isTest: false,
    destination,
    round,
  };
  const sent = await attempt(lane, item, () => ({ message }));
  const signalled = await recordFold(scope, { lane, folded, message, mood, ...sent });
  await wakeLanes(await wakeSignalled(scope, signalled), new Date());
  await noteHealth(item, sent);
  logLine(lane, item, sent, { folded: folded.total });
}

/** A paced lane makes one move a run. @returns when to look again, or null when it is empty. */
async function movePaced(lane: string, mood: LaneMood): Promise<Date | null> {
  const move = nextMove(await backlogOf(scope, lane), mood, new Date());
  switch (move.kind) {
    case "rest":
      return nextDue(scope, lane);
    case "wait":
      return move.until;
    case "fold": {
      const folded = await claimFold(scope, lane);
      if (folded) await deliverFold(lane, folded, move.mood);
      return nextDue(scope, lane);
    }
    case "single": {
      const [claimed] = await claim(scope, lane, { size: 1, urgentOnly: move.criticalOnly });
      return claimed ? deliver(lane, claimed) : nextDue(scope, lane);
    }
  }
}

/** A lane without a pace is drained batch by batch until it is empty or the run has gone on long enough. */
async function drain(lane: string): Promise<Date | null> {
  const stopAt = Date.now() + budgetMs;
  while (Date.now() < stopAt) {
    const batch = await claim(scope, lane, { size: claimSize(lane), urgentOnly: false });
    if (batch.length === 0) break;
    if (isSideBySide(lane)) {
      await sideBySide(
        batch,
        (claimed) => deliver(lane, claimed),
        async () => {},
      );
      continue;
    }
    const leaveAt = Date.now() + batchMs;
    for (const [index, claimed] of batch.entries()) {
      if (index > 0 && Date.now() > leaveAt) {
        await putAside(scope, batch.slice(index), "pending", null);
        break;
      }
      await deliver(lane, claimed);
    }
  }
  return nextDue(scope, lane);
}

function workOn(lane: string, readyAt: Date | null, mood: LaneMood): Promise<Date | null> {
  if (readyAt && readyAt > new Date()) return nextDue(scope, lane);
  return spacingMs(lane) > 0 ? movePaced(lane, mood) : drain(lane);
}

/** Drains one lane as far as it may go now. @returns when to come back, or null when it is empty or in another's hands. */
async function drainLane(lane: string): Promise<Wake | null> {
  const { readyAt, mood } = await beginDrain(scope, lane);
  const next = await workOn(lane, readyAt, mood);
  if (!next) return null;
  const wake = { lane, at: new Date(Math.max(next.getTime(), readyAt?.getTime() ?? 0, Date.now())) };
  await planWake(scope, wake);
  return wake;
}

/**
 * The one door out. Drains lanes: claim in order, fold an overflow, send, record, pace, repeat. A lane has one holder at a
 * time, by its lock in Postgres; one that must wait is left and asked for again at its instant, so that a pause holds no
 * slot of the engine. What fails or hangs for one lane keeps no other waiting.
 * @throws what the first lane that failed threw, after all others were seen to.
 */
export function drainLanes(lanes: readonly string[]): Promise<void> {
  return sideBySide(lanes, drainLane, (wakes) =>
    wakeLanes(
      wakes.filter((wake) => wake !== null),
      new Date(),
    ),
  );
}

/** The durable way: waits for its instant in the engine. What fails for one lane is tried again and keeps no other waiting. */
export const deliverLane = inngest.createFunction(
  { id: "deliver-lane", triggers: [lanesDue], retries: 5 },
  ({ event }) => drainLanes(event.data.lanes),
);
