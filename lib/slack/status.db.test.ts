import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { listDestinations } from "@/lib/destinations/queries";
import { listInstallations } from "@/lib/installations/queries";
import { planTest } from "@/lib/notifications/commands";
import { demoChannels, demoTeam, secondTeam } from "@/local/slack/demo-world";
import { disconnect } from "./oauth-disconnect";
import { probe } from "./probe";
import { getSlackStatus, slackStatus } from "./status";
import { connect, farSlack, inSlack, type Person, somebody } from "./testing/far-slack";

const { sql } = await testDatabase();
const slack = await farSlack();
const channel = demoChannels.growth;

let person: Person;
beforeEach(async () => {
  await sql`delete from slack_installations`;
  await inSlack(slack, "reset", {});
  person = await somebody();
});

/** Without the seconds for which a page that polls is answered from memory. */
const status = async () => slackStatus(person.member.scope, { now: new Date(), ask: probe });
const views = () => getSlackStatus(person.member.scope, new Date());
const installation = async () => (await listInstallations(person.member.scope))[0]?.id ?? "";
const destination = async () => (await listDestinations(person.member.scope))[0]?.id ?? "";
const nothing = {
  connected: false,
  workspace: null,
  channel: null,
  botInChannel: false,
  lastSuccessAt: null,
  lastError: null,
  scopes: [],
};

describe("the status", () => {
  test("before connecting is nothing, in just this shape", async () => {
    expect((await status()).status).toEqual(nothing);
    expect(await views()).toEqual([]);
  });

  test("after connecting says where, what was granted and whether the bot is in the channel", async () => {
    await connect(person, { channel: channel.id });
    const { scopes, ...found } = (await status()).status;
    expect(found).toEqual({
      ...nothing,
      scopes: undefined,
      connected: true,
      workspace: { id: demoTeam.id, name: demoTeam.name },
      channel: { id: channel.id, name: channel.name },
    });
    expect(scopes).toContain("chat:write");
    await inSlack(slack, "channels", { invite: channel.id });
    expect((await status()).status.botInChannel).toBe(true);
  });

  test("tells of the last success and of what went wrong last, in words", async () => {
    await connect(person, { channel: channel.id });
    const at = new Date("2026-03-01T12:00:00Z");
    const error = {
      code: "is_archived",
      message: "The channel is archived.",
      fix: "Unarchive it.",
      at: at.toISOString(),
    };
    await sql`update destinations set last_success_at = ${at}, status = 'broken', last_error = ${sql.json(error)} where project_id = ${person.member.project.id}`;
    expect((await status()).status).toMatchObject({ connected: true, lastSuccessAt: at, lastError: error });
  });

  test("of a token that was revoked is not connected, from the first look on, and its destinations hold", async () => {
    await connect(person, { channel: channel.id });
    for (const token of slack.state.tokens.values()) token.revoked = true;
    const { status: found, marks } = await status();
    expect(found).toMatchObject({
      connected: false,
      workspace: { name: "Acme Demo" },
      lastError: { code: "token_revoked", fix: expect.any(String) },
    });
    expect(marks).toMatchObject([{ destinationId: await destination() }]);
    expect(await views()).toMatchObject([{ status: "needs_reauth", channels: [{ status: "broken" }] }]);
  });

  test("of a token that ran out and cannot be renewed is not connected; one that can be renewed is", async () => {
    await inSlack(slack, "app", { tokenRotation: true });
    await connect(person, { team: secondTeam.id, channel: "C0NWALERTS" });
    const runOut = () => inSlack(slack, "installations", { action: "expire", team: secondTeam.id });
    await runOut();
    expect((await status()).status).toMatchObject({ connected: true });
    await runOut();
    for (const refreshToken of slack.state.refreshTokens.values()) refreshToken.used = true;
    expect((await status()).status).toMatchObject({ connected: false, lastError: { code: "token_expired" } });
  });

  test("does not give a workspace up because Slack is away", async () => {
    await connect(person, { channel: channel.id });
    await inSlack(slack, "faults", { match: { method: "conversations.info" }, times: 1, kind: "status:503" });
    await inSlack(slack, "faults", { match: { method: "auth.test" }, times: 1, kind: "status:503" });
    expect((await status()).status).toMatchObject({ connected: true, lastError: null });
  });

  test("after disconnecting is nothing again", async () => {
    await connect(person, { channel: channel.id });
    await disconnect(person.member.scope, await installation(), new Date());
    expect((await status()).status).toEqual(nothing);
  });

  test("of another project shows the workspace, and nothing of this project's destinations", async () => {
    await connect(person, { channel: channel.id });
    const at = new Date("2026-03-01T12:00:00Z");
    await sql`update destinations set last_success_at = ${at} where project_id = ${person.member.project.id}`;
    const home = {
      id: person.member.organization.id,
      slug: person.member.organization.slug,
      owner: { id: person.user.userId, email: person.user.email },
    };
    const sibling = await somebody(home);
    const { status: theirs } = await slackStatus(sibling.member.scope, { now: new Date(), ask: probe });
    expect(theirs).toMatchObject({ connected: true, lastSuccessAt: null });
    const { id: projectId, name: projectName } = person.member.project;
    expect(await getSlackStatus(sibling.member.scope, new Date())).toMatchObject([
      { channels: [], elsewhere: [{ projectId, projectName, count: 1 }] },
    ]);
    expect(await views()).toMatchObject([{ elsewhere: [] }]);
    const stranger = await somebody();
    expect((await slackStatus(stranger.member.scope, { now: new Date(), ask: probe })).status).toEqual(
      nothing,
    );
  });
});

describe("the page", () => {
  test("shows every workspace with who and when, grants, what is held and the last 24 hours", async () => {
    await connect(person, { channel: channel.id, granted: ["groups:read"] });
    await connect(person, { team: secondTeam.id, channel: "C0NWALERTS", granted: ["groups:read"] });
    const { scope } = person.member;
    const second = (await listDestinations(scope)).find(({ name }) => name === "alerts")?.id ?? "";
    for (let count = 0; count < 3; count++) await planTest(scope, second, { now: new Date() });
    await sql`update notifications set state = case when sequence % 2 = 0 then 'sent' else 'failed' end where destination_id = ${second} and kind = 'test'`;
    await sql`update notifications set state = 'held' where destination_id = ${second} and kind = 'connected'`;
    const found = await views();
    const north = found.find(({ workspace }) => workspace.id === secondTeam.id);
    expect(found).toHaveLength(2);
    expect(north).toMatchObject({
      status: "active",
      channel: { id: "C0NWALERTS", name: "alerts" },
      installedBy: "Test Person",
      installedBySlackUser: expect.stringMatching(/^U/),
      installedAt: expect.any(Date),
      missingScopes: [],
      heldCount: 1,
      channels: [{ destinationName: "alerts", heldCount: 1, heldSince: expect.any(Date), routeCount: 0 }],
    });
    expect(north?.grants.filter(({ granted }) => !granted).map(({ scope }) => scope)).toEqual([
      "chat:write.public",
      "chat:write.customize",
      "im:write",
      "users:read",
      "users:read.email",
    ]);
    expect(north?.hourly).toHaveLength(24);
    expect(north?.hourly.reduce((sum, { sent, failed }) => sum + sent + failed, 0)).toBe(3);
    expect(
      found.find(({ workspace }) => workspace.id === demoTeam.id)?.hourly.every(({ sent }) => sent === 0),
    ).toBe(true);
  });
});
