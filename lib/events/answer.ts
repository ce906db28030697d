import type { NotificationListItem } from "@/lib/notifications/queries";
import type { Decision, Reason } from "@/lib/routing/reason";
import type { Sequel } from "./queries";

type Told = Pick<Sequel, "origin"> &
  Pick<
    NotificationListItem,
    | "id"
    | "state"
    | "reason"
    | "destinationName"
    | "attempts"
    | "possiblyDuplicated"
    | "foldedInto"
    | "lastError"
  >;

/** One destination's part of the answer. */
export type AnswerLine = {
  tone: "good" | "info" | "warn" | "bad" | "neutral";
  text: string;
  /** The notification that it speaks of, if one was made. */
  notificationId: string | null;
};

/** “Why did I, or did I not, get this?” in words (OTT-28, STA-52). */
export type Answer = { headline: string; lines: AnswerLine[] };

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

function errorOf({ lastError }: Told, otherwise: string): string {
  if (!lastError) return otherwise;
  return [lastError.message, lastError.fix].filter(Boolean).join(" ");
}

/** Why it went at all, where that was no route of the event's own. */
const whySent = ({ reason }: Told) => (reason.code === "matched" ? "" : ` ${reason.text}`);

/** What is to be said of the wording: that a template could not be used, that something was kept out. */
function words({ origin }: Told): string {
  const fault = origin?.fault
    ? ` It went in the built-in wording, as the template could not be used: ${origin.fault}`
    : "";
  return `${fault}${origin?.isRedacted ? " What it may not see was left out." : ""}`;
}

function sentLine(told: Told): string {
  const tries = told.attempts > 1 ? ` on try ${told.attempts}` : "";
  const company = told.foldedInto === null ? "" : ", together with others in one counted message";
  const doubt = told.possiblyDuplicated
    ? " An answer of Slack's was lost on the way, so it may stand there twice."
    : "";
  return `“${told.destinationName}” was told${tries}${company}.${whySent(told)}${words(told)}${doubt}`;
}

/** Held for a digest or the end of quiet hours, not for a destination that is broken. */
const waitsForItsHour = ({ reason }: Told) => reason.code === "digest" || reason.code === "quiet_hours";

const lineOf = {
  sent: (told) => ({ tone: "good", text: sentLine(told) }),
  pending: (told) => ({
    tone: told.lastError ? "warn" : "info",
    text: told.lastError
      ? `“${told.destinationName}” will be tried again: ${told.lastError.message}`
      : `“${told.destinationName}” is about to be told.`,
  }),
  sending: (told) => ({ tone: "info", text: `“${told.destinationName}” is being told just now.` }),
  held: (told) => ({
    tone: waitsForItsHour(told) ? "info" : "warn",
    text: waitsForItsHour(told)
      ? `“${told.destinationName}” is told at its hour. ${told.reason.text}`
      : `“${told.destinationName}” was not told yet, the notification is held. ${errorOf(told, told.reason.text)}`,
  }),
  failed: (told) => ({
    tone: "bad",
    text: `“${told.destinationName}” was not told. ${errorOf(told, "It refused the message.")}`,
  }),
  suppressed: (told) => ({
    tone: "neutral",
    text: `“${told.destinationName}” was not told. ${told.reason.text}`,
  }),
} satisfies Record<Told["state"], (told: Told) => Pick<AnswerLine, "tone" | "text">>;

/** What several routes have in common that did not apply, in the order in which it is told. */
const skips: readonly { code: Reason["code"]; one: string; many: string }[] = [
  {
    code: "filter_not_matched",
    one: "route takes the type, but its conditions did not hold",
    many: "routes take the type, but their conditions did not hold",
  },
  { code: "route_disabled", one: "route is switched off", many: "routes are switched off" },
  { code: "type_not_matched", one: "route takes other types", many: "routes take other types" },
];

function skipLines(decisions: readonly Decision[]): AnswerLine[] {
  return skips.flatMap(({ code, one, many }) => {
    const found = decisions.filter(({ verdict, reason }) => verdict === "skip" && reason.code === code);
    const [only] = found;
    if (!only) return [];
    const text = found.length === 1 ? only.reason.text : `${counted(found.length, one, many)}.`;
    return [{ tone: "neutral", text, notificationId: null } satisfies AnswerLine];
  });
}

function headlineOf(told: readonly Told[], hadRoutes: boolean): string {
  const among = (...states: Told["state"][]) => told.filter(({ state }) => states.includes(state)).length;
  const parts = [
    { count: among("sent"), words: "told" },
    { count: among("pending", "sending"), words: "on the way" },
    { count: among("held"), words: "held" },
    { count: among("failed"), words: "failed" },
    { count: among("suppressed"), words: "not sent on purpose" },
  ].filter(({ count }) => count > 0);
  if (parts.length > 0) return parts.map(({ count, words }) => `${count} ${words}`).join(", ");
  return hadRoutes
    ? "Nobody was told: no route applied"
    : "Nobody was told: there was no route for it at the time";
}

type Asked = {
  isDecided: boolean;
  /** Whether any of today's routes was there when it was decided. */
  hadRoutes: boolean;
  /** What every route said that was there. */
  decisions: readonly Decision[];
  notifications: readonly Told[];
};

/** The answer in words: first what became of each notification, then, for those that made none, why not. */
export function answerOf({ isDecided, hadRoutes, decisions, notifications: told }: Asked): Answer {
  if (!isDecided && told.length === 0)
    return { headline: "The routes are being asked", lines: skipLines(decisions) };
  const lines = told.map((one): AnswerLine => ({ ...lineOf[one.state](one), notificationId: one.id }));
  return {
    headline: headlineOf(told, hadRoutes || decisions.length > 0),
    lines: [...lines, ...skipLines(decisions)],
  };
}
