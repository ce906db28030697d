import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { systemScope } from "@/lib/auth/system";
import { getDestination } from "@/lib/destinations/queries";
import { keepChannels } from "@/lib/installations/channels/commands";
import { findListingState } from "@/lib/installations/channels/queries";
import { listInstallations } from "@/lib/installations/queries";
import { noteChannel } from "@/lib/installations/signals/commands";
import { createRoute } from "@/lib/routing/commands";
import { demoChannels, enterpriseTeam, secondEnterpriseTeam } from "@/local/slack/demo-world";
import { changeChannel, connectChannel } from "./channels-connect";
import { type ChannelPage, listChannels, type PickerQuery } from "./channels-picker";
import { connect, farSlack, inSlack, type Person, somebody } from "./testing/far-slack";

const { sql } = await testDatabase();
const slack = await farSlack();
const everything = ["chat:write.public", "groups:read", "im:write", "users:read", "users:read.email"];

let person: Person;
beforeEach(async () => {
  await sql`delete from slack_installations`;
  await inSlack(slack, "reset", {});
  person = await somebody();
  await connect(person, { channel: demoChannels.growth.id, granted: everything });
});

const pick = (asked: PickerQuery = {}, now = new Date()) => listChannels(person.member.scope, asked, now);
const namesOf = ({ channels }: ChannelPage) => channels.map(({ name }) => name);
const listCalls = () =>
  slack.state.requests.list().filter(({ path }) => path === "/api/conversations.list").length;

async function everyPage(asked: PickerQuery): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page: ChannelPage = await pick({ ...asked, cursor });
    names.push(...namesOf(page));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return names;
}

