import { z } from "zod";
import { inScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope } from "@/lib/auth/scope";
import { systemScope } from "@/lib/auth/system";
import { awaitsDecision, isApproval } from "@/lib/cases/actions/offer";
import { findActorName, findCaseFacts } from "@/lib/cases/actions/queries";
import { actedBy, type CaseFacts, caseTold } from "@/lib/cases/actions/told";
import { listEventsOf } from "@/lib/cases/upkeep/queries";
import { recordEvents } from "@/lib/events/commands";
import type { Wake } from "@/lib/lanes/commands";
import { planSignals, wakeSignalled } from "@/lib/webhooks/signals/commands";
import { actionDoors, type Signal } from "@/lib/webhooks/topics";
import { type Decision, decisionEvent, type Undecided } from "./decision";
import { type ApprovalCase, findDecision, getApprovalCase, type MadeDecision } from "./queries";

export type Decided =
  | { ok: true; eventIds: string[]; wakes: Wake[] }
  /** `by` of the one who was first, where that is known. */
  | { ok: false; why: Undecided; by: string | null; status: string | null; wakes: Wake[] };

type Ask = {
  caseId: string;
  decision: Decision;
  /** Whether the request that was looked at is still the one that waits. */
  isCurrent?: (turnEventId: string | null) => boolean;
};

/** Why a case cannot be decided as it stands, if so. */
function obstacleOf(found: ApprovalCase, { isCurrent }: Ask, now: Date): Undecided | undefined {
  if (!isApproval(found)) return "not_an_approval";
  if (found.state === "resolved") return "already";
  if (!awaitsDecision(found)) return "locked";
  if (found.expiresAt && found.expiresAt <= now) return "expired";
  return isCurrent && !isCurrent(found.turnEventId) ? "changed" : undefined;
}

const via = z.enum(actionDoors).catch("api");

/** What webhooks are told of a decision. The same however often it is said. */
function signalOf(found: ApprovalCase, facts: CaseFacts, made: MadeDecision): Signal {
  const { key, text, environment } = found;
  const { externalId } = made;
  const decision = made.action === "approve" ? "approved" : "declined";
  const name = made.by ?? "somebody";
  return {
    topic: "approval.decided",
    key: externalId,
    environment,
    severity: "info",
    text: `${name} ${decision}: ${text}`,
    customerId: facts.customerId,
    occurredAt: made.at,
    data: {
      approval: { id: key.slice("approval:".length), subject: text, environment },
      decision,
      case: { ...caseTold(facts), state: "resolved" },
      event: { id: made.eventId, externalId, type: "approval.decided" },
      by: { name, via: via.parse(made.via), slackUserId: made.slackUserId },
    },
  };
}

/** Tells webhooks of a decision that stands, unless they were told: a process may have died in between. */
async function tell(scope: Scope, found: ApprovalCase, made: MadeDecision, isNew: boolean): Promise<Wake[]> {
  const signal = signalOf(found, await findCaseFacts(scope, found.id), made);
  const lanes = await inScope(scope, async (tx) => {
    const { id: targetId } = found;
    if (isNew) {
      const { eventId, action } = made;
      await recordAudit(tx, scope, {
        action: `approval.${action ?? "decide"}`,
        targetId,
        after: { eventId },
      });
    }
    return planSignals(tx, scope, [signal]);
  });
  return wakeSignalled(scope, lanes);
}

const decisionOn = (scope: Scope, { id: caseId, turnEventId }: ApprovalCase) =>
  findDecision(scope, { caseId, turnEventId: turnEventId ?? "" });

async function refused(scope: Scope, found: ApprovalCase, why: Undecided): Promise<Decided> {
  const made = await decisionOn(scope, found);
  const wakes = made ? await tell(scope, found, made, false) : [];
  return { ok: false, why, by: made?.by ?? null, status: found.status, wakes };
}

/** Records the decision. @returns the ids of the event that is new; none when somebody was first; undefined when nothing can be made of it. */
async function decide(scope: Scope, found: ApprovalCase, decision: Decision, now: Date) {
  const [asked] = await listEventsOf(systemScope("approvals"), scope.projectId, [found.turnEventId ?? ""]);
  const by = actedBy(scope.actor, await findActorName(scope));
  const body = asked && decisionEvent(asked, { caseId: found.id, key: found.key, decision, by, now });
  if (!body) return undefined;
  const { answers, acceptedIds } = await recordEvents(scope, [body], { now, source: "bellwire" });
  const [answer] = answers;
  if (answer?.status === "rejected") throw new Error(`a decision was refused: ${answer.error.code}`);
  return acceptedIds;
}

/**
 * Approves or declines what a case asks. The decision is an event, recorded by the one door under an id of its own, so that of several
 * people at once one decides; subscribed webhooks are told of it, with who and when.
 * @returns the event to go on with, and the lanes of the webhooks; or why nothing was decided. @throws AppError `not_found`.
 */
export async function decideApproval(scope: Scope, ask: Ask, now: Date): Promise<Decided> {
  const found = await getApprovalCase(scope, ask.caseId);
  const obstacle = obstacleOf(found, ask, now);
  if (obstacle) return refused(scope, found, obstacle);
  const eventIds = await decide(scope, found, ask.decision, now);
  if (!eventIds) return refused(scope, found, "changed");
  if (eventIds.length === 0) return refused(scope, found, "already");
  const made = await decisionOn(scope, found);
  return { ok: true, eventIds, wakes: made ? await tell(scope, found, made, true) : [] };
}
