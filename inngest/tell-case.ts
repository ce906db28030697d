import { systemScope } from "@/lib/auth/system";
import { type Offer, offerOf } from "@/lib/cases/actions/offer";
import { claimKin, type Living } from "@/lib/cases/delivery/commands";
import { type CaseThere, readCaseThere } from "@/lib/cases/delivery/queries";
import { followUpOf, type Telling, tellingOf, type Waiting } from "@/lib/cases/tell";
import type { Follow, Outcome, Receipt } from "@/lib/destinations/transport";
import type { Claimed, ClaimedDestination, FreshCase } from "@/lib/lanes/claim-row";
import { type Message, parseMessage } from "@/lib/messages/message";
import { sealReference, turnOf } from "@/lib/slack/buttons-reference";

const scope = systemScope("deliver-lane");

/** What is said, and where it goes on from. */
export type Saying = {
  message: Message;
  follow?: Follow | undefined;
  offer?: Offer | undefined;
  goesOnFrom?: string | undefined;
};

/** All that waits of a case at one destination, ready to be told. */
export type Tale = {
  told: readonly [Claimed, ...Claimed[]];
  /** Null when there is nothing to say. @throws when a stored message is not one of ours. */
  say: () => Saying | null;
  /** What stands there after it was sent. */
  livingAfter: (outcome: Outcome) => Living | null;
};

type Sent = Extract<Outcome, { status: "sent" }>;

/** What of a case is offered at one place: there its buttons stand until something else does. */
function offerAt(
  { projectId, caseId, destinationId }: Claimed,
  standing: Parameters<typeof offerOf>[0] & { turnEventId: string | null },
): Offer | undefined {
  const offer = offerOf(standing);
  if (!offer || caseId === null) return undefined;
  const turn = turnOf(standing.turnEventId);
  return { ...offer, reference: sealReference({ projectId, caseId, destinationId, turn }) };
}

const isEditable = ({ kind }: ClaimedDestination) => kind === "slack_channel" || kind === "slack_dm";

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
      const offer = offerAt(told[0], there);
      return said && { message: said.root, follow: followOf(there, said, destination), offer };
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
      return said && { message: said, goesOnFrom: there.living?.notificationId };
    },
    livingAfter: (outcome) =>
      outcome.status === "sent" && said ? followedUp(there, said, told[0], outcome) : null,
  };
}

const waitingOf = (told: readonly Claimed[]): Waiting[] =>
  told.map(({ kind, eventId, message }) => ({ kind, eventId, message: parseMessage(message) }));

/** The beginning of a story is told as the event is: nothing stands there to go on from, and nothing waits with it. */
function taleOfFresh(claimed: Claimed, fresh: FreshCase, destination: ClaimedDestination): Tale {
  const { state, severity } = fresh;
  const message = () => parseMessage(claimed.message);
  const offer = () =>
    isEditable(destination) ? offerAt(claimed, { ...fresh, acknowledgedAt: null }) : undefined;
  const living = { notificationId: claimed.id, replyTs: null, severity, state, toldVersion: 1, isNew: true };
  return {
    told: [claimed],
    say: () => ({ message: message(), offer: offer() }),
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
  if (claimed.freshCase) return taleOfFresh(claimed, claimed.freshCase, destination);
  const told = await claimKin(scope, lane, claimed);
  const { projectId, caseId, destinationId } = claimed;
  const there =
    caseId === null ? undefined : await readCaseThere(scope, { projectId, caseId, destinationId });
  if (there) {
    return isEditable(destination) ? taleOfEditable(there, told, destination) : taleOfOther(there, told);
  }
  // The case was pruned meanwhile: what is left of it is told as it is.
  return { told, say: () => ({ message: parseMessage(claimed.message) }), livingAfter: () => null };
}
