import { systemScope } from "@/lib/auth/system";
import type { Installation } from "@/lib/installations/queries";
import { endInstallations } from "@/lib/installations/signals/commands";
import { findAccess } from "@/lib/installations/tokens/queries";
import { breakDestinations, type Mark } from "@/lib/repairs/commands";
import { saysTokenIsDead } from "./ask";
import { explain } from "./explain";
import { testToken } from "./oauth-exchange";

const scope = systemScope("slack-events");

/** Slack wants its answer within three seconds, this question included. */
const timeoutMs = 1_500;

/** Around the moment of an install, an event of its end may be of the one before. */
const doubtMs = 60_000;

/** Whether Slack says that the token is dead; undefined when it could not be asked. */
async function isDead({ id }: Installation): Promise<boolean | undefined> {
  const access = await findAccess(scope, id);
  if (!access || access.botToken === null) return true;
  const tested = await testToken(access.botToken, timeoutMs);
  if (tested.ok) return false;
  return saysTokenIsDead(tested) ? true : undefined;
}

/** Events come late, and come again: one from before the last install says nothing of what is installed now. */
async function isOfThisInstall(installation: Installation, at: Date): Promise<boolean> {
  const sinceInstall = at.getTime() - installation.installedAt.getTime();
  if (sinceInstall < -doubtMs) return false;
  if (sinceInstall > doubtMs) return true;
  return (await isDead(installation)) !== false;
}

async function keepThose(
  installations: readonly Installation[],
  holds: (installation: Installation) => Promise<boolean>,
): Promise<Installation[]> {
  const verdicts = await Promise.all(installations.map(holds));
  return installations.filter((_, index) => verdicts[index] === true);
}

async function breakAll(installations: readonly Installation[], code: string, now: Date): Promise<Mark[]> {
  const marks = await Promise.all(
    installations.map(({ id }) =>
      breakDestinations(scope, { installationId: id }, { code, scope: "installation", now }),
    ),
  );
  return marks.flat();
}

/**
 * Somebody removed Bellwire from a workspace: tokens are erased, destinations hold. After `tokens_revoked`, which may come
 * first, as well as before it.
 */
export async function endUninstalled(
  installations: readonly Installation[],
  { at, now }: { at: Date; now: Date },
): Promise<Mark[]> {
  const alive = installations.filter(({ status }) => status !== "uninstalled");
  const gone = await keepThose(alive, (one) => isOfThisInstall(one, at));
  const code = "app_uninstalled";
  const marks = await breakAll(gone, code, now);
  const error = { code, ...explain(code, "installation"), at: now.toISOString() };
  await endInstallations(scope, { ids: gone.map(({ id }) => id), error });
  return marks;
}

/**
 * Tokens were revoked: people's, or our bot's. The event names users, not tokens, so that Slack is asked; where it cannot
 * be, the next message finds out.
 */
export async function endRevoked(
  installations: readonly Installation[],
  { botUserIds, now }: { botUserIds: readonly string[]; now: Date },
): Promise<Mark[]> {
  const ours = installations.filter(
    ({ status, botUserId }) => status === "active" && botUserIds.includes(botUserId),
  );
  const dead = await keepThose(ours, async (one) => (await isDead(one)) === true);
  return breakAll(dead, "token_revoked", now);
}
