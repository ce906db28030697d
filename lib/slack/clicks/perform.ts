import { decideApproval } from "@/lib/approvals/commands";
import { describeUndecided } from "@/lib/approvals/decision";
import { countListeners } from "@/lib/approvals/queries";
import type { Scope } from "@/lib/auth/scope";
import { slackPersonScope, systemScope } from "@/lib/auth/system";
import { type CaseChange, snoozeEnd } from "@/lib/cases/actions/change";
import { changeCase } from "@/lib/cases/actions/commands";
import { getCase } from "@/lib/cases/queries";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Wake } from "@/lib/lanes/commands";
import { formatInstant } from "@/lib/messages/format";
import { createMute } from "@/lib/mutes/commands";
import { turnOf } from "@/lib/slack/buttons-reference";
import { voteOn } from "@/lib/votes/commands";
import { nineOn, snoozeEndOf } from "./moment";
import { type Found, findPlace } from "./place";
import type { Deed, Press } from "./press";
import { findPersonName, type PressedPlace } from "./queries";

const system = systemScope("slack-clicks");

/** What a press came to: what the person is told, if anything; lanes to wake; an event to go on with. */
export type Performed = {
  feedback: string | null;
  wakes: Wake[];
  events: { scope: Scope; ids: string[] } | null;
};

const nothing: Performed = { feedback: null, wakes: [], events: null };
const only = (feedback: string): Performed => ({ ...nothing, feedback });

type Standing = Extract<Found, { ok: true }>;

async function nameOf({ installationId }: PressedPlace, user: { id: string; name: string }): Promise<string> {
  return (await findPersonName(system, { installationId, userId: user.id })) ?? user.name;
}

/** Why a change changed nothing. */
async function whyUnchanged(scope: Scope, caseId: string, { action }: CaseChange): Promise<string> {
  const { state, acknowledgedBy, assignedTo } = await getCase(scope, caseId);
  if (action === "acknowledge" && acknowledgedBy !== null)
    return `This was already acknowledged by ${acknowledgedBy}.`;
  if (state === "resolved") return "This is resolved already.";
  if (action === "assign" && assignedTo !== null) return `This is assigned to ${assignedTo} already.`;
  return "This is so already.";
}

async function change(scope: Scope, place: PressedPlace, what: CaseChange, now: Date): Promise<Performed> {
  if (place.state === "resolved") return only("This is resolved already.");
  const { isChanged, wakes } = await changeCase(scope, place.caseId, what, now);
  if (isChanged) return { ...nothing, wakes };
  return only(await whyUnchanged(scope, place.caseId, what));
}

async function mute(scope: Scope, place: PressedPlace, days: number, now: Date): Promise<Performed> {
  const { customerId, organizationSlug, projectSlug } = place;
  if (customerId === null) return only("This is about no customer.");
  const until = new Date(now.getTime() + days * 86_400_000);
  const { wakes } = await createMute(scope, { customerId, until }, now);
  const page = `${env().NEXTAUTH_URL}/${organizationSlug}/${projectSlug}/silences`;
  // Not by name: the channel may not be allowed to see it.
  const feedback = `The customer is muted until ${formatInstant(until)}. Undo it at ${page}`;
  return { ...nothing, wakes, feedback };
}

async function vote(
  scope: Scope,
  place: PressedPlace,
  vote: "useful" | "noise",
  now: Date,
): Promise<Performed> {
  const { notificationId } = place;
  if (notificationId === null) return only("This message is not kept any more.");
  const { wakes } = await voteOn(scope, { notificationId, vote }, now);
  return {
    ...nothing,
    wakes,
    feedback: `Thank you. Noted that this is ${vote === "noise" ? "noise" : "useful"}.`,
  };
}

async function decide(
  scope: Scope,
  { place, turn }: Standing,
  decision: "approve" | "decline",
  now: Date,
): Promise<Performed> {
  const isCurrent = (turnEventId: string | null) => turnOf(turnEventId) === turn;
  const decided = await decideApproval(scope, { caseId: place.caseId, decision, isCurrent }, now);
  if (!decided.ok) return { ...nothing, wakes: decided.wakes, feedback: describeUndecided(decided) };
  const heard = await countListeners(scope);
  const feedback =
    heard > 0
      ? null
      : "Noted. No webhook of this project listens for “approval.decided”, so no other system is told.";
  return { feedback, wakes: decided.wakes, events: { scope, ids: decided.eventIds } };
}

async function doIt(scope: Scope, standing: Standing, deed: Deed, now: Date): Promise<Performed> {
  const { place } = standing;
  const { timeZone } = place;
  switch (deed.kind) {
    case "acknowledge":
      return change(scope, place, { action: "acknowledge", undo: false }, now);
    case "snooze":
      return change(scope, place, { action: "snooze", until: snoozeEndOf(deed.for, now, timeZone) }, now);
    case "snooze_until": {
      const until = snoozeEnd(nineOn(deed.day, timeZone).toISOString(), now);
      return change(scope, place, { action: "snooze", until }, now);
    }
    case "assign_me":
      return change(scope, place, { action: "assign", to: nameIn(scope) }, now);
    case "assign": {
      const to = await nameOf(place, { id: deed.userId, name: deed.userId });
      return change(scope, place, { action: "assign", to }, now);
    }
    case "mute":
      return mute(scope, place, deed.days, now);
    case "vote":
      return vote(scope, place, deed.vote, now);
    case "decide":
      return decide(scope, standing, deed.decision, now);
  }
}

const nameIn = ({ actor }: Scope) => (actor.kind === "slack_user" ? actor.name : "somebody");

/**
 * Does what somebody pressed in Slack, once it is clear that they may: whoever of the connected workspace sees a message may answer it.
 * What does not hold any more changes nothing, and the person is told why.
 * @throws only what a repetition may mend.
 */
export async function performPress(press: Press, now: Date): Promise<Performed> {
  const found = await findPlace(press);
  if (!found.ok) return { ...nothing, feedback: found.feedback };
  const { user, teamId, deed } = press;
  const name = await nameOf(found.place, user);
  const scope = slackPersonScope(found.place, {
    teamId: user.teamId ?? teamId ?? found.place.holderId,
    userId: user.id,
    name: name.slice(0, 120),
  });
  try {
    return await doIt(scope, found, deed, now);
  } catch (error) {
    if (error instanceof AppError && error.kind !== "unavailable") return only(error.message);
    throw error;
  }
}
