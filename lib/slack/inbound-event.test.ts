import { describe, expect, test } from "vitest";
import { readCallback } from "./inbound-event";

const authorization = {
  enterprise_id: null,
  team_id: "T1",
  user_id: "U1",
  is_bot: true,
  is_enterprise_install: false,
};
const envelope = (event: unknown, change: Record<string, unknown> = {}) => ({
  token: "x",
  team_id: "T1",
  api_app_id: "A1",
  type: "event_callback",
  event_id: "Ev1",
  event_time: 1_700_000_000,
  authorizations: [authorization],
  event,
  ...change,
});

describe("an event", () => {
  test.each([
    [{ type: "app_uninstalled" }, { kind: "uninstalled" }],
    [
      { type: "tokens_revoked", tokens: { oauth: ["U9"], bot: ["U1"] } },
      { kind: "token_revoked", botUserIds: ["U1"] },
    ],
    [
      { type: "tokens_revoked", tokens: { oauth: ["U9"] } },
      { kind: "token_revoked", botUserIds: [] },
    ],
    [
      { type: "team_access_revoked", team_ids: ["T2"] },
      { kind: "workspaces_lost", teamIds: ["T2"] },
    ],
    [
      { type: "channel_rename", channel: { id: "C1", name: "new", created: 1 } },
      { kind: "renamed", channelId: "C1", name: "new" },
    ],
    [
      { type: "group_rename", channel: { id: "C1", name: "new" } },
      { kind: "renamed", channelId: "C1", name: "new" },
    ],
    [
      { type: "channel_archive", channel: "C1", user: "U2" },
      { kind: "archived", channelId: "C1" },
    ],
    [
      { type: "group_archive", channel: "C1" },
      { kind: "archived", channelId: "C1" },
    ],
    [
      { type: "channel_unarchive", channel: "C1" },
      { kind: "unarchived", channelId: "C1" },
    ],
    [
      { type: "group_unarchive", channel: "C1" },
      { kind: "unarchived", channelId: "C1" },
    ],
    [
      { type: "channel_deleted", channel: "C1" },
      { kind: "deleted", channelId: "C1" },
    ],
    [
      { type: "group_deleted", channel: "C1" },
      { kind: "deleted", channelId: "C1" },
    ],
    [
      { type: "channel_left", channel: "C1" },
      { kind: "left", channelId: "C1", userId: null, isPrivate: false },
    ],
    [
      { type: "group_left", channel: "C1" },
      { kind: "left", channelId: "C1", userId: null, isPrivate: true },
    ],
    [
      { type: "member_left_channel", user: "U1", channel: "C1", channel_type: "G" },
      { kind: "left", channelId: "C1", userId: "U1", isPrivate: true },
    ],
    [
      { type: "member_joined_channel", user: "U1", channel: "C1" },
      { kind: "joined", channelId: "C1", userId: "U1" },
    ],
    [
      { type: "channel_id_changed", old_channel_id: "C1", new_channel_id: "C2" },
      { kind: "id_changed", channelId: "C1", newChannelId: "C2" },
    ],
  ])("%o is %o", (event, signal) => {
    expect(readCallback(envelope(event))).toEqual({
      kind: "event",
      event: {
        eventId: "Ev1",
        at: new Date(1_700_000_000_000),
        appId: "A1",
        holderId: "T1",
        teamId: "T1",
        signal,
      },
    });
  });

  test.each([
    [
      "a team's installation inside an organization",
      { enterprise_id: "E1", authorizations: [{ ...authorization, enterprise_id: "E1" }] },
      "T1",
    ],
    [
      "an installation for a whole organization",
      {
        enterprise_id: "E1",
        authorizations: [
          { ...authorization, enterprise_id: "E1", team_id: null, is_enterprise_install: true },
        ],
      },
      "E1",
    ],
    ["no team at all", { team_id: null, enterprise_id: "E1", authorizations: [] }, "E1"],
    ["no authorizations", { authorizations: undefined }, "T1"],
  ])("of %s is for its holder", (_name, change, holderId) => {
    expect(readCallback(envelope({ type: "app_uninstalled" }, change))).toMatchObject({
      event: { holderId },
    });
  });

  test.each([
    envelope({ type: "message", text: "hello" }),
    envelope({ type: "channel_archive", channel: { id: "C1" } }),
    envelope({ type: "channel_archive", channel: "" }),
    envelope({ type: "app_uninstalled" }, { team_id: undefined, authorizations: [] }),
    envelope({ type: "app_uninstalled" }, { event_id: "" }),
    envelope(null),
    { type: "app_rate_limited", team_id: "T1" },
    null,
    undefined,
    [],
    "x",
    { __proto__: null },
  ])("is none of ours: %o", (body) => expect(readCallback(body).kind).toBe("other"));
});

test("the challenge of a new address comes back", () => {
  expect(readCallback({ type: "url_verification", token: "x", challenge: "abc" })).toEqual({
    kind: "challenge",
    challenge: "abc",
  });
});
