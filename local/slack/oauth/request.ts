import { scopeDescription, splitScopes } from "@/local/slack/oauth/scopes";
import type { App, Enterprise, Team } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

/** Where an app can be installed: one workspace, or a whole organization. */
export type Place =
  | { readonly kind: "team"; readonly id: string; readonly name: string; readonly team: Team }
  | {
      readonly kind: "enterprise";
      readonly id: string;
      readonly name: string;
      readonly enterprise: Enterprise;
    };

/** What an app asks a person for. */
export interface ConsentRequest {
  readonly app: App;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  /** Whether the app sent the address itself; if so it must send the same one with the code. */
  readonly redirectUriSent: string | null;
  readonly state: string | null;
  readonly place: Place;
}

/** Reads an authorize URL, or says with which word Slack's page refuses it. */
export function readConsentRequest(world: World, query: URLSearchParams): ConsentRequest | string {
  const app = [...world.apps.values()].find(
    (one) => one.clientId !== null && one.clientId === query.get("client_id"),
  );
  if (app === undefined) return "invalid_client_id";
  if (query.has("code_challenge")) return "pkce_not_allowed";
  const scopes = splitScopes(query.get("scope") ?? "");
  if (scopes.length === 0) return "no_scopes";
  if (scopes.some((scope) => scopeDescription(scope) === undefined)) return "invalid_scope";
  const redirectUriSent = query.get("redirect_uri");
  const redirectUri = redirectUriSent ?? app.redirectUrls[0] ?? "";
  if (!isAllowed(redirectUri, app)) return "bad_redirect_uri";
  const place = findPlace(world, query.get("team"));
  if (place === undefined) return "invalid_team_for_non_distributed_app";
  return { app, scopes, redirectUri, redirectUriSent, state: query.get("state"), place };
}

/** An address is allowed when it is a configured one or lies below it; with none configured, any is. */
function isAllowed(redirectUri: string, app: App): boolean {
  if (!URL.canParse(redirectUri) || redirectUri.includes("#")) return false;
  if (!/^https?:$/.test(new URL(redirectUri).protocol)) return false;
  if (app.redirectUrls.length === 0) return true;
  return app.redirectUrls.some((url) => {
    return (
      redirectUri === url ||
      redirectUri.startsWith(`${url.replace(/\/$/, "")}/`) ||
      redirectUri.startsWith(`${url}?`)
    );
  });
}

function findPlace(world: World, id: string | null): Place | undefined {
  return id === null || id === "" ? places(world)[0] : places(world).find((place) => place.id === id);
}

/** Every place where an app can be installed. */
export function places(world: World): Place[] {
  const teams = [...world.teams.values()].map(
    (team): Place => ({ kind: "team", id: team.id, name: team.name, team }),
  );
  const enterprises = [...world.enterprises.values()].map((enterprise): Place => {
    return {
      kind: "enterprise",
      id: enterprise.id,
      name: `${enterprise.name} (whole organization)`,
      enterprise,
    };
  });
  return [...teams, ...enterprises];
}

/** The workspace whose people and channels a place shows: itself, or the first one of the organization. */
export function homeTeam(world: World, place: Place): Team | undefined {
  if (place.kind === "team") return place.team;
  return [...world.teams.values()].find((team) => team.enterpriseId === place.enterprise.id);
}
