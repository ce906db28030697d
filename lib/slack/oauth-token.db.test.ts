import { InstallProvider } from "@slack/oauth";
import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { systemScope } from "@/lib/auth/system";
import { listInstallations } from "@/lib/installations/queries";
import { findAccess } from "@/lib/installations/tokens/queries";
import { demoCredentials, secondTeam } from "@/local/slack/demo-world";
import { silent } from "./client";
import { disconnect } from "./oauth-disconnect";
import { testToken } from "./oauth-exchange";
import { createInstallationStore, createStateStore } from "./oauth-stores";
import { freshBotToken, renewBotToken } from "./oauth-token";
import { connect, farSlack, inSlack, type Person, somebody } from "./testing/far-slack";

const { sql } = await testDatabase();
const slack = await farSlack();
const choice = { team: secondTeam.id, channel: "C0NWALERTS" };
const hour = 3_600_000;
const system = systemScope("test");

let person: Person;
let id: string;
/** The simulator's clock and ours are the same instant. */
let now: Date;
beforeEach(async () => {
  await sql`delete from slack_installations`;
  await inSlack(slack, "reset", {});
  await inSlack(slack, "app", { tokenRotation: true });
  now = new Date();
  person = await somebody();
  await connect(person, choice, now);
  id = (await listInstallations(person.member.scope))[0]?.id ?? "";
});

const pass = (milliseconds: number) => {
  slack.state.clock.shift(milliseconds);
  now = new Date(now.getTime() + milliseconds);
};
const tokenOf = async (one = person, installation = id) => {
  const found = await freshBotToken(one.member.scope, installation, now);
  return found.ok ? found.token : found.code;
};
const refreshes = () =>
  slack.state.requests.list().filter(({ path }) => path === "/api/oauth.v2.access").length - 1;
const sealed = () =>
  sql<
    { bot_token: string; refresh_token: string }[]
  >`select bot_token, refresh_token from slack_installations order by id`;

describe("a token that expires", () => {
  test("is kept with its refresh token, both sealed", async () => {
    const [row] = await sealed();
    expect(row?.bot_token).toMatch(/^v1\.test\./);
    expect(row?.refresh_token).toMatch(/^v1\.test\./);
    const access = await findAccess(system, id);
    expect(access?.expiresAt?.getTime()).toBe(Math.floor((now.getTime() + 12 * hour) / 1_000) * 1_000);
  });

  test("is used as it is while two hours are left, and renewed after that", async () => {
    const first = await tokenOf();
    pass(9.9 * hour);
    expect(await tokenOf()).toBe(first);
    expect(refreshes()).toBe(0);
    pass(0.2 * hour);
    const second = await tokenOf();
    expect(second).not.toBe(first);
    expect(second).toMatch(/^xoxe\.xoxb-1-/);
    expect(await testToken(second)).toMatchObject({ ok: true });
    expect(await tokenOf()).toBe(second);
    expect(refreshes()).toBe(1);
  });

  test("is renewed once, however many need it at the same time", async () => {
    pass(11 * hour);
    const tokens = await Promise.all(Array.from({ length: 12 }, () => tokenOf()));
    expect(new Set(tokens).size).toBe(1);
    expect(refreshes()).toBe(1);
  });

  test("is renewed out of turn when Slack says that it expired, unless somebody has done so", async () => {
    const stale = await tokenOf();
    const renewed = await renewBotToken(id, { now, staleToken: stale });
    if (!renewed.ok) throw new Error(renewed.code);
    expect(renewed.token).not.toBe(stale);
    expect(await renewBotToken(id, { now, staleToken: stale })).toEqual(renewed);
    expect(refreshes()).toBe(1);
  });

  test("goes on being used while Slack cannot renew it, until it has expired", async () => {
    const first = await tokenOf();
    pass(11 * hour);
    await inSlack(slack, "faults", { match: { method: "oauth.v2.access" }, times: 2, kind: "status:503" });
    expect(await tokenOf()).toBe(first);
    pass(2 * hour);
    expect(await freshBotToken(system, id, now)).toMatchObject({ ok: false, isPassing: true });
    expect(await tokenOf()).toMatch(/^xoxe\.xoxb-1-/);
  });

  test("that Slack will not renew and that has expired must be connected again", async () => {
    for (const refreshToken of slack.state.refreshTokens.values()) refreshToken.used = true;
    pass(13 * hour);
    expect(await freshBotToken(system, id, now)).toMatchObject({
      ok: false,
      code: "token_expired",
      isPassing: false,
    });
  });

  test("of two organizations in one workspace stays alive for both through many renewals", async () => {
    const other = await somebody();
    await connect(other, choice, now);
    const theirs = (await listInstallations(other.member.scope))[0]?.id ?? "";
    for (let round = 0; round < 4; round++) {
      pass(11 * hour);
      const [mine, yours] = [await tokenOf(), await tokenOf(other, theirs)];
      expect(yours).toBe(mine);
      expect(await testToken(mine)).toMatchObject({ ok: true });
    }
    expect(refreshes()).toBe(5);
  });

  test("leaves no trace of itself in the audit log", async () => {
    const first = await tokenOf();
    pass(11 * hour);
    const second = await tokenOf();
    const rows = JSON.stringify(await sql`select * from audit_entries where target_id = ${id} order by id`);
    expect(rows).toContain("slack.refresh_token");
    for (const token of [first, second]) expect(rows).not.toContain(token);
  });
});

describe("leaving a workspace whose tokens rotate", () => {
  test("takes the app out, or at least ends the token", async () => {
    const token = await tokenOf();
    expect(await disconnect(person.member.scope, id, now)).toMatchObject({ atSlack: "revoked" });
    expect(await testToken(token)).toMatchObject({ ok: false });
    expect(await tokenOf()).toBe("not_installed");
  });
});

describe("the stores", () => {
  const provider = (scope = person.member.scope) =>
    new InstallProvider({
      clientId: demoCredentials.clientId,
      clientSecret: demoCredentials.clientSecret,
      stateStore: createStateStore({ user: person.user, browser: person.browser }, now, scope),
      installationStore: createInstallationStore(scope, { now }),
      clientOptions: { slackApiUrl: `${slack.url}/api/` },
      logger: silent,
    });
  const query = { teamId: secondTeam.id, enterpriseId: undefined, isEnterpriseInstall: false };

  test("serve the published installer: it finds the bot, and no other organization's", async () => {
    expect(await provider().authorize(query)).toMatchObject({
      botToken: await tokenOf(),
      botUserId: expect.any(String),
      teamId: secondTeam.id,
    });
    const other = await somebody();
    await expect(provider(other.member.scope).authorize(query)).rejects.toThrow();
  });

  test("give a state out that is good once", async () => {
    const { stateStore } = provider();
    const state = (await stateStore?.generateStateParam({ scopes: [] }, now)) ?? "";
    expect(await stateStore?.verifyStateParam(now, state)).toMatchObject({
      metadata: person.member.project.id,
    });
    await expect(stateStore?.verifyStateParam(now, state)).rejects.toMatchObject({
      reason: "used",
      code: "slack_oauth_invalid_state",
    });
  });

  test("forget an installation", async () => {
    await provider().installationStore.deleteInstallation?.(query);
    expect(await tokenOf()).toBe("not_installed");
    await expect(provider().authorize(query)).rejects.toThrow();
  });
});
