import { classesOf, type Row } from "./row";

// Written down from what Slack documents of incoming webhooks: the word decides, and where it is unknown the status.
const c = classesOf("webhook");
const says = (word: string) => ({ kind: `error:${word}` });
const answer = (status: number, body: string, headers: Record<string, string> = {}) => ({
  kind: `answer:${status}`,
  body,
  headers,
});

const words = [
  ...[
    ...["invalid_payload", "no_text", "invalid_blocks", "invalid_blocks_format", "invalid_attachments"],
    ...["too_many_attachments", "missing_text_or_fallback_or_attachments"],
  ].flatMap(c.layout),
  ...[
    ...["user_not_found", "invalid_token", "action_prohibited", "posting_to_general_channel_denied"],
    ...["team_disabled", "no_service", "no_service_id", "no_team", "no_active_hooks"],
    ...["channel_is_archived"],
  ].flatMap((word) => c.destination(word, says(word), word)),
  ...c.one("channel_not_found, again a minute later", {
    faults: [{ kind: "error:channel_not_found", times: 2 }],
    end: c.unsent("held", 2, "channel_not_found"),
    next: "held",
  }),
  ...c.perhaps("rollup_error", says("rollup_error"), "rollup_error"),
];

const limits = [
  ...c.waiting("429 with two seconds", { kind: "429", retryAfter: 2 }, 2, 3),
  ...c.waiting("429 without a header, with a second in its body", { kind: "429:none" }, 1),
  ...c.waiting("429 of the older shape", answer(429, '{"ok":false,"count_hour_ago":7}'), 30),
  ...c.waiting("429 in plain words", answer(429, "slow down", { "retry-after": "1" }), 1),
];

const statuses = [
  ...[400, 413].flatMap((status) =>
    c.message(`${status} with a word unknown`, answer(status, "never_heard"), "never_heard"),
  ),
  ...[401, 403, 404, 410].flatMap((status) =>
    c.destination(`${status} with a page`, answer(status, "<html></html>"), `http_${status}`),
  ),
  ...[500, 502, 503].flatMap((status) =>
    c.perhaps(`${status} with a page`, { kind: `status:${status}` }, `http_${status}`),
  ),
  ...c.unknown("418 with a word unknown", answer(418, "teapot"), "teapot"),
  ...c.destination("no_service with status 200", answer(200, "no_service"), "no_service"),
  ...c.passing("a redirect", { kind: "redirect" }),
];

const answers = [
  ...c.perhaps("a page with status 200", { kind: "html" }, "unreadable_answer"),
  ...c.perhaps("an empty answer with status 200", { kind: "empty" }, "unreadable_answer"),
  ...c.perhaps("ok as JSON", answer(200, '{"ok":true}'), "unreadable_answer"),
  ...c.perhaps("a connection reset", { kind: "reset" }, "connection_lost"),
  ...c.perhaps("an answer cut short", { kind: "cut_body" }, "connection_lost", { posted: true }),
  ...c.perhaps("posted, then 500", { kind: "post_then_fail:500" }, "http_500", { posted: true }),
  ...c.perhaps("silence", { kind: "hang_before_headers" }, "timeout", { copies: 1 }),
  ...c.one("nothing wrong at all", { faults: [], end: c.sent(1), next: "sent" }),
];

/** Every row of what an incoming webhook answers. */
export const webhookRows: readonly Row[] = [...words, ...limits, ...statuses, ...answers];
