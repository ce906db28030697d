import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { sha256 } from "@/lib/crypto";
import { listDestinations } from "@/lib/destinations/queries";
import { listInstallations } from "@/lib/installations/queries";
import { listNotifications } from "@/lib/notifications/queries";
import { loadPlaybook } from "@/lib/routing/queries";
import { demoChannels, demoTeam, enterpriseTeam, secondTeam } from "@/local/slack/demo-world";
import { freshBotToken } from "./oauth-token";
import {
  begin,
  comeBack,
  connect,
  decide,
  farSlack,
  inSlack,
  type Person,
  somebody,
} from "./testing/far-slack";

const { sql } = await testDatabase();
const slack = await farSlack();
const channel = demoChannels.growth.id;

let person: Person;
beforeEach(async () => {
  // Whoever installed in an earlier test holds the workspace still.
  await sql`delete from slack_installations`;
  person = await somebody();
});
afterEach(() => inSlack(slack, "reset", {}));

const installationsOf = ({ member }: Person) => listInstallations(member.scope);
const asked = (method: string) => slack.state.requests.list().filter(({ path }) => path === `/api/${method}`);

describe("connecting", () => {
  test("asks Slack for just the scopes, with a state that is kept hashed and bound", async () => {
    const url = new URL(await begin(person));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: "100000000001.200000000002",
      scope:
        "chat:write,channels:read,incoming-webhook,chat:write.public,chat:write.customize,groups:read,im:write,users:read,users:read.email",
      redirect_uri: "http://127.0.0.1:3000/api/integrations/slack/callback",
      state: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    });
    expect(url.searchParams.has("user_scope")).toBe(false);
    const state = url.searchParams.get("state") ?? "";
    const rows = await sql`select * from slack_oauth_states where state_hash = ${sha256(state)}`;
    expect(rows).toMatchObject([
      {
        browser_hash: sha256(person.browser),
        user_id: person.user.userId,
        project_id: person.member.project.id,
        used_at: null,
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain(state);
    expect(JSON.stringify(rows)).not.toContain(person.browser);
  });

  test("installs: who, where, what was granted, the picked channel, and one message into it", async () => {
    const now = new Date();
    const { outcome, member, wakes } = await connect(person, { channel }, now);
    expect({ outcome, project: member?.project.id }).toEqual({
      outcome: "installed",
      project: person.member.project.id,
    });
    const [installation, ...others] = await installationsOf(person);
    expect(others).toEqual([]);
    expect(installation).toMatchObject({
      holderId: demoTeam.id,
      teamName: "Acme Demo",
      isEnterpriseInstall: false,
      botUserId: "U0BELLWIRE",
      botId: "B0BELLWIRE",
      defaultChannelId: channel,
      defaultChannelName: "growth",
      configurationUrl: expect.stringContaining("https://acme-demo.slack.com/services/B"),
      installedBy: "U0ALEXRIVR",
      installedByUserId: person.user.userId,
      installedAt: now,
      status: "active",
    });
    const [destination] = await listDestinations(person.member.scope);
    expect(destination).toMatchObject({
      name: "growth",
      target: "#growth in Acme Demo",
      lane: `slack:${demoTeam.id}:${channel}`,
    });
    expect(wakes).toEqual([{ lane: destination?.lane, at: expect.any(Date) }]);
    const { items } = await listNotifications(person.member.scope, {});
    expect(items).toMatchObject([
      {
        kind: "connected",
        state: "pending",
        destinationId: destination?.id,
        text: expect.stringContaining("Bellwire is connected"),
      },
    ]);
    expect(await freshBotToken(person.member.scope, installation?.id ?? "", now)).toMatchObject({ ok: true });
  });

  test("asks Slack for nothing and stores nothing when it was cancelled", async () => {
    const { outcome, member } = await comeBack(
      person,
      await decide(await begin(person), { decision: "cancel" }),
    );
    expect({ outcome, project: member?.project.id }).toEqual({
      outcome: "cancelled",
      project: person.member.project.id,
    });
    expect(await installationsOf(person)).toEqual([]);
    expect(asked("oauth.v2.access")).toEqual([]);
  });

  test("stores only what was granted, and lets the features go by it", async () => {
    await connect(person, { channel, granted: ["groups:read"], team: demoTeam.id });
    // Scopes of an installation that is alive in Slack add up; another workspace starts from nothing.
    await connect(person, { team: secondTeam.id, channel: "C0NWALERTS", granted: ["groups:read"] });
    const second = (await installationsOf(person)).find(({ holderId }) => holderId === secondTeam.id);
    expect(second?.scopes).toEqual(["chat:write", "channels:read", "incoming-webhook", "groups:read"]);
  });

  test("with more than before has the organization's projects planned anew, and with the same not", async () => {
    const mayAllSetSender = async () => {
      const { destinations } = await loadPlaybook(person.member.scope);
      return [...destinations.values()].every(({ maySetSender }) => maySetSender === true);
    };
    const version = async () => {
      const [row] =
        await sql`select playbook_version::int as version from projects where id = ${person.member.project.id}`;
      return row?.version;
    };
    const withSender = { channel, granted: ["chat:write.public", "chat:write.customize"] };
    await connect(person, { channel });
    expect(await mayAllSetSender()).toBe(false);
    await connect(person, withSender);
    expect(await mayAllSetSender()).toBe(true);
    const before = await version();
    await connect(person, withSender);
    expect(await version()).toBe(before);
  });

  test("of a second workspace keeps both", async () => {
    await connect(person, { channel });
    expect(await connect(person, { team: secondTeam.id, channel: "C0NWALERTS" })).toMatchObject({
      outcome: "installed",
    });
    const held = await installationsOf(person);
    expect(held.map(({ holderId }) => holderId).sort()).toEqual([demoTeam.id, secondTeam.id]);
  });

  test("again keeps the row, its destinations and their names, and is told as such", async () => {
    await connect(person, { channel });
    const [before] = await installationsOf(person);
    const [destination] = await listDestinations(person.member.scope);
    await sql`update destinations set name = 'Ours', status = 'broken', last_error = ${sql.json({ code: "token_revoked", message: "m", fix: "f", at: "2026-01-01T00:00:00Z" })} where project_id = ${person.member.project.id}`;
    await sql`update slack_installations set status = 'needs_reauth'`;
    expect(await connect(person, { channel })).toMatchObject({ outcome: "reinstalled" });
    expect(await installationsOf(person)).toMatchObject([
      { id: before?.id, status: "active", lastError: null },
    ]);
    expect(await listDestinations(person.member.scope)).toMatchObject([
      { id: destination?.id, name: "Ours", status: "active", lastError: null },
    ]);
    const { items } = await listNotifications(person.member.scope, {});
    expect(items.map(({ kind }) => kind)).toEqual(["connected", "connected"]);
  });

  test("of a whole Slack organization has no team, and knows the workspace of its channel", async () => {
    const organization = slack.state.teams.get(enterpriseTeam.id)?.enterpriseId ?? "";
    const there = [...slack.state.channels.values()].find(({ teamId }) => teamId === enterpriseTeam.id);
    const { outcome } = await connect(person, { team: organization, channel: there?.id ?? "" });
    expect(outcome).toBe("installed");
    expect(await installationsOf(person)).toMatchObject([
      {
        holderId: organization,
        isEnterpriseInstall: true,
        enterpriseId: organization,
        teamId: enterpriseTeam.id,
        teamName: "Globex Organization",
      },
    ]);
    expect((await listDestinations(person.member.scope))[0]?.lane).toBe(
      `slack:${enterpriseTeam.id}:${there?.id}`,
    );
  });

  test("numbers the destination while its name is taken", async () => {
    await connect(person, { channel });
    await sql`update destinations set lane = 'slack:elsewhere:x', config = jsonb_set(config, '{channelId}', '"C0ELSEWHERE"') where project_id = ${person.member.project.id}`;
    await connect(person, { channel });
    expect((await listDestinations(person.member.scope)).map(({ name }) => name).sort()).toEqual([
      "growth",
      "growth 2",
    ]);
  });

  test("of a workspace that another organization holds is allowed, and said", async () => {
    await connect(person, { channel });
    const other = await somebody();
    expect(await connect(other, { channel })).toMatchObject({ outcome: "installed_shared" });
    const rows = await sql<
      { id: string; bot_token: string }[]
    >`select id, bot_token from slack_installations`;
    expect(new Set(rows.map(({ bot_token }) => bot_token)).size).toBe(2);
    const [ours, theirs] = await Promise.all(
      [person, other].map(async (one) => {
        const [installation] = await installationsOf(one);
        return freshBotToken(one.member.scope, installation?.id ?? "", new Date());
      }),
    );
    expect(ours).toEqual(theirs);
  });
});
