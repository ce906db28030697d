import { sentTs } from "@/local/slack/signals/signature";
import type { Installation } from "@/local/slack/world/access-records";
import { type JsonObject, stringAt } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/** An event in the envelope in which the Events API sends it. */
export interface EventBody extends JsonObject {
  readonly type: "event_callback";
  readonly event_id: string;
  readonly event: JsonObject;
}

/** The two events that say nothing of when they happened. */
const untimed = new Set(["app_uninstalled", "tokens_revoked"]);

/** Wraps an event for one installation. */
export function envelope(
  world: World,
  installation: Installation,
  event: JsonObject,
  teamId: string,
): EventBody {
  const enterpriseId = installation.enterpriseId;
  return {
    token: "simulated-verification-token",
    team_id: teamId,
    ...(enterpriseId === null ? {} : { enterprise_id: enterpriseId }),
    context_team_id: teamId,
    context_enterprise_id: enterpriseId,
    api_app_id: installation.appId,
    event: untimed.has(stringAt(event, "type") ?? "") ? event : { event_ts: sentTs(world), ...event },
    type: "event_callback",
    event_id: world.mint.id("Ev"),
    event_time: Math.floor(world.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: installation.orgWide ? null : teamId,
        user_id: installation.botUserId,
        is_bot: true,
        is_enterprise_install: installation.orgWide,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${world.mint.secret(40)}`,
  };
}
