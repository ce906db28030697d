import { systemScope } from "@/lib/auth/system";
import { openTarget } from "@/lib/destinations/target";
import type { EmailTarget, Outcome, Target } from "@/lib/destinations/transport";
import type { send } from "@/lib/destinations/transports";
import { isDueForRenewal } from "@/lib/installations/grant";
import type { ClaimedDestination } from "@/lib/lanes/claim-row";
import { renewBotToken } from "@/lib/slack/oauth-token";
import { loadMatter } from "@/lib/webhooks/queries";
import { addressed, isOwnersRefusal } from "./attention";
import type { Round } from "./mailing";
import type { Saying } from "./tell-case";

const scope = systemScope("deliver-lane");

type Item = { id: string; projectId: string; destination: ClaimedDestination; round?: Round | undefined };
type Send = typeof send;

/** What may have passed for another send of ten seconds to end before the claim does. */
const secondSendMs = 4_000;

/** To whoever is told of it: in a conversation of the owner's own, or, when that takes nothing, where the route sends it. */
async function sendAddressed(send: Send, item: Item, target: Target, saying: Saying): Promise<Outcome> {
  const { message, offer } = saying;
  const { id: notificationId } = item;
  const startedAt = performance.now();
  const { mentions, follow, ...to } = await addressed(item, target, saying);
  const outcome = await send({ target: to.target, message, notificationId, follow, offer, mentions });
  if (!isOwnersRefusal(target, to.target, outcome)) return outcome;
  // A second send must end within the claim's lease as well; after a slow first one it is the next try's.
  if (performance.now() - startedAt > secondSendMs)
    return { status: "retry", code: "owner_refused", ambiguous: false };
  return send({ target, message, notificationId, offer, follow: follow && { ...follow, standing: null } });
}

/** Where Slack rotates tokens: one that ends soon is renewed before it is used, one that has ended is renewed and tried again. */
async function sendWithFreshToken(send: Send, item: Item, target: Target, saying: Saying): Promise<Outcome> {
  const { installation } = item.destination;
  if (!("token" in target) || !installation?.tokenExpiresAt) return sendAddressed(send, item, target, saying);
  const now = new Date();
  const early = isDueForRenewal(installation.tokenExpiresAt, now)
    ? await renewBotToken(installation.id, { now })
    : null;
  const token = early?.ok ? early.token : target.token;
  const outcome = await sendAddressed(send, item, { ...target, token }, saying);
  if (outcome.status !== "rejected" || outcome.code !== "token_expired") return outcome;
  const late = await renewBotToken(installation.id, { now, staleToken: token });
  if (!late.ok) return outcome;
  return sendAddressed(send, item, { ...target, token: late.token }, saying);
}

/** To each mailbox that the round is of. */
function sendRound(send: Send, { id, round }: Item, target: EmailTarget, saying: Saying): Promise<Outcome> {
  const { message, goesOnFrom } = saying;
  if (!round) return send({ target, message, notificationId: id, goesOnFrom });
  const { recipients, isPersonal, ledger } = round;
  const to = { ...target, recipients, isPersonal };
  return send({ target: to, message, notificationId: id, goesOnFrom, ledger });
}

/** Carries what is said to a destination, or says why nothing can be sent there. `send` is handed in: it has one door out. */
export async function transmit(send: Send, item: Item, saying: Saying): Promise<Outcome> {
  const target = openTarget(item.destination);
  if ("status" in target) return target;
  if (target.kind === "webhook") {
    const matter = await loadMatter(scope, item);
    return send({ target, message: saying.message, notificationId: item.id, matter });
  }
  if (target.kind === "email") return sendRound(send, item, target, saying);
  return sendWithFreshToken(send, item, target, saying);
}
