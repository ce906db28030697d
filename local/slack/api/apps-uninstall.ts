import type { Answer, TokenCall } from "@/local/slack/api/call";
import { isRefusal, refuse } from "@/local/slack/api/refusal";
import { identifyApp } from "@/local/slack/oauth/exchange";

/** `apps.uninstall`: with a bot token alone Slack answers `no_permission`; `auth.revoke` is the way out. */
export function appsUninstall(call: TokenCall): Answer {
  const app = identifyApp(call);
  if (isRefusal(app)) return app;
  if (app.id !== call.caller.app.id) return refuse("client_id_token_mismatch");
  return refuse("no_permission");
}
