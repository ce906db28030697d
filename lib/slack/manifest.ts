import { optionalScopes, requiredScopes } from "./scopes";

/** What Bellwire hears of from Slack: its own removal, and what happens to channels. Never a message. */
export const botEvents = [
  "app_uninstalled",
  "tokens_revoked",
  "team_access_revoked",
  "channel_rename",
  "channel_archive",
  "channel_unarchive",
  "channel_deleted",
  "channel_left",
  "channel_id_changed",
  "group_rename",
  "group_archive",
  "group_unarchive",
  "group_deleted",
  "group_left",
  "member_joined_channel",
  "member_left_channel",
] as const;

/** Stands for the public origin in `public/slack-manifest.json`. */
export const manifestOrigin = "https://bellwire.example.com";

const names = (notes: readonly { scope: string }[]) => notes.map(({ scope }) => scope);

/**
 * The manifest from which a Slack app for one Bellwire is made (api.slack.com/apps, “From a manifest”).
 * @param origin the public origin, without a path.
 */
export function slackManifest(origin: string) {
  const at = (path: string) => `${origin}/api/integrations/slack/${path}`;
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: "Bellwire",
      description: "Tells the right people what just happened to their customers and their revenue.",
      background_color: "#14213D",
    },
    features: {
      bot_user: { display_name: "bellwire", always_online: true },
      // Without its Messages tab an app cannot write to a person; nobody needs to answer there.
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
    },
    oauth_config: {
      redirect_urls: [at("callback")],
      scopes: { bot: names(requiredScopes), bot_optional: names(optionalScopes) },
    },
    settings: {
      event_subscriptions: { request_url: at("events"), bot_events: [...botEvents] },
      interactivity: { is_enabled: true, request_url: at("interactions") },
      org_deploy_enabled: true,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}
