import { describe, expect, test } from "vitest";
import { readInteraction } from "./payload";
import { viewOf } from "./views";

const now = new Date("2026-11-21T09:00:00Z");

/** Every key of a press that Slack's recorded samples have, values aside (java-slack-sdk, json-logs). */
const recorded = {
  type: "block_actions",
  team: { id: "T1", domain: "acme", enterprise_id: "E1", enterprise_name: "Globex" },
  user: { id: "U1", username: "kim", name: "kim", team_id: "T1" },
  api_app_id: "A1",
  token: "verification",
  container: {
    type: "message",
    message_ts: "1.1",
    channel_id: "C1",
    is_ephemeral: false,
    attachment_id: 1,
    is_app_unfurl: false,
    app_unfurl_url: "",
    thread_ts: "1.0",
    text: "",
    view_id: "",
  },
  trigger_id: "1.2.abc",
  enterprise: { id: "E1", name: "Globex" },
  is_enterprise_install: false,
  channel: { id: "C1", name: "billing" },
  message: { type: "message", text: "…", ts: "1.1", bot_id: "B1" },
  state: { values: {} },
  response_url: "https://hooks.slack.com/actions/T1/1/abc",
  app_unfurl: {},
  view: null,
  bot_access_token: "",
};
const pressed = (action: object, more: object = {}) =>
  readInteraction({ ...recorded, actions: [{ block_id: "ref", action_ts: "1.2", ...action }], ...more }, now);
const button = (action_id: string) => ({
  type: "button",
  action_id,
  value: "ref",
  text: { type: "plain_text", text: "x" },
});
const menu = (action_id: string, value: string) => ({
  type: "overflow",
  action_id,
  selected_option: { text: { type: "plain_text", text: "x" }, value },
});

describe("a press", () => {
  const press = {
    appId: "A1",
    teamId: "T1",
    enterpriseId: "E1",
    user: { id: "U1", name: "kim", teamId: "T1" },
    reference: "ref",
  };
  test.each([
    [button("acknowledge"), { kind: "acknowledge" }],
    [button("approve"), { kind: "decide", decision: "approve" }],
    [button("decline"), { kind: "decide", decision: "decline" }],
    [menu("snooze", "1h"), { kind: "snooze", for: "1h" }],
    [menu("snooze", "tomorrow"), { kind: "snooze", for: "tomorrow" }],
    [menu("more", "mine"), { kind: "assign_me" }],
    [menu("more", "useful"), { kind: "vote", vote: "useful" }],
    [menu("more", "noise"), { kind: "vote", vote: "noise" }],
  ])("%j is read as %j, told apart by Slack's own id of it", (action, deed) => {
    expect(pressed(action)).toEqual({
      kind: "press",
      key: "press|1.2.abc",
      press: { ...press, deed },
      responseUrl: recorded.response_url,
    });
  });

  test.each([
    [menu("snooze", "date"), "snooze"],
    [menu("more", "assign"), "assign"],
    [menu("more", "mute"), "mute"],
  ])("%j asks first", (action, view) => {
    expect(pressed(action)).toMatchObject({ kind: "ask", view, press, triggerId: "1.2.abc" });
  });

  test.each([
    ["of a link", { type: "button", action_id: "open_0", url: "https://a.example" }, {}],
    ["of something of another's", button("launch_missiles"), {}],
    ["of an entry that is not there", menu("more", "sudo"), {}],
    ["of a length that is not there", menu("snooze", "100y"), {}],
    ["without a person", button("acknowledge"), { user: null }],
    ["without an app", button("acknowledge"), { api_app_id: undefined }],
    ["of nothing", button("acknowledge"), { actions: [] }],
  ])("%s is nothing to us", (_, action, more) => {
    expect(pressed(action, more)).toMatchObject({ kind: "other" });
  });

  test("of an organization as a whole has no team", () => {
    expect(pressed(button("acknowledge"), { team: null })).toMatchObject({
      press: { teamId: null, enterpriseId: "E1" },
    });
  });
});

describe("a modal that is sent", () => {
  const submitted = (name: "snooze" | "assign" | "mute", values: object, more: object = {}) => {
    const { private_metadata, callback_id } = viewOf(name, { reference: "ref", responseUrl: null });
    const view = { id: "V1", hash: "1.h", private_metadata, callback_id, state: { values } };
    return readInteraction(
      { ...recorded, type: "view_submission", view: { ...view, ...more }, trigger_id: undefined },
      now,
    );
  };

  test.each([
    [
      "snooze",
      { snooze: { day: { selected_date: "2026-11-30" } } },
      { kind: "snooze_until", day: "2026-11-30" },
    ],
    ["assign", { assign: { user: { selected_user: "U2" } } }, { kind: "assign", userId: "U2" }],
    ["mute", { mute: { days: { selected_option: { value: "30" } } } }, { kind: "mute", days: 30 }],
  ] as const)("%s", (name, values, deed) => {
    expect(submitted(name, values)).toMatchObject({
      kind: "press",
      key: "view|V1|1.h",
      press: { reference: "ref", deed },
    });
  });

  test.each([
    ["snooze", { snooze: { day: { selected_date: "2026-11-20" } } }, "Choose a day ahead."],
    ["snooze", { snooze: { day: { selected_date: null } } }, "Choose a day."],
    ["assign", { assign: { user: { selected_user: null } } }, "Choose somebody."],
    ["mute", { mute: { days: { selected_option: { value: "9999" } } } }, "Choose how long."],
    ["mute", {}, "Choose how long."],
  ] as const)("%s with %j stays open", (name, values, error) => {
    expect(submitted(name, values)).toEqual({ kind: "mistake", errors: { [name]: error } });
  });

  test.each([{ callback_id: "else" }, { private_metadata: "{}" }, { private_metadata: "no JSON" }])(
    "%j is none of ours",
    (more) => {
      expect(submitted("mute", {}, more)).toEqual({ kind: "other", type: "view_submission" });
    },
  );
});

test.each([undefined, null, 7, "x", [], {}, { type: "shortcut" }, { type: 7 }])(
  "%j is nothing to us",
  (payload) => {
    expect(readInteraction(payload, now).kind).toBe("other");
  },
);
