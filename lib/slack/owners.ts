import { systemScope } from "@/lib/auth/system";
import { rememberOwner, rememberOwnerChannel } from "@/lib/installations/owners/commands";
import { findKnownOwner, type KnownOwner, type OwnerProblem } from "@/lib/installations/owners/queries";
import { log } from "@/lib/log";
import { askSlackUser, findSlackUserByEmail, openDirectMessage } from "./people";

const scope = systemScope("deliver-lane");

/** How long an answer of Slack's holds, one that nobody has the address as well. */
const freshMs = 24 * 3_600_000;
/** How long each question may take: three of them and a whole try stay within a claim's lease (lib/lanes/pace). */
const questionMs = 1_200;

/** What has an address: `a@b`. Slack is not asked of anything else. */
const address = /^[^\s@]{1,64}@[^\s@]{1,255}$/;

export type FoundOwner =
  | { ok: true; userId: string; channelId: string | null }
  /** `unanswered`: Slack did not say; it is asked again with the next message. */
  | { ok: false; problem: OwnerProblem | "unanswered" | "no_conversation" };

type Ask = {
  installationId: string;
  token: string;
  /** In lower case. */
  email: string;
  /** Whether the conversation with them is wanted, too. */
  opens: boolean;
  now: Date;
};

/**
 * Slack says `users_not_found` of a stranger and of somebody who left. Whom it knew before, it is asked by id, so that the two are
 * told apart.
 */
async function whyGone(token: string, before: KnownOwner | undefined): Promise<OwnerProblem> {
  if (!before?.userId) return "unknown";
  const asked = await askSlackUser(token, before.userId, questionMs);
  return asked.ok && asked.value.isDeactivated ? "deactivated" : "unknown";
}

async function lookUp({ installationId, token, email, now }: Ask, before: KnownOwner | undefined) {
  const asked = await findSlackUserByEmail(token, email, questionMs);
  const remember = async (user: { id: string; name: string } | null, problem: OwnerProblem | null) => {
    const who = { userId: user?.id ?? before?.userId ?? null, userName: user?.name ?? null };
    await rememberOwner(scope, { installationId, email, ...who, problem }, now);
    return { userId: who.userId, channelId: before?.channelId ?? null, problem };
  };
  if (asked.ok) {
    const { isDeactivated, isBot } = asked.value;
    const problem = isDeactivated ? "deactivated" : isBot ? "unknown" : null;
    const known = await remember(asked.value, problem);
    return { ...known, channelId: before?.userId === asked.value.id ? known.channelId : null };
  }
  if (asked.code === "users_not_found") return remember(null, await whyGone(token, before));
  log.info({ installationId, code: asked.code }, "slack.owner_unanswered");
  return undefined;
}

async function withChannel(ask: Ask, userId: string, known: string | null): Promise<FoundOwner> {
  if (!ask.opens || known !== null) return { ok: true, userId, channelId: known };
  const opened = await openDirectMessage(ask.token, userId, questionMs);
  if (opened.ok) {
    const { installationId, email } = ask;
    await rememberOwnerChannel(scope, { installationId, email, channelId: opened.value.channelId });
    return { ok: true, userId, channelId: opened.value.channelId };
  }
  if (opened.code !== "user_disabled") return { ok: false, problem: "no_conversation" };
  const { installationId, email, now } = ask;
  await rememberOwner(scope, { installationId, email, userId, userName: null, problem: "deactivated" }, now);
  return { ok: false, problem: "deactivated" };
}

/**
 * Who in a workspace has the address of a customer's owner, asked of Slack at most once a day. Called while a message is on its way,
 * within the time of its try.
 */
export async function findOwner(ask: Ask): Promise<FoundOwner> {
  const { installationId, email, now } = ask;
  if (!address.test(email)) {
    await rememberOwner(
      scope,
      { installationId, email, userId: null, userName: null, problem: "no_address" },
      now,
    );
    return { ok: false, problem: "no_address" };
  }
  const before = await findKnownOwner(scope, { installationId, email });
  const isFresh = before !== undefined && now.getTime() - before.lookedUpAt.getTime() < freshMs;
  const known = isFresh ? before : await lookUp(ask, before);
  if (!known) return { ok: false, problem: "unanswered" };
  if (known.problem !== null) return { ok: false, problem: known.problem };
  if (known.userId === null) return { ok: false, problem: "unknown" };
  return withChannel(ask, known.userId, known.channelId);
}

const why: Record<
  Extract<FoundOwner, { ok: false }>["problem"] | "no_owner",
  (email: string, whose: string) => string
> = {
  unknown: (email, whose) => `The customer's ${whose} ${email} is not known in this Slack workspace`,
  deactivated: (email, whose) => `The customer's ${whose} ${email} is deactivated in Slack`,
  no_address: (email, whose) => `The customer's ${whose} “${email}” is no e-mail address`,
  unanswered: (email, whose) => `Slack did not say who ${email}, the customer's ${whose}, is`,
  no_conversation: (email, whose) => `Slack opened no conversation with ${email}, the customer's ${whose}`,
  no_owner: (_, whose) => `Nobody is named as the customer's ${whose}`,
};

/**
 * That the owner of a customer could not be told, for people: part of a notification's reason.
 * @param person whom an escalation asked for; left out, it is about a route and its owner.
 */
export function describeOwnerFallback(
  problem: keyof typeof why,
  email: string,
  person?: "owner" | "manager",
): string {
  const place = person === undefined ? "the route's own channel" : "the step's own channel";
  return `${why[problem](email, person === "manager" ? "owner's manager" : "owner")}, so this went to ${place}.`;
}
