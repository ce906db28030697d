import type { StateStore } from "@slack/oauth";
import { findProjectMember, type ProjectMember } from "@/lib/auth/project-member";
import { isAtLeast, type Scope, type UserScope } from "@/lib/auth/scope";
import { systemScope } from "@/lib/auth/system";
import { sha256 } from "@/lib/crypto";
import type { StoredInstallation } from "@/lib/installations/commands";
import type { InstallOutcome } from "@/lib/installations/outcome";
import { findInstallation } from "@/lib/installations/queries";
import { type BegunPlace, findBegunPlace } from "@/lib/installations/states/queries";
import type { Wake } from "@/lib/lanes/commands";
import { log } from "@/lib/log";
import { mend } from "./mending";
import { welcomeChannel } from "./oauth-connected";
import { type AppCredentials, appCredentials, redirectUri } from "./oauth-credentials";
import { exchangeCode } from "./oauth-exchange";
import { createInstallProvider } from "./oauth-provider";
import { outcomeOfPage, outcomeOfRefusal, outcomeOfState } from "./oauth-refusal";
import { createInstallationStore, createStateStore, StateRefused } from "./oauth-stores";
import { botScopes } from "./scopes";

type Begin = {
  user: UserScope;
  scope: Scope;
  /** The value of this browser's own cookie. */
  browser: string;
  /** The workspace to connect again: Slack shows it first. */
  teamId?: string | undefined;
};

/**
 * Begins an install: remembers a one-time state for this person, project and browser.
 * @returns the address of Slack's consent page, or why nobody can connect.
 */
export async function beginInstall(
  { user, scope, browser, teamId }: Begin,
  now: Date,
): Promise<{ ok: true; url: string } | { ok: false; outcome: InstallOutcome }> {
  const credentials = appCredentials();
  if (!credentials) return { ok: false, outcome: "not_configured" };
  const stateStore = createStateStore({ user, browser }, now, scope);
  const installationStore = createInstallationStore(scope, { now });
  const provider = createInstallProvider(credentials, { stateStore, installationStore });
  const where = teamId === undefined ? {} : { teamId };
  const url = await provider.generateInstallUrl({
    scopes: [...botScopes],
    redirectUri: redirectUri(),
    ...where,
  });
  return { ok: true, url };
}

/** Where this browser began the install with this state, whoever is signed in now; takes nothing. */
export function findBegun(state: string, browser: string): Promise<BegunPlace | undefined> {
  return findBegunPlace(systemScope("slack-install"), {
    stateHash: sha256(state),
    browserHash: sha256(browser),
  });
}

/** How an install ended: what to tell, in which project (null when none is known), and which lanes to wake. */
export type Finished = { outcome: InstallOutcome; member: ProjectMember | null; wakes: Wake[] };

const ended = (outcome: InstallOutcome, member: ProjectMember | null = null): Finished => ({
  outcome,
  member,
  wakes: [],
});

type Return = {
  user: UserScope;
  /** The value of this browser's own cookie; null when it has none. */
  browser: string | null;
  /** What Slack put into the address. */
  query: URLSearchParams;
};

/**
 * Ends an install, whatever came back from Slack. Nothing is asked of Slack, and nothing stored, before the state was
 * taken: by the person and the browser that began it, once, in time.
 */
export async function finishInstall({ user, browser, query }: Return, now: Date): Promise<Finished> {
  const state = query.get("state");
  if (!state) return ended("state_missing");
  const taken = await verify(createStateStore({ user, browser }, now), state, now);
  const member = taken.projectId === null ? null : ((await findProjectMember(user, taken.projectId)) ?? null);
  if (taken.refusal) return ended(taken.refusal, member);
  if (!member || !isAtLeast(member.role, "admin")) return ended("not_allowed", member);
  const error = query.get("error");
  if (error !== null) return ended(outcomeOfPage(error), member);
  const credentials = appCredentials();
  if (!credentials) return ended("not_configured", member);
  const code = query.get("code");
  if (!code) return ended("code_invalid", member);
  return install({ user, member, credentials, code, now });
}

type Taken = { projectId: string | null; refusal?: InstallOutcome };

async function verify(store: StateStore, state: string, now: Date): Promise<Taken> {
  try {
    const { metadata } = await store.verifyStateParam(now, state);
    return { projectId: metadata ?? null };
  } catch (error) {
    if (!(error instanceof StateRefused)) throw error;
    return { projectId: error.projectId, refusal: outcomeOfState[error.reason] };
  }
}

type Install = {
  user: UserScope;
  member: ProjectMember;
  credentials: AppCredentials;
  code: string;
  now: Date;
};

async function install({ user, member, credentials, code, now }: Install): Promise<Finished> {
  const { scope } = member;
  const exchanged = await exchangeCode(credentials, code, now);
  if (!exchanged.ok) {
    const outcome = outcomeOfRefusal(exchanged);
    const level = outcome === "misconfigured" ? "error" : "warn";
    log[level]({ code: exchanged.code, projectId: scope.projectId }, "slack.install_refused");
    return ended(outcome, member);
  }
  let stored: StoredInstallation | undefined;
  const onStored = (it: StoredInstallation) => {
    stored = it;
  };
  await createInstallationStore(scope, { now, onStored }).storeInstallation(exchanged.installation);
  if (!stored) throw new Error("an installation was not stored");
  const { bot, incomingWebhook } = exchanged.installation;
  const token = bot?.token ?? "";
  const picked = incomingWebhook?.channelId;
  return settle({ user, member, now, token, stored, picked });
}

type Settle = {
  user: UserScope;
  member: ProjectMember;
  now: Date;
  token: string;
  stored: StoredInstallation;
  picked: string | undefined;
};

async function settle({ user, member, now, token, stored, picked }: Settle): Promise<Finished> {
  const installation = await findInstallation(systemScope("slack-install"), stored.id);
  if (!installation) throw new Error("an installation was stored and is not there");
  const { id, scopes } = installation;
  log.info({ installationId: id, projectId: member.project.id, isNew: stored.isNew }, "slack.installed");
  await mend({ installationIds: [id] }, { kind: "connected", scopes }, now);
  const isAgain = !stored.isNew;
  if (picked === undefined) return ended(isAgain ? "reinstalled" : "installed_without_channel", member);
  const channel = { id: picked, name: installation.defaultChannelName ?? picked };
  const wakes = await welcomeChannel({ user, member, installation, token, channel, isAgain, now });
  if (wakes === "no_room") return ended("installed_without_channel", member);
  const outcome = isAgain ? "reinstalled" : stored.isShared ? "installed_shared" : "installed";
  return { outcome, member, wakes };
}