describe("the picker", () => {
  test("shows public channels and those private ones that the bot is in, apart, without archived ones", async () => {
    const page = await pick({ limit: 200 });
    const split = page.channels.findIndex(({ isPrivate }) => isPrivate);
    expect(namesOf(page).slice(split)).toEqual([demoChannels.financePrivate.name]);
    expect(namesOf(page).slice(0, split)).toEqual([...namesOf(page).slice(0, split)].sort());
    expect(namesOf(page)).not.toContain(demoChannels.archivedLaunch.name);
    expect(namesOf(page)).not.toContain(demoChannels.leadershipPrivate.name);
    expect(page).toMatchObject({
      complete: true,
      incompleteBecause: null,
      listedAt: expect.any(Date),
      workspace: { name: "Acme Demo" },
    });
    expect(page.privateHint).toContain("/invite @Bellwire");
    expect(namesOf(await pick({ kind: "private" }))).toEqual([demoChannels.financePrivate.name]);
    expect(namesOf(await pick({ kind: "public", limit: 200 }))).toEqual(namesOf(page).slice(0, split));
  });

  test("finds five thousand and more, page by page, each once, and by any part of a name", async () => {
    await inSlack(slack, "channels", { action: "bulk", count: 5_000, prefix: "team" });
    const first = await pick({ limit: 100 });
    expect(first).toMatchObject({ complete: true, incompleteBecause: null });
    expect(first.channels).toHaveLength(100);
    const names = await everyPage({ limit: 200 });
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.startsWith("team-"))).toHaveLength(5_000);
    expect(namesOf(await pick({ query: "#Team-4242" }))).toEqual(["team-4242"]);
    expect(await everyPage({ query: "424", limit: 3 })).toHaveLength(15);
    expect(namesOf(await pick({ query: "%" }))).toEqual([]);
    expect(listCalls()).toBeLessThanOrEqual(8);
  });

  test("asks Slack once for many who ask at the same time, and not again for some minutes", async () => {
    await Promise.all(Array.from({ length: 10 }, () => pick()));
    await pick();
    expect(listCalls()).toBe(1);
  });

  test("keeps what it has and says why when Slack cuts the list short", async () => {
    await inSlack(slack, "channels", { action: "bulk", count: 1_500, prefix: "team" });
    await inSlack(slack, "limits", { tiers: { t2: 1 } });
    const page = await pick({ limit: 200 });
    expect(page.complete).toBe(false);
    expect(page.incompleteBecause).toMatch(
      /^Slack asked Bellwire to wait \d+ seconds? .* Known so far: 1\d\d\.$/,
    );
    expect(page.channels.length).toBeGreaterThan(100);
    expect(page.listedAt).toBeNull();
  });

  test("keeps the whole list of before when a later one cannot be had", async () => {
    const { scope } = person.member;
    const [installation] = await listInstallations(scope);
    const channel = {
      id: "C0KNOWNONE",
      name: "known",
      isPrivate: false,
      isMember: true,
      isArchived: false,
      isShared: false,
    };
    const before = new Date(Date.now() - 3_600_000);
    const channels = [{ ...channel, memberCount: 3 }];
    await keepChannels(
      scope,
      { installationId: installation?.id ?? "", teamId: "", channels },
      { isWhole: true, now: before },
    );
    await inSlack(slack, "faults", { match: { method: "conversations.list" }, times: 1, kind: "status:503" });
    expect(await pick()).toMatchObject({
      channels: [{ name: "known", memberCount: 3 }],
      complete: false,
      incompleteBecause: "Slack could not be reached to list them. Known so far: 1.",
      listedAt: before,
    });
  });

  test("asks again when the bot was let into a channel that it did not know, and after connecting again", async () => {
    const { scope } = person.member;
    const [installation] = await listInstallations(scope);
    const installationIds = [installation?.id ?? ""];
    await keepChannels(
      scope,
      { installationId: installation?.id ?? "", teamId: "", channels: [] },
      { isWhole: true, now: new Date() },
    );
    const channelId = demoChannels.leadershipPrivate.id;
    await noteChannel(systemScope("test"), { installationIds, channelId }, { joinedIn: "" });
    slack.state.channels.get(channelId)?.members.push(installation?.botUserId ?? "");
    expect(namesOf(await pick({ kind: "private" }))).toEqual(["finance-private", "leadership-private"]);
    await connect(person, { channel: demoChannels.growth.id });
    const which = { installationId: installation?.id ?? "", teamId: "" };
    expect((await findListingState(scope, which)).hasUnlisted).toBe(true);
  });

  test("says that private channels are left out where that was not granted", async () => {
    await sql`update slack_installations set scopes = array_remove(scopes, 'groups:read')`;
    const installation = slack.state.installations.get("A0BELLWIRE:T0BELLWIRE");
    if (installation) installation.scopes = installation.scopes.filter((scope) => scope !== "groups:read");
    const page = await pick({ limit: 200 });
    expect(page).toMatchObject({
      complete: false,
      incompleteBecause: expect.stringContaining("Private channels are left out"),
    });
    expect(page.channels.every(({ isPrivate }) => !isPrivate)).toBe(true);
  });

  test("says what has to be done before a message would arrive", async () => {
    await sql`update slack_installations set scopes = array_remove(scopes, 'chat:write.public')`;
    const { channels } = await pick({ limit: 200 });
    const of = (name: string) => channels.find((channel) => channel.name === name);
    expect(of("random")).toMatchObject({
      canPost: false,
      hint: expect.stringContaining("/invite @Bellwire"),
    });
    expect(of(demoChannels.billingAlerts.name)).toMatchObject({ canPost: true, isMember: true, hint: null });
  });

  test("of a whole Slack organization lists the workspace that it knows", async () => {
    const organization = slack.state.teams.get(enterpriseTeam.id)?.enterpriseId ?? "";
    const there = [...slack.state.channels.values()].filter(({ teamId }) => teamId === enterpriseTeam.id);
    const other = await somebody();
    await connect(other, { team: organization, channel: there[0]?.id ?? "" });
    const page = await listChannels(other.member.scope, {}, new Date());
    expect(page).toMatchObject({ complete: true, workspace: { id: enterpriseTeam.id, name: "Globex HQ" } });
    expect(namesOf(page).sort()).toEqual(there.map(({ name }) => name).sort());
    const europe = await listChannels(other.member.scope, { teamId: secondEnterpriseTeam.id }, new Date());
    expect(europe).toMatchObject({ complete: true, workspace: { name: "Globex Europe" } });
    expect(namesOf(europe)).toEqual(["billing-europe", "general"]);
    const made = await connectChannel(
      other.member.scope,
      { teamId: secondEnterpriseTeam.id, channel: "#general" },
      new Date(),
    );
    expect(await getDestination(other.member.scope, made.id)).toMatchObject({
      target: "#general in Globex Europe",
      lane: `slack:${secondEnterpriseTeam.id}:C0GXEUGENL`,
    });
    await expect(
      listChannels(other.member.scope, { teamId: "T0BELLWIRE" }, new Date()),
    ).rejects.toMatchObject({ code: "unknown_workspace" });
  });

  test("is for the organization's own installations alone", async () => {
    const [installation] = await listInstallations(person.member.scope);
    const other = await somebody();
    await expect(
      listChannels(other.member.scope, { installationId: installation?.id }, new Date()),
    ).rejects.toMatchObject({ kind: "not_found" });
    await expect(listChannels(other.member.scope, {}, new Date())).rejects.toMatchObject({
      code: "not_connected",
    });
  });
});

