import { describe, expect, it } from "vitest";
import { demoChannels, demoTeam, enterpriseTeam, secondTeam } from "@/local/slack/demo-world";
import { addChannel } from "@/local/slack/seed-channels";
import { type Bench, errorOf, startBench } from "@/local/slack/testing/harness";

async function pages(bench: Bench, options: Record<string, unknown>): Promise<string[][]> {
  const found: string[][] = [];
  for await (const page of bench.client().paginate("conversations.list", { ...options })) {
    const channels = "channels" in page && Array.isArray(page.channels) ? page.channels : [];
    found.push(channels.map((channel: { name: string }) => channel.name));
  }
  return found;
}

describe("conversations.list", () => {
  it("comes in pages, of which one may be empty although another follows", async () => {
    const bench = await startBench();
    bench.state.channels.forEach((one) => {
      if (one.teamId === demoTeam.id) one.teamId = secondTeam.id;
    });
    for (const name of ["a1", "a2"]) addChannel(bench.state, { id: `C0PAGEONE${name.at(-1)}`, name });
    for (const name of ["b1", "b2"])
      addChannel(bench.state, { id: `C0PAGETWO${name.at(-1)}`, name, archived: true });
    for (const name of ["c1", "c2"]) addChannel(bench.state, { id: `C0PAGETRI${name.at(-1)}`, name });
    expect(await pages(bench, { limit: 2, exclude_archived: true })).toEqual([
      ["a1", "a2"],
      [],
      ["c1", "c2"],
    ]);
  });

  it("gives cursors that end in an equals sign, and refuses any other", async () => {
    const bench = await startBench();
    const cursors: string[] = [];
    let cursor = "";
    do {
      const page = await bench.client().conversations.list({ limit: 3, cursor });
      cursor = page.response_metadata?.next_cursor ?? "";
      if (cursor !== "") cursors.push(cursor);
    } while (cursor !== "");
    expect(cursors.length).toBeGreaterThan(2);
    expect(cursors.every((one) => one.endsWith("="))).toBe(true);
    expect(await errorOf(bench.client().conversations.list({ cursor: "bm9uc2Vuc2U=" }))).toBe(
      "invalid_cursor",
    );
    expect(await errorOf(bench.client().conversations.list({ limit: 1000 }))).toBe("invalid_limit");
  });

  it("passes over a type that stands behind a space", async () => {
    const bench = await startBench();
    const both = await pages(bench, { limit: 200, types: "public_channel,private_channel" });
    const spaced = await pages(bench, { limit: 200, types: "public_channel, private_channel" });
    expect(both.flat()).toContain(demoChannels.financePrivate.name);
    expect(spaced.flat()).not.toContain(demoChannels.financePrivate.name);
  });

  it("shows private channels only where the bot is a member", async () => {
    const bench = await startBench();
    const names = (await pages(bench, { limit: 200, types: "private_channel" })).flat();
    expect(names).toEqual([demoChannels.financePrivate.name]);
    await bench.tell("channels", { invite: "leadership-private" });
    const after = (await pages(bench, { limit: 200, types: "private_channel" })).flat();
    expect(after).toContain(demoChannels.leadershipPrivate.name);
  });

  it("copes with thousands of channels", async () => {
    const bench = await startBench();
    await bench.tell("limits", { enabled: false });
    await bench.tell("channels", { bulk: { count: 3_000, prefix: "team" } });
    const names = (await pages(bench, { limit: 200, exclude_archived: true })).flat();
    expect(names.filter((name) => name.startsWith("team-"))).toHaveLength(3_000);
  });

  it("needs a team with the token of an organization", async () => {
    const bench = await startBench();
    const installation = bench.state.installations.get("A0BELLWIRE:T0BELLWIRE");
    Object.assign(installation ?? {}, { orgWide: true, teamId: null, enterpriseId: "E0GLOBEXCO" });
    expect(await errorOf(bench.client().conversations.list())).toBe("missing_argument");
    const listed = await bench.client().conversations.list({ team_id: enterpriseTeam.id });
    expect(listed.channels?.map((channel) => channel.name)).toContain("billing");
  });
});

describe("conversations.info", () => {
  it.each([
    [demoChannels.financePrivate.id, undefined],
    [demoChannels.leadershipPrivate.id, "channel_not_found"],
    [demoChannels.archivedLaunch.id, undefined],
    ["C0NOWHERE1", "channel_not_found"],
  ])("%s", async (channel, expected) => {
    const bench = await startBench();
    const call = bench.client().conversations.info({ channel });
    if (expected === undefined) expect((await call).channel?.id).toBe(channel);
    else expect(await errorOf(call)).toBe(expected);
  });

  it("tells of an archived, a renamed, a restricted channel", async () => {
    const bench = await startBench();
    const channel = demoChannels.general.id;
    await bench.tell("channels", { action: "archive", channel });
    await bench.tell("channels", { action: "rename", channel, name: "all-hands" });
    await bench.tell("channels", { action: "posting", channel, posting: "thread_only" });
    const told = await bench.client().conversations.info({ channel });
    expect(told.channel).toMatchObject({
      name: "all-hands",
      is_archived: true,
      is_member: false,
      is_thread_only: true,
    });
  });
});
