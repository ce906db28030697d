import type { Caller } from "@/local/slack/api/call";
import { type Refusal, refuse } from "@/local/slack/api/refusal";
import type { Incoming } from "@/local/slack/http/incoming";
import type { World } from "@/local/slack/world/world";

/** The token that a request carries: in its header (the scheme in exactly this spelling), else among its arguments. */
export function tokenOf(incoming: Incoming, argument: string | undefined): string | undefined {
  const header = incoming.headers.authorization;
  const bearer = header?.startsWith("Bearer ") ? header.slice("Bearer ".length).trim() : undefined;
  return bearer || argument || undefined;
}

/** Whose token it is, or why Slack does not accept it. */
export function identify(world: World, token: string | undefined): Caller | Refusal {
  if (token === undefined) return refuse("not_authed");
  const known = world.tokens.get(token);
  const installation = world.installations.get(known?.installationId ?? "");
  const app = world.apps.get(installation?.appId ?? "");
  if (known === undefined || installation === undefined || app === undefined) return refuse("invalid_auth");
  if (installation.state === "uninstalled") return refuse("account_inactive");
  if (installation.state === "revoked" || known.revoked) return refuse("token_revoked");
  if (known.expiresAt !== null && known.expiresAt <= world.clock.now()) return refuse("token_expired");
  const team = world.teams.get(installation.teamId ?? "");
  if (team?.state === "disabled") return refuse("account_inactive");
  if (team?.state === "migrating") return refuse("team_added_to_org");
  return { app, installation, token: known };
}
