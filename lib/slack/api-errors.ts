import {
  ambiguous,
  brokenDestination,
  brokenInstallation,
  lasting,
  ours,
  refusedMessage,
  soon,
  type Verdict,
  wait,
} from "./verdict";

const hour = 3_600;

/** Content that Slack did not like: the same said as plain text may still arrive. */
const tryPlain = { ...refusedMessage, remedy: "plain_text" } as const satisfies Verdict;

/** An answer about the token that `auth.test` must confirm before anybody is told to connect again. */
const doubtfulToken = { ...brokenInstallation, remedy: "confirm_token" } as const satisfies Verdict;

/** The workspace's plan takes no more messages for now; with an hour's steps, for a day. */
const fullWorkspace = lasting({ stepSeconds: hour, hours: 24, breaks: "destination" });

/** The workspace moves into an organization. When that takes longer than two days, it is to be connected again. */
const movingWorkspace = lasting({ stepSeconds: hour / 4, hours: 48, breaks: "installation" });

/** A public channel is joined where that right was granted; otherwise somebody must invite us. */
const joinFirst = { ...brokenDestination, remedy: "join" } as const satisfies Verdict;

/** A `client_msg_id` that Slack has seen and lost: the message goes out under none. */
const freshId = { ...ambiguous, remedy: "fresh_id" } as const satisfies Verdict;

/**
 * What each `error` of `chat.postMessage` and `chat.update` means (docs.slack.dev/reference/methods and the errors common
 * to all methods, 2026-08, with older ones that are still seen).
 */
export const apiErrors = {
  ratelimited: wait,
  rate_limited: wait,

  internal_error: ambiguous,
  fatal_error: ambiguous,
  service_unavailable: soon,
  request_timeout: soon,
  message_limit_exceeded: fullWorkspace,
  team_added_to_org: movingWorkspace,
  org_login_required: movingWorkspace,
  external_channel_migrating: soon,
  update_failed: soon,
  duplicate_message_not_found: freshId,
  duplicate_channel_not_found: freshId,

  no_text: tryPlain,
  msg_too_long: tryPlain,
  msg_blocks_too_long: tryPlain,
  invalid_blocks: tryPlain,
  invalid_blocks_format: tryPlain,
  too_many_attachments: tryPlain,
  attachment_payload_limit_exceeded: tryPlain,
  invalid_attachments: tryPlain,
  too_many_contact_cards: tryPlain,
  missing_file_data: tryPlain,
  message_not_found: refusedMessage,
  cant_update_message: refusedMessage,
  edit_window_closed: refusedMessage,
  block_mismatch: refusedMessage,
  cannot_reply_to_message: refusedMessage,
  restricted_action_non_threadable_channel: refusedMessage,
  restricted_action_thread_locked: refusedMessage,
  slack_connect_file_upload_sharing_blocked: refusedMessage,
  slack_connect_file_link_sharing_blocked: refusedMessage,
  slack_connect_canvas_sharing_blocked: refusedMessage,
  slack_connect_lists_sharing_blocked: refusedMessage,
  slack_connect_clip_sharing_blocked: refusedMessage,

  channel_not_found: brokenDestination,
  not_in_channel: joinFirst,
  is_archived: brokenDestination,
  restricted_action: brokenDestination,
  restricted_action_read_only_channel: brokenDestination,
  restricted_action_thread_only_channel: brokenDestination,
  ekm_access_denied: brokenDestination,
  no_permission: brokenDestination,
  messages_tab_disabled: brokenDestination,
  user_not_found: brokenDestination,
  users_not_found: brokenDestination,
  user_disabled: brokenDestination,
  user_not_visible: brokenDestination,
  cannot_dm_bot: brokenDestination,
  app_access_restricted: brokenDestination,
  team_not_found: brokenDestination,
  channel_is_limited_access: brokenDestination,
  method_not_supported_for_channel_type: brokenDestination,
  is_inactive: brokenDestination,

  token_expired: brokenInstallation,
  token_revoked: doubtfulToken,
  account_inactive: doubtfulToken,
  invalid_auth: doubtfulToken,
  missing_scope: brokenInstallation,
  team_access_not_granted: brokenInstallation,
  not_allowed_token_type: brokenInstallation,
  two_factor_setup_required: brokenInstallation,
  access_denied: brokenInstallation,
  accesslimited: brokenInstallation,
  enterprise_is_restricted: brokenInstallation,
  is_bot: brokenInstallation,

  not_authed: ours,
  markdown_text_conflict: ours,
  invalid_metadata_format: ours,
  invalid_metadata_schema: ours,
  metadata_too_large: ours,
  metadata_must_be_sent_from_app: ours,
  invalid_arguments: ours,
  invalid_arg_name: ours,
  invalid_array_arg: ours,
  invalid_charset: ours,
  invalid_form_data: ours,
  invalid_post_type: ours,
  missing_post_type: ours,
  invalid_json: ours,
  json_not_object: ours,
  missing_argument: ours,
  as_user_not_supported: ours,
  send_on_behalf_not_allowed: ours,
  deprecated_endpoint: ours,
  method_deprecated: ours,
  unknown_method: ours,
  upgrade_required: ours,
} as const satisfies Record<string, Verdict>;
