import { beforeEach, describe, expect, test, vi } from "vitest";
import { POST as takeEvents } from "@/app/api/integrations/slack/events/route";
import { POST as takeInteractions } from "@/app/api/integrations/slack/interactions/route";
import { testDatabase } from "@/db/testing/database";
import { listDestinations } from "@/lib/destinations/queries";
import { listInstallations } from "@/lib/installations/queries";
import { planTest } from "@/lib/notifications/commands";
import { demoChannels, demoTeam } from "@/local/slack/demo-world";
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
const emit = (event: unknown, more = {}) => inSlack(slack, "events", { event, ...more });
const installation = async (one = person) => (await listInstallations(one.member.scope))[0];
const destination = async (one = person) => (await listDestinations(one.member.scope))[0];

describe("an uninstall in Slack", () => {
  test.each(["app_uninstalled_first", "tokens_revoked_first"])(
    "ends the installation: %s",
    async (uninstallOrder) => {
      await inSlack(slack, "assumptions", { uninstallOrder });
      await inSlack(slack, "installations", { action: "uninstall" });
      await until(2);
      expect(await installation()).toMatchObject({
        status: "uninstalled",
        lastError: { code: "app_uninstalled", fix: expect.any(String) },
      });
      expect(await sql`select bot_token, refresh_token from slack_installations`).toEqual([
        { bot_token: "", refresh_token: null },
      ]);
      expect(await destination()).toMatchObject({
        status: "broken",
        lastError: { code: expect.stringMatching(/uninstalled|revoked/) },
      });
      const audits =
        await sql`select action from audit_entries where target_id = ${(await installation())?.id ?? ""}`;
      expect(audits.filter(({ action }) => action === "slack.uninstalled")).toHaveLength(1);
    },
  );

  test("is of every organization that holds the workspace, and of no other workspace", async () => {
    const other = await somebody();
    await connect(other, { channel });
    await connect(other, { team: "T0NORTHWND", channel: "C0NWALERTS" });
    await sql`update slack_installations set installed_at = now() - interval '1 day'`;
    await inSlack(slack, "installations", { action: "uninstall" });
    await until(2);
    const held = [
      ...(await listInstallations(person.member.scope)),
      ...(await listInstallations(other.member.scope)),
    ];
    expect(held.map(({ holderId, status }) => `${holderId} ${status}`).sort()).toEqual([
      `${demoTeam.id} uninstalled`,
      `${demoTeam.id} uninstalled`,
      "T0NORTHWND active",
    ]);
  });

  test("that comes late, after connecting again, changes nothing", async () => {
    await sql`update slack_installations set installed_at = now() + interval '2 minutes'`;
    await emit({ type: "app_uninstalled" });
    expect(await installation()).toMatchObject({ status: "active" });
    // Within a minute of the install nobody can tell by the time alone: Slack says that the token lives.
    await sql`update slack_installations set installed_at = now()`;
    await emit({ type: "app_uninstalled" });
    expect(await installation()).toMatchObject({ status: "active" });
    await until(2);
  });

  test("holds what waits, and connecting again mends", async () => {
    const { id } = (await destination()) ?? { id: "" };
    await planTest(person.member.scope, id, { now: new Date() });
    await sql`update notifications set kind = 'event' where project_id = ${person.member.project.id}`;
    await inSlack(slack, "installations", { action: "uninstall" });
    await until(2);
    expect(
      await sql`select distinct state from notifications where project_id = ${person.member.project.id}`,
    ).toEqual([{ state: "held" }]);
    expect(await connect(person, { channel })).toMatchObject({ outcome: "reinstalled" });
    expect(await installation()).toMatchObject({ status: "active", lastError: null });
    expect(await destination()).toMatchObject({ id, status: "active", lastError: null });
  });
});

describe("tokens that were revoked", () => {
  test("are a person's, or another bot's: nothing changes", async () => {
    await emit({ type: "tokens_revoked", tokens: { oauth: ["U0KIMPARK1"], bot: [] } });
    await emit({ type: "tokens_revoked", tokens: { oauth: [], bot: ["U0ANOTHER1"] } });
    expect(await installation()).toMatchObject({ status: "active" });
  });

  test("are said to be ours, and Slack denies it: nothing changes", async () => {
    await emit({ type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BELLWIRE"] } });
    expect(await installation()).toMatchObject({ status: "active" });
  });

  test("are ours: the workspace must be connected again", async () => {
    for (const token of slack.state.tokens.values()) token.revoked = true;
    await emit({ type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BELLWIRE"] } });
    expect(await installation()).toMatchObject({
      status: "needs_reauth",
      lastError: { code: "token_revoked" },
    });
    expect(await destination()).toMatchObject({ status: "broken" });
  });
});
