import { systemScope } from "@/lib/auth/system";
import { timedCache } from "@/lib/auth/timed-cache";
import { breakDestinations, type Mark } from "@/lib/repairs/commands";
import { type Asked, type Refusal, saysTokenIsDead } from "./ask";
import { askChannelInfo, type ChannelInfo } from "./channels-info";
import { testToken } from "./oauth-exchange";
import { freshBotToken, renewBotToken } from "./oauth-token";

const prober = systemScope("slack-probe");

/** What Slack says of an installation, and of a channel seen from it. */
export type Probe = {
  /** `auth.test`, or any other call that the token opened. */
  token: { state: "good"; scopes: string[] | null } | { state: "dead" | "unknown"; code: string };
  /** Null when none was asked for, or the token is dead. */
  channel: Asked<ChannelInfo> | null;
  /** Destinations that turned out to be broken by this; their owners should be told. */
  marks: Mark[];
};

/** Short, since somebody waits for the page. */
const timeoutMs = 2_500;

/**
 * Gives an installation up whose token Slack says is dead: its destinations hold from now on.
 * @returns the destinations that were not broken before.
 */
function giveUp(installationId: string, code: string, now: Date): Promise<Mark[]> {
  return breakDestinations(prober, { installationId }, { code, scope: "installation", now });
}

const refusedToken = (state: "dead" | "unknown", code: string, marks: Mark[] = []): Probe => ({
  token: { state, code },
  channel: null,
  marks,
});

/** The installation to look at; connecting it again makes another one of it. */
type Looked = { id: string; installedAt: Date };

async function withoutToken({ id }: Looked, { code, isPassing }: Refusal, now: Date): Promise<Probe> {
  if (isPassing || code === "not_configured") return refusedToken("unknown", code);
  return refusedToken("dead", code, code === "token_expired" ? await giveUp(id, code, now) : []);
}

/** What `auth.test` refuses: a token that ran out early may still be renewed, a dead one ends the installation. */
async function afterRefusal(looked: Looked, token: string, refusal: Refusal, now: Date): Promise<Probe> {
  const { code } = refusal;
  if (code === "token_expired") {
    const renewed = await renewBotToken(looked.id, { now, staleToken: token });
    return renewed.ok
      ? { token: { state: "good", scopes: null }, channel: null, marks: [] }
      : withoutToken(looked, renewed, now);
  }
  if (!saysTokenIsDead(refusal)) return refusedToken("unknown", code);
  return refusedToken("dead", code, await giveUp(looked.id, code, now));
}

/**
 * Asks Slack whether an installation's token works and what it sees of a channel. Posts nothing. A token that another
 * call is refused with is tried by `auth.test` before it is believed to be dead, and then the installation is given up.
 */
export async function probe(looked: Looked, channelId: string | null, now: Date): Promise<Probe> {
  const access = await freshBotToken(prober, looked.id, now);
  if (!access.ok) return withoutToken(looked, access, now);
  const { token } = access;
  const channel = channelId === null ? null : await askChannelInfo(token, channelId, timeoutMs);
  if (channel?.ok) return { token: { state: "good", scopes: channel.scopes }, channel, marks: [] };
  const tested = await testToken(token, timeoutMs);
  if (tested.ok) return { token: { state: "good", scopes: tested.scopes }, channel, marks: [] };
  return afterRefusal(looked, token, tested, now);
}

/** Pages that poll must not use up what Slack allows: about fifty of these calls a minute a workspace. */
const recent = timedCache<Probe>({
  maxAgeMilliseconds: 5_000,
  maxEntries: 1_000,
  now: () => performance.now(),
});

/** As `probe`, at most once in five seconds a process. */
export function probeSometimes(looked: Looked, channelId: string | null, now: Date): Promise<Probe> {
  const key = `${looked.id}|${looked.installedAt.getTime()}|${channelId ?? ""}`;
  return recent.get(key, () => probe(looked, channelId, now));
}