describe("a pasted channel", () => {
  test.each([demoChannels.random.id, `https://acme-demo.slack.com/archives/${demoChannels.random.id}`])(
    "%s is found without a list",
    async (query) => {
      const page = await pick({ query });
      expect(page).toMatchObject({
        complete: true,
        channels: [{ id: demoChannels.random.id, name: "random", canPost: true }],
      });
      expect(listCalls()).toBe(0);
    },
  );

  test("that the bot is not in says how to invite it", async () => {
    const page = await pick({ query: demoChannels.leadershipPrivate.id });
    expect(page).toMatchObject({
      channels: [],
      complete: false,
      incompleteBecause: expect.stringContaining("/invite @Bellwire"),
    });
  });

  test("that is archived says so", async () => {
    const page = await pick({ query: demoChannels.archivedLaunch.id });
    expect(page.channels).toMatchObject([
      { isArchived: true, canPost: false, hint: expect.stringContaining("archived") },
    ]);
  });
});

describe("a destination", () => {
  const connectIt = (channel: string, more = {}) =>
    connectChannel(person.member.scope, { channel, ...more }, new Date());

  test("is made of a channel by id, link or name, looked for before or not, and once", async () => {
    const { id } = await connectIt(`https://acme-demo.slack.com/archives/${demoChannels.random.id}`);
    expect(await getDestination(person.member.scope, id)).toMatchObject({
      name: "random",
      target: "#random in Acme Demo",
    });
    await expect(connectIt(demoChannels.random.id)).rejects.toMatchObject({ code: "destination_exists" });
    const named = await connectIt("#finance-private", { name: "Finance", acceptsSandbox: true });
    expect(await getDestination(person.member.scope, named.id)).toMatchObject({
      name: "Finance",
      acceptsSandbox: true,
    });
  });

  test("of a channel that must invite the bot first is made with a warning, of an archived one not at all", async () => {
    expect(await connectIt(demoChannels.random.id)).toMatchObject({ warning: null });
    await sql`update slack_installations set scopes = array_remove(scopes, 'chat:write.public')`;
    expect(await connectIt(demoChannels.revenue.id)).toMatchObject({
      warning: expect.stringContaining("/invite @Bellwire"),
    });
    await expect(connectIt(demoChannels.archivedLaunch.id)).rejects.toMatchObject({
      code: "is_archived",
      errors: [{ pointer: "/channel" }],
    });
  });

  test("is not made of what Slack does not show", async () => {
    for (const channel of ["C0DOESNOTEX", "#nowhere", demoChannels.leadershipPrivate.id]) {
      await expect(connectIt(channel)).rejects.toMatchObject({
        kind: "invalid",
        errors: [{ pointer: "/channel" }],
      });
    }
  });

  test("is led to another channel and keeps its routes", async () => {
    const { scope } = person.member;
    const { id } = await connectIt(demoChannels.random.id);
    await createRoute(scope, {
      name: "All",
      eventTypes: ["*"],
      filter: null,
      destinationId: id,
      enabled: true,
    });
    await sql`update destinations set status = 'broken' where id = ${id}`;
    await changeChannel(scope, { destinationId: id, channel: demoChannels.revenue.id }, new Date());
    expect(await getDestination(scope, id)).toMatchObject({
      name: "random",
      target: "#revenue in Acme Demo",
      lane: `slack:T0BELLWIRE:${demoChannels.revenue.id}`,
      status: "active",
      routeCount: 1,
    });
    await expect(
      changeChannel(scope, { destinationId: id, channel: demoChannels.growth.id }, new Date()),
    ).rejects.toMatchObject({ code: "destination_exists" });
    const other = await somebody();
    await connect(other, { channel: demoChannels.growth.id });
    await expect(
      changeChannel(other.member.scope, { destinationId: id, channel: demoChannels.general.id }, new Date()),
    ).rejects.toMatchObject({ kind: "not_found" });
  });
});
