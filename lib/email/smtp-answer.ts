import { singleLine } from "@/lib/messages/plain";

/** How one mail came to nothing: what was being said, and what the server answered, if it did. */
export type SmtpFailure = {
  /** The command that failed, or `CONN` while there was no conversation. */
  command: string;
  /** The whole mail was handed over, so that it may have been taken although nobody said so. */
  isHanded: boolean;
  response: string | null;
  /** Code of the socket's own error, such as ECONNREFUSED. */
  systemCode: string | null;
  isTimeout: boolean;
};

/** What follows from it, for this mail or for all of them. */
export type SmtpVerdict = { code: string; detail?: string } & (
  | { kind: "wait"; afterSeconds: number }
  | { kind: "later"; isAmbiguous: boolean }
  | { kind: "refused"; about: "recipient" | "message" | "sender" | "login" | "ours" }
);

/** Asked to wait without being told for how long. */
const defaultWaitSeconds = 60;

const replyPattern = /^([245]\d{2})(?:[ -](\d\.\d{1,3}\.\d{1,3}))?/;
const askedTime = /\b(?:in|for|after|within)\s+(\d{1,5})\s*(s|sec|second|seconds|m|min|minute|minutes)\b/i;
const asksToWait = /grey ?list|rate|too many|too fast|throttl|slow down|try again (?:later|in)/i;

/** Seconds that an answer asks for, as Postfix, Postgrey and others say it (“try again in 300 seconds”). */
function secondsIn(text: string): number | undefined {
  const [, number, unit = ""] = askedTime.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * (unit.toLowerCase().startsWith("m") ? 60 : 1);
}

type Reply = { status: number; enhanced: string; text: string };

function replyOf(response: string | null): Reply | null {
  const [, status, enhanced = ""] = replyPattern.exec(response ?? "") ?? [];
  return status === undefined ? null : { status: Number(status), enhanced, text: response ?? "" };
}

/** RFC 5321 4.2.1: 4yz is worth another try, 5yz is not. What the reply is to says what it is about. */
function ofReply({ status, enhanced, text }: Reply, command: string): SmtpVerdict {
  const detail = singleLine(text, 200);
  if (command.startsWith("AUTH")) {
    return status >= 500
      ? { kind: "refused", about: "login", code: "smtp_login_refused" }
      : { kind: "later", code: "smtp_login_deferred", isAmbiguous: false };
  }
  if (status < 500) {
    const isAsked = status === 421 || asksToWait.test(text) || askedTime.test(text);
    if (isAsked)
      return {
        kind: "wait",
        code: "smtp_asked_to_wait",
        detail,
        afterSeconds: secondsIn(text) ?? defaultWaitSeconds,
      };
    return { kind: "later", code: "smtp_deferred", detail, isAmbiguous: false };
  }
  if (status === 530 || status === 535 || (/^5\.7\.(?:0|8|9)$/.test(enhanced) && command === "MAIL FROM"))
    return { kind: "refused", about: "login", code: "smtp_login_refused" };
  if (status === 502 || status === 503 || status === 504)
    return { kind: "refused", about: "ours", code: "smtp_not_understood", detail };
  if (command === "MAIL FROM")
    return { kind: "refused", about: "sender", code: "smtp_sender_refused", detail };
  if (command === "RCPT TO")
    return { kind: "refused", about: "recipient", code: "smtp_recipient_refused", detail };
  return { kind: "refused", about: "message", code: "smtp_message_refused", detail };
}

/** What follows from a failure. The server's words are passed on, an error's own are not: they may hold the server's address. */
export function verdictOf(failure: SmtpFailure): SmtpVerdict {
  const { command, isHanded, response, systemCode, isTimeout } = failure;
  const reply = replyOf(response);
  if (reply && reply.status >= 400) return ofReply(reply, command);
  const detail = systemCode === null ? {} : { detail: systemCode };
  if (isTimeout) return { kind: "later", code: "smtp_timeout", isAmbiguous: isHanded };
  if (isHanded) return { kind: "later", code: "smtp_connection_lost", isAmbiguous: true, ...detail };
  return { kind: "later", code: "smtp_unreachable", isAmbiguous: false, ...detail };
}
