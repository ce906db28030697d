import { textArgument } from "@/local/slack/api/arguments";
import type { Answer, TokenCall } from "@/local/slack/api/call";
import { cutPage } from "@/local/slack/api/cursor";
import { isRefusal, refuse, refuseArguments } from "@/local/slack/api/refusal";
import { teamsOf } from "@/local/slack/world/channel-directory";
import type { User } from "@/local/slack/world/directory-records";
import type { JsonObject } from "@/local/slack/world/json";

/** A person as the caller may see them: the address only with `users:read.email`. */
function userBody({ caller }: TokenCall, user: User): JsonObject {
  const showsEmail = caller.installation.scopes.includes("users:read.email") && user.email !== "";
  const [first = "", ...rest] = user.realName.split(" ");
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    ...(user.deleted
      ? {}
      : { color: "4bbe2e", tz: "Europe/London", tz_label: "Greenwich Mean Time", tz_offset: 0 }),
    real_name: user.realName,
    profile: {
      title: user.title,
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.name,
      display_name_normalized: user.name,
      first_name: first,
      last_name: rest.join(" "),
      ...(showsEmail ? { email: user.email } : {}),
      team: user.teamId,
    },
    is_admin: user.isAdmin,
    is_owner: false,
    is_bot: user.isBot,
    is_app_user: false,
    is_email_confirmed: true,
    updated: 1_767_225_600,
  };
}

/** `users.lookupByEmail`: neither strangers nor deactivated people are found. */
export function usersLookupByEmail(call: TokenCall): Answer {
  const email = textArgument(call.values, "email")?.trim().toLowerCase();
  if (email === undefined || email === "") return refuseArguments("missing required field: email");
  const teams = teamsOf(call.world, call.caller.installation);
  const found = [...call.world.users.values()].find((user) => user.email === email && teams.has(user.teamId));
  return found === undefined || found.deleted
    ? refuse("users_not_found")
    : { ok: true, user: userBody(call, found) };
}

/** `users.info`. */
export function usersInfo(call: TokenCall): Answer {
  const id = textArgument(call.values, "user");
  if (id === undefined) return refuseArguments("missing required field: user");
  const user = call.world.users.get(id);
  if (user === undefined) return refuse("user_not_found");
  const isNear = teamsOf(call.world, call.caller.installation).has(user.teamId);
  return isNear ? { ok: true, user: userBody(call, user) } : refuse("user_not_visible");
}

/** `users.list`: everybody of a workspace, the deactivated and the bots included. */
export function usersList(call: TokenCall): Answer {
  const { installation } = call.caller;
  const teams = teamsOf(call.world, installation);
  const wanted = installation.orgWide ? textArgument(call.values, "team_id") : installation.teamId;
  if (!wanted) return refuse("missing_argument");
  if (!teams.has(wanted)) return refuse("team_not_found");
  const all = [...call.world.users.values()].filter((user) => user.teamId === wanted);
  const page = cutPage(call.values, all, (user) => user.id, 1000);
  if (isRefusal(page)) return page;
  return {
    ok: true,
    members: page.items.map((user) => userBody(call, user)),
    cache_ts: Math.floor(call.world.clock.now() / 1000),
    response_metadata: { next_cursor: page.nextCursor },
  };
}
