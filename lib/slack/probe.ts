import { systemScope } from "@/lib/auth/system";
import { timedCache } from "@/lib/auth/timed-cache";
import { breakDestinations, type Mark } from "@/lib/repairs/commands";
import { type Asked, type Refusal, saysTokenIsDead } from "./ask";
import { askChannelInfo, type ChannelInfo } from "./channels-info";
import { testToken } from "./oauth-exchange";
import { freshBotToken } from "./oauth-token";

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

const noToken = ({ code, isPassing }: Refusal): Probe => ({
  token: { state: isPassing ? "unknown" : "dead", code },
  channel: null,
  marks: [],
});

/**
 * Asks Slack whether an installation's token works and what it sees of a channel. Posts nothing. A token that another
 * call is refused with is tried by `auth.test` before it is believed to be dead, and then the installation is given up.
 */
export async function probe(installationId: string, channelId: string | null, now: Date): Promise<Probe> {
  const access = await freshBotToken(prober, installationId, now);
  if (!access.ok) return noToken(access);
  const channel = channelId === null ? null : await askChannelInfo(access.token, channelId, timeoutMs);
  if (channel?.ok) return { token: { state: "good", scopes: channel.scopes }, channel, marks: [] };
  const tested = await testToken(access.token, timeoutMs);
  if (tested.ok) return { token: { state: "good", scopes: tested.scopes }, channel, marks: [] };
  if (!saysTokenIsDead(tested)) return { token: { state: "unknown", code: tested.code }, channel, marks: [] };
  const marks = await giveUp(installationId, tested.code, now);
  return { token: { state: "dead", code: tested.code }, channel: null, marks };
}

/** Pages that poll must not use up what Slack allows: about fifty of these calls a minute a workspace. */
const recent = timedCache<Probe>({
  maxAgeMilliseconds: 15_000,
  maxEntries: 1_000,
  now: () => performance.now(),
});

/** As `probe`, at most once in fifteen seconds a process. */
export function probeSometimes(installationId: string, channelId: string | null, now: Date): Promise<Probe> {
  return recent.get(`${installationId}|${channelId ?? ""}`, () => probe(installationId, channelId, now));
}
