import type { OrganizationScope } from "@/lib/auth/scope";
import { keepChannels } from "@/lib/installations/channels/commands";
import { searchChannels } from "@/lib/installations/channels/queries";
import { noteWorkspace } from "@/lib/installations/commands";
import type { Installation } from "@/lib/installations/queries";
import { askChannelInfo, type ChannelInfo } from "./channels-info";
import { readChannelReference } from "./channels-reference";
import { freshenChannels } from "./channels-refresh";
import { explain } from "./explain";
import { freshBotToken } from "./oauth-token";
import { chooseWorkspace } from "./workspaces";

/** One channel, or why there is none, in words. */
export type Resolved =
  | { ok: true; channel: ChannelInfo }
  | { ok: false; code: string; message: string; fix: string };

const invite = "If it is private, type /invite @Bellwire in it first.";

function refusalFor(code: string): Resolved {
  if (code === "missing_scope") {
    return {
      ok: false,
      code,
      message: "Bellwire was not granted the permission to look at that channel.",
      fix: "Connect Slack again and tick “private channels”, or choose a public channel.",
    };
  }
  return { ok: false, code, ...explain(code) };
}

/** The workspace as the picker keeps its channels: only a whole Slack organization has several. */
const gridTeamOf = ({ isEnterpriseInstall }: Installation, teamId: string | null) =>
  isEnterpriseInstall ? (teamId ?? "") : "";

async function byId(
  scope: OrganizationScope,
  installation: Installation,
  channelId: string,
  now: Date,
): Promise<Resolved> {
  const access = await freshBotToken(scope, installation.id, now);
  if (!access.ok) return refusalFor(access.code);
  const asked = await askChannelInfo(access.token, channelId);
  if (!asked.ok) return refusalFor(asked.code);
  const channel = asked.value;
  await keepChannels(
    scope,
    {
      installationId: installation.id,
      teamId: gridTeamOf(installation, channel.teamId),
      channels: [channel],
    },
    { isWhole: false, now },
  );
  await noteWorkspace(scope, installation, channel.teamId);
  return { ok: true, channel };
}

type Named = { name: string; teamId: string | undefined };

async function knownId(
  scope: OrganizationScope,
  { id }: Installation,
  { name, teamId }: Named,
): Promise<string | undefined> {
  const found = await searchChannels(scope, { installationId: id, teamId, text: name, limit: 50 });
  return found.find((channel) => channel.name === name)?.id;
}

/**
 * The id behind a name that somebody typed. A name that is not known has Slack list its channels: it may be new, and who
 * comes by the API alone has never seen the picker.
 */
async function idOfName(
  scope: OrganizationScope,
  installation: Installation,
  named: Named,
  now: Date,
): Promise<string | undefined> {
  if (named.name === "") return undefined;
  const known = await knownId(scope, installation, named);
  if (known !== undefined) return known;
  const workspace = await chooseWorkspace(scope, installation, named.teamId, now);
  await freshenChannels(scope, workspace, { now, isAsked: true });
  return knownId(scope, installation, named);
}

/**
 * The channel that somebody typed or pasted: an id, a link, or a `#name`. Slack is
 * asked, so that what comes back is true now. A name is one of `teamId`, where a whole Slack organization is installed.
 */
export async function resolveChannel(
  scope: OrganizationScope,
  installation: Installation,
  typed: string,
  now: Date,
  teamId?: string,
): Promise<Resolved> {
  const reference = readChannelReference(typed);
  if (reference.kind === "id") return byId(scope, installation, reference.channelId, now);
  const known = await idOfName(scope, installation, { name: reference.text, teamId }, now);
  if (known !== undefined) return byId(scope, installation, known, now);
  const message = `Bellwire sees no channel named “${reference.text}” in ${installation.teamName}.`;
  return { ok: false, code: "channel_not_found", message, fix: `Paste the channel's link. ${invite}` };
}
