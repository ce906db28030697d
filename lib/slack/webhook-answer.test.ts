import { describe, expect, it } from "vitest";
import { classifyWebhookAnswer, webhookRemedyOf } from "./webhook-answer";
import { webhookErrors } from "./webhook-errors";

const answer = (status: number, body: string, retryAfter: string | null = null) =>
  classifyWebhookAnswer({ status, body, retryAfter });

function inWords(outcome: ReturnType<typeof answer>): string {
  if (outcome.status === "rejected") return outcome.scope;
  if (outcome.status === "retry") {
    return `retry${outcome.ambiguous ? ", perhaps posted" : ""}${outcome.unknown ? ", unknown" : ""}`;
  }
  return outcome.status;
}

const words = [
  [400, "invalid_payload", "message"],
  [400, "no_text", "message"],
  [400, "invalid_blocks", "message"],
  [400, "invalid_blocks_format", "message"],
  [400, "invalid_attachments", "message"],
  [400, "too_many_attachments", "message"],
  [400, "missing_text_or_fallback_or_attachments", "message"],
  [400, "user_not_found", "destination"],
  [403, "invalid_token", "destination"],
  [403, "action_prohibited", "destination"],
  [403, "posting_to_general_channel_denied", "destination"],
  [403, "team_disabled", "destination"],
  [404, "no_service", "destination"],
  [404, "no_service_id", "destination"],
  [404, "no_team", "destination"],
  [404, "channel_not_found", "destination"],
  [404, "no_active_hooks", "destination"],
  [410, "channel_is_archived", "destination"],
  [500, "rollup_error", "retry, perhaps posted"],
] as const;

describe("a word of an incoming webhook", () => {
  it.each(words)("%i %s means %s", (status, word, meaning) => {
    expect(inWords(answer(status, word))).toBe(meaning);
    expect(answer(status, `${word}\n`)).toMatchObject({ code: word, httpStatus: status });
  });

  it("decides before the status does", () => {
    expect(inWords(answer(500, "no_service"))).toBe("destination");
    expect(inWords(answer(404, "invalid_blocks"))).toBe("message");
    expect(inWords(answer(200, "no_service"))).toBe("destination");
  });

  it("is in this test if it is in the table", () => {
    const tested: string[] = words.map(([, word]) => word);
    expect(Object.keys(webhookErrors).sort()).toEqual([...tested, "rate_limited"].sort());
  });

  it("of the Web API breaks the address, since a webhook has no installation", () => {
    expect(inWords(answer(403, "token_revoked"))).toBe("destination");
    expect(inWords(answer(403, "restricted_action"))).toBe("destination");
    expect(answer(403, "org_login_required")).toMatchObject({ lasting: { breaks: "destination" } });
  });
});

describe("success", () => {
  it("is the status 200 and the word ok, and nothing else", () => {
    expect(answer(200, "ok")).toEqual({ status: "sent", receipt: { kind: "accepted", status: 200 } });
    expect(inWords(answer(200, "ok\n"))).toBe("sent");
    expect(inWords(answer(200, ""))).toBe("retry, perhaps posted");
    expect(inWords(answer(200, "<html>ok</html>"))).toBe("retry, perhaps posted");
    expect(inWords(answer(200, '{"ok":true}'))).toBe("retry, perhaps posted");
    expect(inWords(answer(201, "ok"))).toBe("retry, perhaps posted");
    expect(inWords(answer(500, "ok"))).toBe("retry, perhaps posted");
  });
});

describe("a rate limit", () => {
  const json = '{"retry_after":3,"ok":false,"error":"rate_limited"}';
  it.each([
    ["the header", json, "7", 7],
    ["the body", json, null, 3],
    ["neither", '{"ok":false,"count_hour_ago":12}', null, 30],
    ["a date", "slow down", "Wed, 21 Oct 2026 07:28:00 GMT", 30],
    ["zero", json, "0", 1],
    ["a day", json, "86400", 3_600],
    ["broken JSON", '{"retry_after":', null, 30],
  ])("waits as %s says", (_, body, header, afterSeconds) => {
    expect(answer(429, body, header)).toEqual({ status: "wait", code: "rate_limited", afterSeconds });
  });
});

describe("an unknown answer goes by its status", () => {
  it.each([
    [400, "message"],
    [413, "message"],
    [401, "destination"],
    [403, "destination"],
    [404, "destination"],
    [410, "destination"],
    [500, "retry, perhaps posted"],
    [502, "retry, perhaps posted"],
    [503, "retry, perhaps posted"],
    [302, "retry"],
    [418, "retry, unknown"],
  ])("%i means %s", (status, meaning) => {
    expect(inWords(answer(status, "<html><body>Something</body></html>"))).toBe(meaning);
    expect(inWords(answer(status, "never_seen_word"))).toBe(meaning);
  });

  it("and its body is kept only if it can be a code", () => {
    expect(answer(404, "<html>secret</html>")).toEqual({
      status: "rejected",
      code: "http_404",
      scope: "destination",
      httpStatus: 404,
    });
    expect(answer(404, "never_seen_word")).toMatchObject({ code: "never_seen_word" });
    expect(answer(302, "https://evil.example")).toMatchObject({ code: "redirected" });
    expect(answer(403, "constructor")).toMatchObject({ status: "rejected", scope: "destination" });
  });
});

it.each([
  ["invalid_blocks", "plain_text"],
  ["invalid_payload", "plain_text"],
  ["msg_blocks_too_long", "plain_text"],
  ["no_service", undefined],
])("%s can be mended by %s", (word, remedy) => {
  expect(webhookRemedyOf(word)).toBe(remedy);
});
