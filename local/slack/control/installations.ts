import { z } from "zod";
import { type ControlAnswer, done, misshapen, refused } from "@/local/slack/control/answer";
import { demoApp, demoTeam } from "@/local/slack/demo-world";
import { uninstall } from "@/local/slack/oauth/uninstall";
import type { Installation } from "@/local/slack/world/access-records";
import type { Json } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

const change = z.object({
  action: z.enum(["uninstall", "revoke", "scopes", "expire", "migrate", "disable", "activate", "issue"]),
  team: z.string().default(demoTeam.id),
  app: z.string().default(demoApp.id),
  scopes: z.array(z.string()).optional(),
});

/**
 * What happens to an installation from Slack's side: an admin removes the app (`uninstall`), its tokens are revoked
 * (`revoke`), its scopes change (`scopes`), its tokens run out (`expire`), its workspace moves into an organization
 * (`migrate`), is switched off (`disable`) or comes back (`activate`). `issue` gives out one more bot token.
 */
export function changeInstallation(world: World, body: Json): ControlAnswer {
  const wanted = change.safeParse(body);
  if (!wanted.success) return misshapen(wanted.error);
  const { action, team: teamId, app, scopes } = wanted.data;
  const installation = world.installations.get(`${app}:${teamId}`);
  if (installation === undefined) return refused(`${app} was never installed in ${teamId}`, 404);
  const team = world.teams.get(teamId);
  if (action === "uninstall") uninstall(world, installation, "uninstalled");
  if (action === "revoke") uninstall(world, installation, "revoked");
  if (action === "scopes") installation.scopes = scopes ?? installation.scopes;
  if (action === "expire") expire(world, installation);
  if (team !== undefined && action === "migrate") team.state = "migrating";
  if (team !== undefined && action === "disable") team.state = "disabled";
  if (team !== undefined && action === "activate") team.state = "active";
  if (action === "issue") return done({ token: issue(world, installation) });
  return done({ installation: summaryOf(installation), team: team?.state });
}

function issue(world: World, { id }: Installation): string {
  const token = `xoxb-${world.mint.digits()}-${world.mint.digits()}-${world.mint.secret(24)}`;
  world.tokens.set(token, { token, installationId: id, expiresAt: null, revoked: false });
  return token;
}

function expire(world: World, installation: Installation): void {
  for (const token of world.tokens.values()) {
    if (token.installationId === installation.id) token.expiresAt = world.clock.now();
  }
}

function summaryOf({ id, appId, teamId, enterpriseId, botUserId, scopes, state }: Installation) {
  return { id, appId, teamId, enterpriseId, botUserId, scopes, state };
}

/** Who installed what where; no tokens. */
export function listInstallations(world: World) {
  return [...world.installations.values()].map(summaryOf);
}
