import type { OrganizationScope } from "@/lib/auth/scope";
import { searchPeople } from "@/lib/installations/people/queries";
import type { Asked, Refusal } from "./ask";
import { explainPerson } from "./explain-person";
import { freshBotToken } from "./oauth-token";
import { askSlackUser, findSlackUserByEmail, openDirectMessage, type SlackUser } from "./people";
import { peopleAccess } from "./people-access";
import { readPersonReference } from "./people-reference";
import type { Workspace } from "./workspaces";

/** One person with the conversation that Slack opened, or why there is none, in words. */
export type ResolvedPerson =
  | { ok: true; person: { id: string; name: string; channelId: string } }
  | { ok: false; code: string; message: string; fix: string };

const no = (code: string): ResolvedPerson => ({ ok: false, code, ...explainPerson(code) });

/** Who is meant, asked of Slack where it lets us. Without the right to see people, an id is taken for its own name. */
async function who(
  scope: OrganizationScope,
  { installation, gridTeamId }: Workspace,
  token: string,
  typed: string,
): Promise<Asked<SlackUser>> {
  const access = peopleAccess(installation.scopes);
  const refused = (code: string): Refusal => ({ ok: false, code, isPassing: false, afterSeconds: null });
  const reference = readPersonReference(typed);
  if (reference.kind === "email") {
    return access.canFindByEmail ? findSlackUserByEmail(token, reference.email) : refused("email_unknown");
  }
  if (reference.kind === "id") {
    const { userId: id } = reference;
    if (access.canList) return askSlackUser(token, id);
    return {
      ok: true,
      scopes: null,
      value: { id, name: id, handle: id, isDeactivated: false, isBot: false },
    };
  }
  if (!access.canList) return refused("name_unknown");
  const { text } = reference;
  const which = { installationId: installation.id, teamId: gridTeamId ?? "", text, limit: 50 };
  const found = text === "" ? [] : await searchPeople(scope, which);
  const isIt = (one: { name: string; handle: string }) =>
    one.name.toLowerCase() === text || one.handle.toLowerCase() === text;
  const [first, second] = found.filter(isIt);
  if (first && second) return refused("several_people");
  return first ? askSlackUser(token, first.id) : refused("users_not_found");
}

/**
 * The person that somebody typed, pasted or picked, with the conversation between them and the bot, which is opened. Bots
 * and people who left are refused. Slack is asked, so that what comes back is true now.
 */
export async function resolvePerson(
  scope: OrganizationScope,
  workspace: Workspace,
  typed: string,
  now: Date,
): Promise<ResolvedPerson> {
  if (!peopleAccess(workspace.installation.scopes).canWrite) return no("im_write_missing");
  const access = await freshBotToken(scope, workspace.installation.id, now);
  if (!access.ok) return no(access.code);
  const found = await who(scope, workspace, access.token, typed);
  if (!found.ok) return no(found.code);
  const { id, name, isBot, isDeactivated } = found.value;
  if (isBot) return no("cannot_dm_bot");
  if (isDeactivated) return no("user_disabled");
  const opened = await openDirectMessage(access.token, id);
  if (!opened.ok) return no(opened.code);
  return { ok: true, person: { id, name, channelId: opened.value.channelId } };
}
