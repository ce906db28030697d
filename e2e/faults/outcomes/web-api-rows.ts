import { classesOf, type Fault, type Row } from "./row";

// Written down from what Slack documents of `chat.postMessage`, and from nothing of ours: a code that is missing or wrong
// in Bellwire's own table shows here.
const c = classesOf("channel");
const says = (word: string, more: Record<string, unknown> = {}): Fault => ({
  kind: `error:${word}`,
  ...more,
});

const passing = [
  ...["service_unavailable", "request_timeout", "external_channel_migrating", "update_failed"],
].flatMap((word) => c.passing(word, says(word)));

const perhaps = ["internal_error", "fatal_error"].flatMap((word) => c.perhaps(word, says(word), word));

const waiting = [
  ...c.waiting("ratelimited", says("ratelimited", { retryAfter: 1 }), 1, 3),
  ...c.waiting("rate_limited with HTTP 200", says("rate_limited", { retryAfter: 2 }), 2, 2),
  ...c.waiting("rate_limited that says nothing more", says("rate_limited"), 30),
];

const lost = ["duplicate_message_not_found", "duplicate_channel_not_found"].flatMap((word) => [
  ...c.one(`${word}, under its own id`, { faults: [says(word)], end: c.sent(1), next: "sent" }),
  ...c.one(`${word}, under no id too`, {
    faults: [says(word, { times: 2 })],
    end: c.sent(2, { twice: true }),
    next: "sent",
  }),
]);

const layout = [
  ...["no_text", "msg_too_long", "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format"],
  ...["too_many_attachments", "attachment_payload_limit_exceeded", "invalid_attachments"],
  ...["too_many_contact_cards", "missing_file_data"],
].flatMap(c.layout);

const message = [
  ...["markdown_text_conflict", "invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large"],
  ...["metadata_must_be_sent_from_app", "cannot_reply_to_message", "restricted_action_thread_locked"],
  ...["restricted_action_non_threadable_channel", "slack_connect_file_upload_sharing_blocked"],
  ...["slack_connect_file_link_sharing_blocked", "slack_connect_canvas_sharing_blocked"],
  ...["slack_connect_lists_sharing_blocked", "slack_connect_clip_sharing_blocked"],
  ...["slack_connect_anything_sharing_blocked"],
  ...["not_authed", "invalid_arguments", "invalid_arg_name", "invalid_array_arg", "invalid_charset"],
  ...["invalid_form_data", "invalid_post_type", "missing_post_type", "invalid_json", "json_not_object"],
  ...["missing_argument", "as_user_not_supported", "send_on_behalf_not_allowed", "draft_anything"],
  ...["deprecated_endpoint", "method_deprecated", "unknown_method", "upgrade_required"],
].flatMap((word) => c.message(word, says(word), word));

const destination = [
  ...["is_archived", "restricted_action", "restricted_action_read_only_channel", "no_permission"],
  ...["restricted_action_thread_only_channel", "ekm_access_denied", "messages_tab_disabled"],
  ...["user_not_found", "user_disabled", "user_not_visible", "users_not_found", "cannot_dm_bot"],
  ...["app_access_restricted", "team_not_found", "channel_is_limited_access", "is_inactive"],
  ...["method_not_supported_for_channel_type"],
].flatMap((word) => c.destination(word, says(word), word));

const hidden = [
  ...c.one("channel_not_found, once", { faults: [says("channel_not_found")], end: c.sent(2), next: "sent" }),
  ...c.one("channel_not_found, again a minute later", {
    faults: [says("channel_not_found", { times: 2 })],
    end: c.unsent("held", 2, "channel_not_found"),
    next: "held",
  }),
];

/** The app was granted `channels:join`. */
const absent = [
  ...c.one("not_in_channel, until it has joined", {
    faults: [],
    place: "outside",
    end: c.sent(1),
    next: "sent",
  }),
  ...c.one("not_in_channel, though it has joined", {
    faults: [says("not_in_channel", { times: 2 })],
    end: c.unsent("held", 1, "not_in_channel"),
    next: "held",
  }),
  ...c.destination("not_in_channel, private", says("not_in_channel"), "not_in_channel", { place: "private" }),
];

const doubtful = ["token_revoked", "account_inactive", "invalid_auth"].flatMap((word) => [
  ...c.installation(word, { ...says("token_revoked"), method: "auth.test" }),
  ...c.passing(`${word}, which auth.test denies`, says(word)),
]);

const installation = [
  ...["token_expired", "missing_scope", "team_access_not_granted", "not_allowed_token_type"],
  ...["two_factor_setup_required", "access_denied", "accesslimited", "enterprise_is_restricted", "is_bot"],
].flatMap((word) => c.installation(word));

const json = { "content-type": "application/json" };

/** A right to a name of our own, which Bellwire never asks to use: nothing can be left off, so that it is our mistake. */
const customize = c.message(
  "missing_scope for a name of one's own",
  {
    kind: "answer:200",
    headers: json,
    body: '{"ok":false,"error":"missing_scope","needed":"chat:write.customize"}',
  },
  "missing_scope",
);

const lasting = [
  ...c.lasting("message_limit_exceeded", 24),
  ...["team_added_to_org", "org_login_required"].flatMap((word) =>
    c.lasting(word, 48, { ownInstallation: true, copies: 3 }),
  ),
  ...c.one("service_unavailable, for a day", {
    faults: [says("service_unavailable", { times: 4 })],
    end: c.unsent("failed", 4, "service_unavailable"),
    next: "sent",
    hoursPass: 24,
  }),
];

const unheard = [
  ...["brand_new_error", "constructor"].flatMap((word) => c.unknown(word, says(word), word)),
  ...["Something Went Wrong", "<html>", "9lives"].flatMap((word) =>
    c.perhaps(`“${word}” for a code`, says(word), "unreadable_answer"),
  ),
];

/** Every row of the errors of `chat.postMessage`. */
export const webApiRows: readonly Row[] = [
  ...[...passing, ...perhaps, ...waiting, ...lost, ...layout, ...message, ...destination, ...hidden],
  ...[...absent, ...doubtful, ...installation, ...customize, ...lasting, ...unheard],
];
