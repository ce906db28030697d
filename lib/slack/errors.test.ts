import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { apiErrors } from "./api-errors";
import { breaksInstallation, classifyThrown, remedyOf } from "./errors";

const refused = (error: string, more: object = {}) =>
  classifyThrown(new WebAPIPlatformError({ ok: false, error, ...more }));

/** Slack's words by what follows from them, as the published tables and reports have it. */
const table = {
  wait: ["ratelimited", "rate_limited"],
  "retry, perhaps posted": [
    ...["internal_error", "fatal_error", "duplicate_message_not_found", "duplicate_channel_not_found"],
  ],
  retry: ["service_unavailable", "request_timeout", "external_channel_migrating", "update_failed"],
  "retry every 900 s for 48 h, then installation": ["team_added_to_org", "org_login_required"],
  "retry every 3600 s for 24 h, then destination": ["message_limit_exceeded"],
  message: [
    ...["no_text", "msg_too_long", "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format"],
    ...["too_many_attachments", "attachment_payload_limit_exceeded", "invalid_attachments"],
    ...["too_many_contact_cards", "missing_file_data", "cannot_reply_to_message"],
    ...["restricted_action_non_threadable_channel", "restricted_action_thread_locked"],
    ...["slack_connect_file_upload_sharing_blocked", "slack_connect_file_link_sharing_blocked"],
    ...["slack_connect_canvas_sharing_blocked", "slack_connect_lists_sharing_blocked"],
    ...["slack_connect_clip_sharing_blocked", "slack_connect_hologram_sharing_blocked"],
    ...["message_not_found", "cant_update_message", "edit_window_closed", "block_mismatch"],
  ],
  destination: [
    ...["channel_not_found", "not_in_channel", "is_archived", "restricted_action"],
    ...["restricted_action_read_only_channel", "restricted_action_thread_only_channel", "ekm_access_denied"],
    ...["no_permission", "messages_tab_disabled", "user_not_found", "user_disabled", "user_not_visible"],
    ...["users_not_found", "cannot_dm_bot", "app_access_restricted", "team_not_found"],
    ...["channel_is_limited_access", "method_not_supported_for_channel_type", "is_inactive"],
  ],
  installation: [
    ...["token_expired", "token_revoked", "account_inactive", "invalid_auth", "missing_scope"],
    ...["team_access_not_granted", "not_allowed_token_type", "two_factor_setup_required", "access_denied"],
    ...["accesslimited", "enterprise_is_restricted", "is_bot"],
  ],
  ours: [
    ...["not_authed", "invalid_arguments", "invalid_arg_name", "invalid_array_arg", "invalid_charset"],
    ...["invalid_form_data", "invalid_post_type", "missing_post_type", "invalid_json", "json_not_object"],
    ...["missing_argument", "as_user_not_supported", "send_on_behalf_not_allowed", "deprecated_endpoint"],
    ...["method_deprecated", "unknown_method", "upgrade_required", "markdown_text_conflict"],
    ...["invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large"],
    ...["metadata_must_be_sent_from_app", "draft_already_sent"],
  ],
} as const;

function inWords(outcome: ReturnType<typeof classifyThrown>): string {
  switch (outcome.status) {
    case "retry": {
      const { ambiguous, unknown, lasting } = outcome;
      const span = lasting
        ? ` every ${lasting.stepSeconds} s for ${lasting.hours} h, then ${lasting.breaks}`
        : "";
      return `retry${ambiguous ? ", perhaps posted" : ""}${unknown ? ", unknown" : ""}${span}`;
    }
    case "rejected":
      return outcome.scope;
    default:
      return outcome.status;
  }
}

describe("an error word of the Web API", () => {
  const rows = Object.entries(table).flatMap(([meaning, words]) =>
    words.map((word) => [word, meaning] as const),
  );

  it.each(rows)("%s means %s", (word, meaning) => {
    const outcome = refused(word);
    expect(inWords(outcome)).toBe(meaning);
    expect(outcome).toMatchObject({ code: word });
  });

  it("is in this test if it is in the table", () => {
    expect(Object.keys(apiErrors).sort()).toEqual(
      rows
        .map(([word]) => word)
        .filter((word) => !/^draft_|hologram/.test(word))
        .sort(),
    );
  });

  it.each(["brand_new_error", "constructor"])(
    "that nobody has seen before is tried a few times: %s",
    (word) => {
      expect(inWords(refused(word))).toBe("retry, unknown");
      expect(refused(word)).toMatchObject({ code: word });
    },
  );

  it.each([
    ["team_added_to_org", true],
    ["token_revoked", true],
    ["app_uninstalled", true],
    ["message_limit_exceeded", false],
    ["is_archived", false],
    ["ratelimited", false],
    ["toString", false],
  ])("%s is mended by connecting again: %s", (word, expected) => {
    expect(breaksInstallation(word)).toBe(expected);
  });

  it.each([
    ["invalid_blocks", "plain_text"],
    ["msg_too_long", "plain_text"],
    ["token_revoked", "confirm_token"],
    ["account_inactive", "confirm_token"],
    ["invalid_auth", "confirm_token"],
    ["duplicate_message_not_found", "fresh_id"],
    ["not_in_channel", "join"],
    ["is_archived", undefined],
    ["toString", undefined],
  ])("%s can be mended by %s", (word, remedy) => {
    expect(remedyOf(word)).toBe(remedy);
  });
});

