import { beforeEach, describe, expect, test, vi } from "vitest";
import { POST as takeEvents } from "@/app/api/integrations/slack/events/route";
import { POST as takeInteractions } from "@/app/api/integrations/slack/interactions/route";
import { testDatabase } from "@/db/testing/database";
import { listDestinations } from "@/lib/destinations/queries";
import { findListingState } from "@/lib/installations/channels/queries";
import { listInstallations } from "@/lib/installations/queries";
import { planTest } from "@/lib/notifications/commands";
import { demoChannels, demoTeam } from "@/local/slack/demo-world";
import { listChannels } from "./channels-picker";
import { connect, farSlack, inSlack, type Person, somebody } from "./testing/far-slack";
import { startWebServer } from "./testing/web-server";

// What Next does after an answer was sent needs a request of Next's own; here nobody waits for it.
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

const { sql } = await testDatabase();
const web = await startWebServer({ events: takeEvents, interactions: takeInteractions });
const slack = await farSlack(web.origin);
const channel = demoChannels.growth.id;

let person: Person;
beforeEach(async () => {
  await sql`delete from slack_installations`;
  // A simulator that was reset gives the same event ids out again.
  await sql`delete from slack_inbound_events`;
  await inSlack(slack, "reset", {});
  person = await somebody();
  // Long ago, so that what happens now is of this installation without a doubt.
  await connect(person, { channel });
  await sql`update slack_installations set installed_at = now() - interval '1 day'`;
  web.answers.length = 0;
});

const { until } = web;
const change = (body: unknown) => inSlack(slack, "channels", body);
const emit = (event: unknown, more = {}) => inSlack(slack, "events", { event, ...more });
const installation = async (one = person) => (await listInstallations(one.member.scope))[0];
const destination = async (one = person) => (await listDestinations(one.member.scope))[0];

describe("a channel", () => {
  test("has another name: the destination keeps its own and shows the channel's", async () => {
    await change({ action: "rename", channel, name: "expansion" });
    await until(1);
    expect(await destination()).toMatchObject({ name: "growth", target: "#expansion in Acme Demo" });
    expect(await installation()).toMatchObject({ defaultChannelName: "expansion" });
  });

  test("is archived and unarchived: broken and mended", async () => {
    await change({ archive: channel });
    await until(1);
    expect(await destination()).toMatchObject({
      status: "broken",
      lastError: { code: "is_archived", message: "The channel is archived." },
    });
    await change({ unarchive: channel });
    await until(2);
    expect(await destination()).toMatchObject({ status: "active", lastError: null });
  });

  test("was archived, and is open again when that is told: nothing is broken by old news", async () => {
    await emit({ type: "channel_archive", channel });
    expect(await destination()).toMatchObject({ status: "active", lastError: null });
    await change({ invite: channel });
    await until(2);
    await emit({ type: "channel_left", channel });
    expect(await destination()).toMatchObject({ status: "active", lastError: null });
    expect((await sql`select 1 from slack_inbound_events`).length, "taken, and not asked for again").toBe(3);
  });

  test("is archived, and Slack does not say so when it is asked: the event is believed", async () => {
    await inSlack(slack, "faults", { match: { method: "conversations.info" }, times: 1, kind: "status:500" });
    await emit({ type: "channel_archive", channel });
    expect(await destination()).toMatchObject({ status: "broken", lastError: { code: "is_archived" } });
  });

  test("is deleted", async () => {
    await change({ delete: channel });
    await until(1);
    expect(await destination()).toMatchObject({ status: "broken", lastError: { code: "channel_not_found" } });
  });

  test("has another id: destination, pace and what waits follow, and the picker forgets the old one", async () => {
    const { id } = (await destination()) ?? { id: "" };
    await planTest(person.member.scope, id, { now: new Date() });
    await listChannels(person.member.scope, {}, new Date());
    await change({ change_id: channel });
    await until(1);
    const moved = [...slack.state.channels.values()].find(({ name }) => name === "growth")?.id ?? "";
    expect(moved).not.toBe(channel);
    expect(await destination()).toMatchObject({
      id,
      lane: `slack:${demoTeam.id}:${moved}`,
      status: "active",
    });
    expect(await installation()).toMatchObject({ defaultChannelId: moved });
    const lanes =
      await sql`select distinct lane from notifications where project_id = ${person.member.project.id} and state = 'pending'`;
    expect(lanes).toEqual([{ lane: `slack:${demoTeam.id}:${moved}` }]);
    expect(
      await sql`select 1 from lanes where key = ${`slack:${demoTeam.id}:${moved}`} and wake_at is not null`,
    ).toHaveLength(1);
    expect(await sql`select 1 from slack_channels where id = ${channel}`).toHaveLength(0);
  });

  test("is left by the bot: nothing is lost where it may post without being in it", async () => {
    await change({ kick: channel });
    await until(2);
    expect(await destination()).toMatchObject({ status: "active" });
  });

  test("is left by the bot where it must be in it: broken, and mended by an invitation", async () => {
    await sql`update slack_installations set scopes = array_remove(scopes, 'chat:write.public')`;
    await change({ action: "kick", channel, user: "U0KIMPARK1" });
    await until(1);
    expect(await destination()).toMatchObject({ status: "active" });
    await change({ kick: channel });
    await until(3);
    expect(await destination()).toMatchObject({ status: "broken", lastError: { code: "not_in_channel" } });
    await change({ action: "invite", channel, user: "U0KIMPARK1" });
    await until(4);
    expect(await destination()).toMatchObject({ status: "broken" });
    await change({ invite: channel });
    await until(5);
    expect(await destination()).toMatchObject({ status: "active" });
  });

  test("that is private and was left is broken whatever was granted", async () => {
    await connect(person, { channel: demoChannels.financePrivate.id });
    await change({ kick: demoChannels.financePrivate.id });
    await until(1);
    const broken = (await listDestinations(person.member.scope)).filter(({ status }) => status === "broken");
    expect(broken).toMatchObject([{ name: "finance-private", lastError: { code: "not_in_channel" } }]);
  });

  test("that is archived is not mended by an invitation", async () => {
    await change({ archive: channel });
    await change({ invite: channel });
    await until(2);
    expect(await destination()).toMatchObject({ status: "broken", lastError: { code: "is_archived" } });
  });

  test("of another team with the same id is none of ours", async () => {
    // Archived without a word to us, so that the only events are those that are sent here.
    const growth = slack.state.channels.get(channel);
    if (growth) growth.archived = true;
    await emit({ type: "channel_archive", channel }, { team: "T0BELLWIRE", eventId: "Ev0FOREIGN" });
    expect(await destination()).toMatchObject({ status: "broken" });
    await sql`update destinations set status = 'active', last_error = null`;
    await sql`update slack_installations set holder_id = 'T0SOMEBODY'`;
    await emit({ type: "channel_archive", channel });
    expect(await destination()).toMatchObject({ status: "active" });
  });

  test("changes what the picker knows", async () => {
    const { scope } = person.member;
    const names = async () =>
      (await listChannels(scope, { query: "growth" }, new Date())).channels.map(
        ({ name, isMember }) => `${name} ${isMember}`,
      );
    expect(await names()).toEqual(["growth false"]);
    await change({ invite: channel });
    await change({ action: "rename", channel, name: "growth-emea" });
    await until(2);
    expect(await names()).toEqual(["growth-emea true"]);
    await change({ archive: channel });
    await until(3);
    expect(await names()).toEqual([]);
    expect((await findListingState(scope, (await installation())?.id ?? "")).hasUnlisted).toBe(false);
  });
});
