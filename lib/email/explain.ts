import type { Explanation } from "@/lib/slack/explain";

const nothingToDo = "Nothing to do: Bellwire tries again by itself.";
const askOperator = "Ask whoever runs this Bellwire to look at SMTP_URL and EMAIL_FROM, then send a test.";

const explanations = {
  smtp_not_configured: {
    message: "This Bellwire has no mail server.",
    fix: "Ask whoever runs it to set SMTP_URL, then send a test.",
  },
  smtp_login_refused: { message: "The mail server does not accept Bellwire's sign-in.", fix: askOperator },
  smtp_login_deferred: { message: "The mail server could not check Bellwire's sign-in.", fix: nothingToDo },
  smtp_sender_refused: {
    message: "The mail server does not accept mail from this sender's address.",
    fix: askOperator,
  },
  smtp_recipient_refused: {
    message: "The mail server knows none of the addresses.",
    fix: "Correct the addresses of this destination, then send a test.",
  },
  smtp_message_refused: {
    message: "The mail server did not take this message.",
    fix: "Other messages are not affected. Look at the answer under its tries, then send it again.",
  },
  smtp_not_understood: {
    message: "The mail server did not understand Bellwire.",
    fix: "This is on our side. If it goes on, write to support with the notification's id.",
  },
  smtp_asked_to_wait: { message: "The mail server asked for time.", fix: nothingToDo },
  smtp_deferred: { message: "The mail server cannot take it just now.", fix: nothingToDo },
  smtp_more_mailboxes: { message: "Some of the addresses are still to be written to.", fix: nothingToDo },
  smtp_timeout: { message: "The mail server did not answer in time.", fix: nothingToDo },
  smtp_connection_lost: { message: "The connection to the mail server broke off.", fix: nothingToDo },
  smtp_unreachable: { message: "The mail server could not be reached.", fix: nothingToDo },
} as const satisfies Record<string, Explanation>;

const byCode: ReadonlyMap<string, Explanation> = new Map(Object.entries(explanations));

const unknown: Explanation = { message: "The mail could not be sent.", fix: nothingToDo };

const gaveUp =
  "Bellwire has stopped trying. If the mail has not arrived, send it again from its notification.";

/** Words for what keeps mail from arriving. Total. */
export function explainMail(code: string, { isOver = false }: { isOver?: boolean } = {}): Explanation {
  const found = byCode.get(code) ?? unknown;
  return isOver && found.fix === nothingToDo ? { ...found, fix: gaveUp } : found;
}
