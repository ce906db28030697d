import type { Delivery, Ledger, Outcome, Transport } from "@/lib/destinations/transport";
import { log } from "@/lib/log";
import { composeMail, parseSender, type Sender } from "./compose-mail";
import { type Done, outcomeOfRound, type Round } from "./round";
import { openSession, type Session } from "./session";
import { type SmtpVerdict, verdictOf } from "./smtp-answer";
import type { Site } from "./unsubscribe-token";

/** How long one try may take, all mails of it together (lib/destinations/transport.ts). */
const tryMs = 10_000;
/** Too little to begin another mail. */
const leastMs = 1_500;

type Options = { smtpUrl: string | undefined; from: string; site: Site; withinMs?: number };

/** What one mail came to, written down at once, so that whoever has it gets it once whatever happens next. */
async function noteDown(ledger: Ledger | undefined, entry: Parameters<Ledger["note"]>[0]): Promise<void> {
  try {
    await ledger?.note(entry);
  } catch (error) {
    // The mail is out. What the whole try comes to is still to be recorded; this only narrows what a crash could repeat.
    log.warn({ error }, "mail.not_noted");
  }
}

type Mailing = Pick<Delivery<"email">, "target" | "message" | "notificationId" | "goesOnFrom"> & {
  from: Sender;
  site: Site;
};

/** Sends one mail; where only its looks are refused, its words alone within the same try. */
async function sendOne(session: Session, mailing: Mailing, to: string): Promise<SmtpVerdict | null> {
  const envelope = { from: mailing.from.address, to };
  const first = await session.send(envelope, await composeMail({ ...mailing, to, textOnly: false }));
  if (!first) return null;
  const verdict = verdictOf(first);
  if (verdict.kind !== "refused" || verdict.about !== "message" || session.isOver()) return verdict;
  log.warn(
    { code: verdict.code, remedy: "text_only", notificationId: mailing.notificationId },
    "mail.remedy",
  );
  const second = await session.send(envelope, await composeMail({ ...mailing, to, textOnly: true }));
  return second && verdictOf(second);
}

const isOfAll = (verdict: SmtpVerdict) =>
  verdict.kind === "wait" ||
  (verdict.kind === "refused" && ["login", "sender", "ours"].includes(verdict.about));

type Going = { session: Session; mailing: Mailing; ledger: Ledger | undefined; leftMs: () => number };

/** Goes from mailbox to mailbox as far as time and server allow. */
async function goRound(todo: readonly string[], { session, mailing, ledger, leftMs }: Going): Promise<Round> {
  const round: Round = { accepted: [], refused: [], put: [], left: 0, stop: null };
  for (const [index, to] of todo.entries()) {
    if (session.isOver() || (index > 0 && leftMs() < leastMs)) return { ...round, left: todo.length - index };
    const verdict = await sendOne(session, mailing, to);
    if (!verdict) {
      round.accepted.push(to);
      await noteDown(ledger, { address: to, fate: "accepted" });
    } else if (isOfAll(verdict)) {
      return { ...round, stop: verdict, left: todo.length - index };
    } else if (verdict.kind === "refused") {
      round.refused.push({ address: to, about: verdict.about, code: verdict.code, detail: verdict.detail });
      await noteDown(ledger, { address: to, fate: "refused", code: verdict.code, detail: verdict.detail });
    } else {
      round.put.push(verdict);
    }
  }
  return round;
}

const notConfigured: Outcome = {
  status: "rejected",
  code: "smtp_not_configured",
  scope: "destination",
  detail: "SMTP_URL is not set.",
};

/**
 * Sends a message as mail, one to each mailbox, because each has its own way out of further ones. What the server has taken
 * is written down mailbox by mailbox: a further try goes to the others alone.
 */
export function createEmailTransport({ smtpUrl, from, site, withinMs = tryMs }: Options): Transport<"email"> {
  const sender = parseSender(from);
  return async ({ target, message, notificationId, goesOnFrom, ledger }) => {
    if (smtpUrl === undefined) return notConfigured;
    const end = performance.now() + withinMs;
    const leftMs = () => Math.max(1, Math.floor(end - performance.now()));
    // As it was before this try, which adds to it.
    const done: Done = new Map(ledger?.done);
    const todo = target.recipients.filter((address) => !done.has(address));
    const session = todo.length === 0 ? null : await openSession(smtpUrl, leftMs);
    if (session && "command" in session) {
      const stop = verdictOf(session);
      return outcomeOfRound({ accepted: [], refused: [], put: [], stop, left: todo.length }, target, done);
    }
    const mailing = { target, message, notificationId, goesOnFrom, from: sender, site };
    const round = session
      ? await goRound(todo, { session, mailing, ledger, leftMs })
      : { accepted: [], refused: [], put: [], stop: null, left: 0 };
    session?.close();
    return outcomeOfRound(round, target, done);
  };
}
