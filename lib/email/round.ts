import type { EmailTarget, Outcome } from "@/lib/destinations/transport";
import type { SmtpVerdict } from "./smtp-answer";

export type Refused = { address: string; about: string; code: string; detail?: string | undefined };

/** What became of the mailboxes in the tries before. */
export type Done = ReadonlyMap<string, "accepted" | "refused">;

/** What one try came to, mailbox by mailbox. */
export type Round = {
  accepted: string[];
  refused: Refused[];
  /** What is to be tried again. */
  put: SmtpVerdict[];
  /** How many mailboxes it did not get to. */
  left: number;
  /** What ended it for all of them. */
  stop: SmtpVerdict | null;
};

const emptyWait = { code: "smtp_more_mailboxes", afterSeconds: 1 };

const withDetail = (detail: string | undefined) =>
  detail === undefined ? {} : { detail: detail.slice(0, 300) };

/** What stands in the way of all mails of the installation, or of this destination's. */
function ofStop(stop: SmtpVerdict, detail: string | undefined): Outcome {
  const { code } = stop;
  switch (stop.kind) {
    case "wait":
      return {
        status: "wait",
        code,
        afterSeconds: Math.min(Math.max(stop.afterSeconds, 1), 3_600),
        ...withDetail(detail),
      };
    case "later":
      return { status: "retry", code, ambiguous: stop.isAmbiguous, ...withDetail(detail) };
    case "refused":
      return {
        status: "rejected",
        code,
        scope: stop.about === "ours" ? "ours" : "destination",
        ...withDetail(detail),
      };
  }
}

/** Nobody got it and nobody will: by the mailboxes' fault the destination is broken, by the message's it is not. */
function ofRefused(refused: readonly Refused[], { isPersonal }: EmailTarget): Outcome {
  const [first] = refused;
  const isOfMailboxes = refused.every(({ about }) => about === "recipient");
  return {
    status: "rejected",
    code: first?.code ?? "smtp_recipient_refused",
    scope: isOfMailboxes && !isPersonal ? "destination" : "message",
    ...withDetail(first?.detail),
  };
}

/** What a try comes to as a whole. A mailbox that was refused for good keeps no other from its mail. */
export function outcomeOfRound(round: Round, target: EmailTarget, done: Done): Outcome {
  const before = [...done];
  const accepted = [
    ...before.filter(([, fate]) => fate === "accepted").map(([address]) => address),
    ...round.accepted,
  ];
  const refused = [
    ...before.flatMap(([address, fate]) => (fate === "refused" ? [address] : [])),
    ...round.refused.map(({ address }) => address),
  ];
  const { stop, put, left } = round;
  const total = target.recipients.length;
  const [first] = put;
  const isAmbiguous = put.some((verdict) => verdict.kind === "later" && verdict.isAmbiguous);
  const told = (detail: string | undefined) =>
    accepted.length === 0
      ? detail
      : [`${accepted.length} of ${total} mailboxes have it.`, detail].filter(Boolean).join(" ");
  if (stop) {
    const outcome = ofStop(stop, told(stop.detail));
    // What perhaps arrived before must not be forgotten over what came then.
    return isAmbiguous && outcome.status === "wait" && first
      ? { status: "retry", code: first.code, ambiguous: true, ...withDetail(told(first.detail)) }
      : outcome;
  }
  if (first)
    return { status: "retry", code: first.code, ambiguous: isAmbiguous, ...withDetail(told(first.detail)) };
  if (left > 0) return { status: "wait", ...emptyWait, ...withDetail(told(undefined)) };
  if (accepted.length > 0) return { status: "sent", receipt: { kind: "mail", accepted, refused } };
  return ofRefused(round.refused, target);
}
