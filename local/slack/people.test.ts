import { describe, expect, it } from "vitest";
import { demoBotUserId, demoUsers, secondEnterpriseTeam } from "@/local/slack/demo-world";
import { errorOf, startBench } from "@/local/slack/testing/harness";

describe("finding people", () => {
  it("by e-mail", async () => {
    const bench = await startBench();
    const found = await bench.client().users.lookupByEmail({ email: "Kim@Acme.test" });
    expect(found.user).toMatchObject({
      id: demoUsers.kim.id,
      deleted: false,
      profile: { email: "kim@acme.test" },
    });
  });

  it.each(["nobody@acme.test", demoUsers.deactivated.email, "nora@northwind-demo.test"])(
    "not %s",
    async (email) => {
      const bench = await startBench();
      expect(await errorOf(bench.client().users.lookupByEmail({ email }))).toBe("users_not_found");
    },
  );

  it("hides the address without users:read.email", async () => {
    const bench = await startBench();
    await bench.tell("installations", { action: "scopes", scopes: ["users:read"] });
    const told = await bench.client().users.info({ user: demoUsers.kim.id });
    expect(told.user?.profile).not.toHaveProperty("email");
    expect(await errorOf(bench.client().users.lookupByEmail({ email: demoUsers.kim.email }))).toBe(
      "missing_scope",
    );
  });

  it("lists a dozen people, the deactivated one and the bot included", async () => {
    const bench = await startBench();
    const { members = [] } = await bench.client().users.list({});
    expect(members).toHaveLength(13);
    expect(members.filter((member) => member.deleted).map((member) => member.id)).toEqual([
      demoUsers.deactivated.id,
    ]);
    expect(members.find((member) => member.is_bot)?.id).toBe(demoBotUserId);
  });

  it("lists one workspace at a time with the token of an organization", async () => {
    const bench = await startBench();
    const installation = bench.state.installations.get("A0BELLWIRE:T0BELLWIRE");
    Object.assign(installation ?? {}, { orgWide: true, teamId: null, enterpriseId: "E0GLOBEXCO" });
    const { teams } = await bench.client().auth.teams.list();
    expect(teams?.map(({ name }) => name)).toEqual(["Globex HQ", "Globex Europe"]);
    expect(await errorOf(bench.client().users.list({}))).toBe("missing_argument");
    const { members } = await bench.client().users.list({ team_id: secondEnterpriseTeam.id });
    expect(members?.map(({ name }) => name)).toEqual(["ingrid"]);
  });

  it.each([
    ["U0NOBODY01", "user_not_found"],
    ["U0NORAADMN", "user_not_visible"],
  ])("users.info of %s: %s", async (user, expected) => {
    const bench = await startBench();
    expect(await errorOf(bench.client().users.info({ user }))).toBe(expected);
  });
});

describe("direct messages", () => {
  it("opens the same conversation every time, and posts to a person land in it", async () => {
    const bench = await startBench();
    const opened = await bench.client().conversations.open({ users: demoUsers.kim.id });
    const again = await bench.client().conversations.open({ users: demoUsers.kim.id, return_im: true });
    const posted = await bench.client().chat.postMessage({ channel: demoUsers.kim.id, text: "hello" });
    expect(opened.channel?.id).toMatch(/^D/);
    expect(again).toMatchObject({
      no_op: true,
      already_open: true,
      channel: { id: opened.channel?.id, is_im: true },
    });
    expect(posted.channel).toBe(opened.channel?.id);
  });

  it.each([
    [demoUsers.deactivated.id, "user_disabled"],
    ["U0NOBODY01", "user_not_found"],
    [demoBotUserId, "invalid_user_combination"],
    ["", "users_list_not_supplied"],
    [Array(9).fill(demoUsers.kim.id).join(","), "too_many_users"],
  ])("not with %s", async (users, expected) => {
    const bench = await startBench();
    expect(await errorOf(bench.client().conversations.open({ users }))).toBe(expected);
  });

  it("follows a person who leaves the company", async () => {
    const bench = await startBench();
    const opened = await bench.client().conversations.open({ users: demoUsers.kim.id });
    await bench.tell("users", { action: "deactivate", user: "kim" });
    const post = { channel: opened.channel?.id ?? "", text: "x" };
    expect(await errorOf(bench.client().chat.postMessage(post))).toBe("user_disabled");
    expect(await errorOf(bench.client().users.lookupByEmail({ email: demoUsers.kim.email }))).toBe(
      "users_not_found",
    );
    expect(await errorOf(bench.client().chat.postMessage({ channel: demoUsers.kim.id, text: "x" }))).toBe(
      "user_disabled",
    );
  });
});
