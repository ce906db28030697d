import { systemScope } from "@/lib/auth/system";
import { claimKin, type Living } from "@/lib/cases/delivery/commands";
import { type CaseThere, readCaseThere } from "@/lib/cases/delivery/queries";
import { followUpOf, type Telling, tellingOf, type Waiting } from "@/lib/cases/tell";
import type { Follow, Outcome, Receipt } from "@/lib/destinations/transport";
import type { Claimed, ClaimedDestination } from "@/lib/lanes/claim-row";
import { type Message, parseMessage } from "@/lib/messages/message";

const scope = systemScope("deliver-lane");

/** What is said, and where it goes on from. */
export type Saying = { message: Message; follow?: Follow | undefined };

/** All that waits of a case at one destination, ready to be told. */
export type Tale = {
  told: readonly [Claimed, ...Claimed[]];
  /** Null when there is nothing to say. @throws when a stored message is not one of ours. */
  say: () => Saying | null;
  /** What stands there after it was sent. */
  livingAfter: (outcome: Outcome) => Living | null;
};

type Sent = Extract<Outcome, { status: "sent" }>;

const standingOf = (receipt: Receipt | undefined) => (receipt?.kind === "slack_message" ? receipt : null);

function followOf(there: CaseThere, telling: Telling, { caseHistory }: ClaimedDestination): Follow {
  const { reply, story, farewell } = telling;
  const standing = standingOf(there.living?.receipt);
  return { standing, farewell, reply, story, toChannel: caseHistory === "channel" };
}

function edited(there: CaseThere, telling: Telling, head: Claimed, { receipt, follow }: Sent): Living {
  const { root: message, severity, state } = telling;
  const before = follow?.isNew === false ? there.living : null;
  return {
    notificationId: before?.notificationId ?? head.id,
    receipt,
    replyTs: follow?.replyTs ?? before?.replyTs ?? null,
    message,
    severity: before ? severity : there.severity,
    state,
    // One behind: refresh-cases then makes the thread good.
    toldVersion: there.version - (follow?.isReplyOwed ? 1 : 0),
    isNew: before === null,
  };
}

function followedUp(there: CaseThere, message: Message, head: Claimed, { receipt }: Sent): Living {
  const { living, severity, state, version } = there;
  return {
    notificationId: living?.notificationId ?? head.id,
    receipt,
    replyTs: null,
    message: living?.message ?? message,
    severity,
    state,
    toldVersion: version,
    isNew: living === null,
  };
}

function taleOfEditable(there: CaseThere, told: Tale["told"], destination: ClaimedDestination): Tale {
  const telling = () => tellingOf(there, waitingOf(told));
  let said: Telling | null = null;
  return {
    told,
    say: () => {
      said = telling();
      return said && { message: said.root, follow: followOf(there, said, destination) };
    },
    livingAfter: (outcome) =>
      outcome.status === "sent" && said ? edited(there, said, told[0], outcome) : null,
  };
}

function taleOfOther(there: CaseThere, told: Tale["told"]): Tale {
  let said: Message | null = null;
  return {
    told,
    say: () => {
      said = followUpOf(there, waitingOf(told));
      return said && { message: said };
    },
    livingAfter: (outcome) =>
      outcome.status === "sent" && said ? followedUp(there, said, told[0], outcome) : null,
  };
}

const waitingOf = (told: readonly Claimed[]): Waiting[] =>
  told.map(({ kind, eventId, message }) => ({ kind, eventId, message: parseMessage(message) }));

/** The beginning of a story is told as the event is: nothing stands there to go on from, and nothing waits with it. */
function taleOfFresh(claimed: Claimed, { state, severity }: NonNullable<Claimed["freshCase"]>): Tale {
  const message = () => parseMessage(claimed.message);
  const living = { notificationId: claimed.id, replyTs: null, severity, state, toldVersion: 1, isNew: true };
  return {
    told: [claimed],
    say: () => ({ message: message() }),
    livingAfter: (outcome) =>
      outcome.status === "sent" ? { ...living, message: message(), receipt: outcome.receipt } : null,
  };
}

/** Takes what waits of a case together with a claimed notification of it, and reads how the case stands. */
export async function openTale(
  lane: string,
  claimed: Claimed,
  destination: ClaimedDestination,
): Promise<Tale> {
  if (claimed.freshCase) return taleOfFresh(claimed, claimed.freshCase);
  const told = await claimKin(scope, lane, claimed);
  const { projectId, caseId, destinationId } = claimed;
  const there =
    caseId === null ? undefined : await readCaseThere(scope, { projectId, caseId, destinationId });
  if (there) {
    return destination.kind === "slack_webhook"
      ? taleOfOther(there, told)
      : taleOfEditable(there, told, destination);
  }
  // The case was pruned meanwhile: what is left of it is told as it is.
  return { told, say: () => ({ message: parseMessage(claimed.message) }), livingAfter: () => null };
}
