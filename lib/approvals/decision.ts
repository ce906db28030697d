import { z } from "zod";
import type { ActedBy } from "@/lib/cases/actions/told";
import type { StoredEvent } from "@/lib/events/queries";
import { storyOf } from "@/lib/messages/compose";

export const decisions = ["approve", "decline"] as const;
/** The body of the public API. */
export const decisionInput = z.strictObject({ decision: z.enum(decisions) });
export type Decision = (typeof decisions)[number];

/** What a decision made in Bellwire is told from. */
type Deciding = { caseId: string; key: string; decision: Decision; by: ActedBy; now: Date };

/**
 * The id of the one decision on a request: whoever decides first has decided, however many press at once, and what is asked anew can
 * be decided anew.
 */
export const decisionId = (caseId: string, openedBy: string) => `bellwire:decided:${caseId}:${openedBy}`;

/**
 * The event that says how a request was decided, made of the event that asked, so that it belongs to the same case; undefined when
 * that has forgotten what it asked (lib/retention).
 */
export function decisionEvent(
  asked: StoredEvent,
  { caseId, key, decision, by, now }: Deciding,
): object | undefined {
  if (storyOf(asked, { now })?.key !== key) return undefined;
  const { action: _, decision: __, ...about } = asked.data;
  // What was asked in a moment that our clock has not reached yet is decided after it all the same.
  const at = new Date(Math.max(now.getTime(), asked.occurredAt.getTime() + 1));
  return {
    id: decisionId(caseId, asked.id),
    type: "approval.decided",
    occurredAt: at.toISOString(),
    environment: asked.environment,
    ...(asked.customer && { customer: asked.customer }),
    data: {
      ...about,
      action: decision,
      decidedBy: by.name,
      decidedVia: by.via,
      ...(by.slackUserId && { decidedBySlackUser: by.slackUserId }),
      requestedAt: asked.occurredAt.toISOString(),
    },
  };
}

/** Why a request could not be decided. */
export type Undecided = "not_an_approval" | "already" | "expired" | "locked" | "changed";

/** Why nothing was decided, for people. */
export function describeUndecided({
  why,
  by,
  status,
}: {
  why: Undecided;
  by: string | null;
  status: string | null;
}): string {
  switch (why) {
    case "not_an_approval":
      return "This is no approval.";
    case "already":
      return by
        ? `This was already decided by ${by}.`
        : `This is over already${status ? `: ${status.toLowerCase()}` : ""}.`;
    case "expired":
      return "The time to answer has run out.";
    case "locked":
      return "This is locked: too many wrong PINs.";
    case "changed":
      return "This was asked anew meanwhile. Look at the newest message of it.";
  }
}
