import type { OrganizationScope } from "@/lib/auth/scope";
import { keepChannels } from "@/lib/installations/channels/commands";
import { findListingState, type ListingState } from "@/lib/installations/channels/queries";
import type { Installation } from "@/lib/installations/queries";
import { log } from "@/lib/log";
import type { Refusal } from "./ask";
import { listSlackChannels } from "./channels-list";
import { freshBotToken } from "./oauth-token";

/** How old a whole listing may be. */
const freshMs = 5 * 60_000;
/** How soon one that was cut short is tried again, and how soon another may be asked for at all. */
const retryMs = 20_000;
const againMs = 2_000;
/** Somebody waits for the page while Slack is read. */
const withinMs = 8_000;

type Ask = {
  now: Date;
  /** Somebody pressed Refresh. */
  isAsked: boolean;
};

/** Slack allows about twenty list calls a minute: whoever asks at the same time shares one listing. */
type Attempt = { at: number; done: Promise<string | null>; wasCutShort: boolean };
const attempts = new Map<string, Attempt>();
const maxAttempts = 1_000;

const noWorkspace =
  "Bellwire is installed for a whole Slack organization and does not know its workspaces: paste a channel's link.";

const seconds = (count: number) => `${Math.max(1, Math.ceil(count))} ${count > 1 ? "seconds" : "second"}`;

function inWords(stoppedBy: Refusal | "too_slow" | "too_many"): string {
  if (stoppedBy === "too_slow") return "Slack took too long to list them all.";
  if (stoppedBy === "too_many") return "The workspace has more channels than Slack lists in one go.";
  const { code, afterSeconds, isPassing } = stoppedBy;
  if (afterSeconds !== null)
    return `Slack asked Bellwire to wait ${seconds(afterSeconds)} before listing more.`;
  if (code === "missing_scope") return "Bellwire was not granted the permission to list channels.";
  return isPassing ? "Slack could not be reached to list them." : "Slack did not let Bellwire list them.";
}

async function refresh(
  scope: OrganizationScope,
  installation: Installation,
  now: Date,
): Promise<string | null> {
  const { id: installationId } = installation;
  if (installation.isEnterpriseInstall && installation.teamId === null) return noWorkspace;
  const access = await freshBotToken(scope, installationId, now);
  if (!access.ok) return inWords(access);
  const { channels, stoppedBy } = await listSlackChannels(access.token, {
    withPrivate: installation.scopes.includes("groups:read"),
    teamId: installation.isEnterpriseInstall ? installation.teamId : null,
    withinMs,
  });
  await keepChannels(scope, { installationId, channels }, { isWhole: stoppedBy === null, now });
  if (stoppedBy === null) return null;
  const code = typeof stoppedBy === "string" ? stoppedBy : stoppedBy.code;
  log.warn({ installationId, code, listed: channels.length }, "slack.channels_cut_short");
  return inWords(stoppedBy);
}

function isDue(state: ListingState, last: Attempt | undefined, { now, isAsked }: Ask): boolean {
  const sinceTry = last === undefined ? Number.POSITIVE_INFINITY : performance.now() - last.at;
  const isFresh = state.listedAt !== null && now.getTime() - state.listedAt.getTime() < freshMs;
  if (isFresh && !state.hasUnlisted && !isAsked) return false;
  return sinceTry > (last?.wasCutShort && !isAsked ? retryMs : againMs);
}

function attempt(scope: OrganizationScope, installation: Installation, now: Date): void {
  const done = refresh(scope, installation, now);
  const made: Attempt = { at: performance.now(), done, wasCutShort: true };
  done.then(
    (stoppedBecause) => {
      made.wasCutShort = stoppedBecause !== null;
    },
    () => {},
  );
  attempts.delete(installation.id);
  attempts.set(installation.id, made);
  const oldest = attempts.keys().next();
  if (attempts.size > maxAttempts && !oldest.done) attempts.delete(oldest.value);
}

export type Freshness = ListingState & {
  /** Why the last listing did not come to its end; null when it did. */
  stoppedBecause: string | null;
};

/**
 * Sees to it that the known channels of an installation are at most a few minutes old, if Slack lets us.
 */
export async function freshenChannels(
  scope: OrganizationScope,
  installation: Installation,
  { now, isAsked }: Ask,
): Promise<Freshness> {
  const { id } = installation;
  const before = await findListingState(scope, id);
  if (isDue(before, attempts.get(id), { now, isAsked })) attempt(scope, installation, now);
  const stoppedBecause = (await attempts.get(id)?.done) ?? null;
  return { ...(await findListingState(scope, id)), stoppedBecause };
}
