/** What went wrong, in words for whoever owns the destination, and what they can do about it. */
export type Explanation = { message: string; fix: string };

const reconnect = "Connect Slack again on the Integrations page. Destinations and routes are kept.";
const newWebhook =
  "Create a new incoming webhook for the channel in Slack and replace the URL here. Routes are kept.";
const nothingToDo = "Nothing to do: Bellwire tries again by itself.";
const tellUs = "This is on our side. If it goes on, write to support with the notification's id.";

const explanations = {
  channel_not_found: {
    message: "The channel no longer exists, or it is private and Bellwire is not in it.",
    fix: "Invite Bellwire to the channel with /invite @Bellwire, or choose another one.",
  },
  not_in_channel: {
    message: "Bellwire is not in the channel.",
    fix: "Invite it with /invite @Bellwire, then send a test.",
  },
  user_not_found: {
    message: "Slack does not know that person any more.",
    fix: "Choose another person.",
  },
  users_not_found: {
    message: "Slack does not know that person any more.",
    fix: "Choose another person.",
  },
  user_disabled: {
    message: "The person's Slack account was deactivated.",
    fix: "Choose another person.",
  },
  user_not_visible: {
    message: "Bellwire may not see that person in this workspace.",
    fix: "Choose another person, or ask a Slack admin.",
  },
  cannot_dm_bot: { message: "That is an app, not a person.", fix: "Choose a person." },
  messages_tab_disabled: {
    message: "The app's Messages tab is switched off, so that nobody can be written to.",
    fix: "Ask whoever manages the Bellwire app in Slack to switch on its Messages tab under App Home.",
  },
  no_permission: {
    message: "Bellwire may not post in the channel.",
    fix: "Invite it with /invite @Bellwire, or ask a Slack admin.",
  },
  is_archived: {
    message: "The channel is archived.",
    fix: "Unarchive it in Slack, or choose another channel.",
  },
  is_inactive: { message: "The channel is frozen, archived or deleted.", fix: "Choose another channel." },
  channel_is_archived: {
    message: "The webhook's channel is archived.",
    fix: "Unarchive it in Slack, or replace the URL by a webhook of another channel.",
  },
  restricted_action: {
    message: "A Slack admin restricts who may post in the channel.",
    fix: "Ask a Slack admin to let Bellwire post there, or choose another channel.",
  },
  action_prohibited: {
    message: "A Slack admin forbids this webhook to post.",
    fix: "Ask a Slack admin to allow it, or use a webhook of another channel.",
  },
  posting_to_general_channel_denied: {
    message: "Only some people may post in the workspace's general channel.",
    fix: "Use a webhook of another channel.",
  },
  no_service: { message: "The webhook was removed in Slack, or its app was.", fix: newWebhook },
  no_active_hooks: { message: "Slack has switched this webhook off.", fix: newWebhook },
  invalid_token: { message: "The last part of the webhook URL is wrong or was renewed.", fix: newWebhook },
  no_team: { message: "The workspace of this webhook no longer exists.", fix: newWebhook },
  team_disabled: { message: "The workspace of this webhook is disabled.", fix: newWebhook },
  invalid_webhook_url: { message: "The stored address is not that of a Slack webhook.", fix: newWebhook },
  not_installed: { message: "The Slack workspace is not connected any more.", fix: reconnect },
  app_uninstalled: { message: "Bellwire was removed from the workspace in Slack.", fix: reconnect },
  token_revoked: { message: "Bellwire was disconnected in Slack.", fix: reconnect },
  account_inactive: {
    message: "Bellwire was removed from the workspace, or the workspace was deleted.",
    fix: reconnect,
  },
  invalid_auth: { message: "Slack no longer accepts Bellwire's access.", fix: reconnect },
  token_expired: { message: "Bellwire's access has expired.", fix: reconnect },
  missing_scope: { message: "Bellwire lacks a permission in this workspace.", fix: `Grant it: ${reconnect}` },
  message_limit_exceeded: {
    message: "The workspace has reached its plan's limit of messages.",
    fix: "Slack takes messages again when old ones leave the limit, or when the plan is changed.",
  },
  ratelimited: { message: "Slack asked Bellwire to slow down.", fix: nothingToDo },
  rate_limited: { message: "Slack asked Bellwire to slow down.", fix: nothingToDo },
  timeout: { message: "Slack did not answer in time.", fix: nothingToDo },
  unreachable: { message: "Slack could not be reached.", fix: nothingToDo },
  connection_lost: { message: "The connection to Slack broke off.", fix: nothingToDo },
  unreadable_answer: { message: "Something other than Slack answered.", fix: nothingToDo },
  redirected: { message: "Slack's address led elsewhere, which is never followed.", fix: nothingToDo },
} as const satisfies Record<string, Explanation>;

const byCode: ReadonlyMap<string, Explanation> = new Map(Object.entries(explanations));

const byScope = {
  message: {
    message: "Slack did not take this message.",
    fix: "Other messages are not affected. Send it again after changing its wording.",
  },
  destination: {
    message: "Slack does not let Bellwire post there.",
    fix: "Check the channel and its permissions in Slack, or choose another one.",
  },
  installation: { message: "Slack no longer lets Bellwire into the workspace.", fix: reconnect },
  ours: { message: "Bellwire asked Slack for something in the wrong way.", fix: tellUs },
  none: { message: "Slack could not take the message just now.", fix: nothingToDo },
} as const satisfies Record<string, Explanation>;

const gaveUp =
  "Bellwire has stopped trying. If the message is not in the channel, send it again from its notification.";

/**
 * Words for the code of an outcome. `scope` is the rejected outcome's; without one the failure is passing.
 * `isOver` says that no further try is made of the message. Total: a code that is new to us is explained by what it broke.
 */
export function explain(
  code: string,
  scope?: "message" | "destination" | "installation" | "ours",
  { isOver = false }: { isOver?: boolean } = {},
): Explanation {
  const found = byCode.get(code) ?? byScope[scope ?? "none"];
  return isOver && found.fix === nothingToDo ? { ...found, fix: gaveUp } : found;
}
