import { flagArgument } from "@/local/slack/api/arguments";
import type { Answer, TokenCall } from "@/local/slack/api/call";
import { cutPage } from "@/local/slack/api/cursor";
import { isRefusal } from "@/local/slack/api/refusal";
import { uninstall } from "@/local/slack/oauth/uninstall";
import { teamsOf } from "@/local/slack/world/channel-directory";

/** `auth.test`: whose token this is, and in which workspace. */
export function authTest({ world, caller }: TokenCall): Answer {
  const { installation, app } = caller;
  const team = world.teams.get(installation.teamId ?? "");
  const enterprise = world.enterprises.get(installation.enterpriseId ?? "");
  const place =
    team ?? (enterprise === undefined ? undefined : { ...enterprise, domain: "globex-organization" });
  return {
    ok: true,
    url: `https://${place?.domain ?? "unknown"}.slack.com/`,
    team: place?.name ?? "",
    user: world.users.get(installation.botUserId)?.name ?? "bot",
    team_id: place?.id ?? "",
    user_id: installation.botUserId,
    bot_id: installation.botId,
    ...(enterprise === undefined ? {} : { enterprise_id: enterprise.id }),
    is_enterprise_install: installation.orgWide,
    ...expiry(caller.token.expiresAt, world.clock.now()),
    app_id: app.id,
  };
}

function expiry(expiresAt: number | null, now: number): { expires_in?: number } {
  return expiresAt === null ? {} : { expires_in: Math.max(0, Math.floor((expiresAt - now) / 1000)) };
}

/** `auth.teams.list`: the workspaces that granted the app, one unless a whole organization did. */
export function authTeamsList({ world, caller, values }: TokenCall): Answer {
  const reached = teamsOf(world, caller.installation);
  const teams = [...world.teams.values()].filter(({ id, state }) => reached.has(id) && state === "active");
  const page = cutPage(values, teams, ({ id }) => id);
  if (isRefusal(page)) return page;
  return {
    ok: true,
    teams: page.items.map(({ id, name }) => ({ id, name })),
    response_metadata: { next_cursor: page.nextCursor },
  };
}

/** `auth.revoke`: with token rotation it ends this one token, without it the whole installation. */
export function authRevoke({ world, caller, values }: TokenCall): Answer {
  if (flagArgument(values, "test")) return { ok: true, revoked: false };
  if (caller.app.tokenRotation) caller.token.revoked = true;
  else uninstall(world, caller.installation, "revoked");
  return { ok: true, revoked: true };
}
