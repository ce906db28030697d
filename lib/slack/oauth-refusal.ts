import type { InstallOutcome } from "@/lib/installations/outcome";
import type { StateRefusal } from "@/lib/installations/states/commands";
import { type Refusal, saysTokenIsDead } from "./ask";

/** What the person is told of a state that was not taken. */
export const outcomeOfState = {
  unknown: "state_unknown",
  used: "state_used",
  expired: "state_expired",
  other_browser: "other_browser",
  other_user: "other_user",
} as const satisfies Record<StateRefusal, InstallOutcome>;

/** The refusals of `oauth.v2.access` that the person at the browser can do something about (docs.slack.dev, its errors). */
const theirs: Readonly<Record<string, InstallOutcome>> = {
  invalid_code: "code_invalid",
  code_already_used: "code_invalid",
  code_expired: "code_invalid",
  cannot_install_an_org_installed_app: "org_installed",
  user_email_unverified: "email_unverified",
  org_login_required: "slack_unreachable",
  team_added_to_org: "slack_unreachable",
};

/** What the person is told of a refused exchange. Every other refusal is about our own configuration. */
export function outcomeOfRefusal(refusal: Refusal): InstallOutcome {
  if (refusal.isPassing) return "slack_unreachable";
  if (saysTokenIsDead(refusal)) return "code_invalid";
  return theirs[refusal.code] ?? "misconfigured";
}

/** Refusals on Slack's own page, brought back as `?error=…`. Those about the request itself are our configuration. */
const ofOurRequest = new Set([
  "invalid_scope",
  "bad_redirect_uri",
  "invalid_client_id",
  "no_scopes",
  "invalid_request",
]);

/** What the person is told of an `error` in the address to which Slack sent them back. */
export function outcomeOfPage(error: string): InstallOutcome {
  if (error === "access_denied") return "cancelled";
  return ofOurRequest.has(error) ? "misconfigured" : "slack_refused";
}