describe("what comes with an error word", () => {
  it("says which right is missing", () => {
    expect(refused("missing_scope", { needed: "chat:write", provided: "channels:read" })).toEqual({
      status: "rejected",
      code: "missing_scope",
      scope: "installation",
      detail: "needs chat:write",
    });
  });

  it("is our mistake when the right is one to a name of our own", () => {
    expect(inWords(refused("missing_scope", { needed: "chat:write.customize" }))).toBe("ours");
  });

  it("keeps what Slack found wrong, without secrets and not without end", () => {
    const errors = [
      "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
      `xoxb-1-secret ${"x".repeat(900)}`,
    ];
    const outcome = refused("invalid_blocks", { errors });
    const detail = "detail" in outcome ? (outcome.detail ?? "") : "";
    expect(detail).toContain("[json-pointer:/blocks/0/text/text]; [redacted] x");
    expect(detail).toHaveLength(500);
  });

  it.each([
    [{ retryAfter: 7 }, 7],
    [{ retryAfter: 0 }, 1],
    [{ retryAfter: 1e9 }, 3_600],
    [{}, 30],
    [{ retryAfter: "soon" }, 30],
  ])("a rate limit with %j waits %i s", (response_metadata, afterSeconds) => {
    expect(refused("rate_limited", { response_metadata })).toEqual({
      status: "wait",
      code: "rate_limited",
      afterSeconds,
    });
  });
});

const timeout = new DOMException("The operation was aborted due to timeout", "TimeoutError");
const fetchFailed = (cause?: unknown) => new WebAPIRequestError(new TypeError("fetch failed", { cause }));
const withCode = (code: string) =>
  Object.assign(new Error(`failed https://hooks.slack.com/services/T1/B1/secret ${code}`), { code });

describe("what a call throws", () => {
  it.each<[string, unknown, string, string]>([
    ["429 with Retry-After", new WebAPIRateLimitedError(2), "wait", "ratelimited"],
    [
      "429 without a usable header",
      new Error("Retry header did not contain a valid timeout (url: x)"),
      "wait",
      "ratelimited",
    ],
    ["500", new WebAPIHTTPError(500, "", {}, "<html>"), "retry, perhaps posted", "http_500"],
    ["503", new WebAPIHTTPError(503, "", {}, "<html>"), "retry, perhaps posted", "http_503"],
    ["404 of a proxy", new WebAPIHTTPError(404, "", {}), "retry", "http_404"],
    ["413", new WebAPIHTTPError(413, "", {}), "message", "http_413"],
    ["429 as a plain HTTP error", new WebAPIHTTPError(429, "", {}), "wait", "ratelimited"],
    ["a redirect", fetchFailed(new Error("unexpected redirect")), "retry", "redirected"],
    ["refused", fetchFailed(withCode("ECONNREFUSED")), "retry", "unreachable"],
    ["no such host", fetchFailed(withCode("ENOTFOUND")), "retry", "unreachable"],
    ["no connection in time", fetchFailed(withCode("UND_ERR_CONNECT_TIMEOUT")), "retry", "unreachable"],
    ["a foreign certificate", fetchFailed(withCode("ERR_TLS_CERT_ALTNAME_INVALID")), "retry", "unreachable"],
    ["a reset", fetchFailed(withCode("ECONNRESET")), "retry, perhaps posted", "connection_lost"],
    ["no headers in time", new WebAPIRequestError(timeout), "retry, perhaps posted", "timeout"],
    ["a body that stalls", timeout, "retry, perhaps posted", "timeout"],
    [
      "a body cut short",
      new TypeError("terminated", { cause: withCode("UND_ERR_SOCKET") }),
      "retry, perhaps posted",
      "connection_lost",
    ],
    [
      "HTML with 200",
      new WebAPIPlatformError({ ok: false, error: "<html><body>Oops</body>" }),
      "retry, perhaps posted",
      "unreadable_answer",
    ],
    [
      "an empty body with 200",
      new WebAPIPlatformError({ ok: false, error: "" }),
      "retry, perhaps posted",
      "unreadable_answer",
    ],
    [
      "an answer of another shape",
      new TypeError("Cannot read properties of null"),
      "retry, perhaps posted",
      "connection_lost",
    ],
    ["something that is no error", "boom", "retry, perhaps posted", "connection_lost"],
  ])("%s", (_, thrown, meaning, code) => {
    const outcome = classifyThrown(thrown);
    expect(inWords(outcome)).toBe(meaning);
    expect(outcome).toMatchObject({ code });
    expect(code).toMatch(/^[a-z][a-z0-9_]{1,63}$/);
    expect(JSON.stringify(outcome)).not.toMatch(/<html|services|secret/);
  });

  it("waits as long as the header says", () => {
    expect(classifyThrown(new WebAPIRateLimitedError(2))).toEqual({
      status: "wait",
      code: "ratelimited",
      afterSeconds: 2,
    });
  });

  it.each([["<html>"], ["Invalid Auth"], ["x".repeat(65)], ["9lives"], ["a"], ["invalid_auth "]])(
    "%s is never stored as a code",
    (error) => {
      expect(refused(error)).toMatchObject({ code: "unreadable_answer" });
    },
  );
});
