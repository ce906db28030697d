import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { listDestinations } from "@/lib/destinations/queries";
import { openTarget } from "@/lib/destinations/target";
import { listInstallations } from "@/lib/installations/queries";
import { planTest } from "@/lib/notifications/commands";
import { listHeld } from "@/lib/repairs/queries";
import { demoChannels } from "@/local/slack/demo-world";
import { disconnect } from "./oauth-disconnect";
import { testToken } from "./oauth-exchange";
import { freshBotToken } from "./oauth-token";
import { connect, farSlack, inSlack, type Person, somebody } from "./testing/far-slack";

const { sql } = await testDatabase();
const slack = await farSlack();
const channel = demoChannels.growth.id;

let person: Person;
let id: string;
beforeEach(async () => {
  await sql`delete from slack_installations`;
  await inSlack(slack, "reset", {});
  person = await somebody();
  await connect(person, { channel });
  id = await installationOf(person);
});

const installationOf = async ({ member }: Person) => (await listInstallations(member.scope))[0]?.id ?? "";
const tokenOf = async ({ member }: Person, installation: string) => {
  const found = await freshBotToken(member.scope, installation, new Date());
  return found.ok ? found.token : "";
};
const leave = (one = person, installation = id) => disconnect(one.member.scope, installation, new Date());
const revocations = () =>
  slack.state.requests.list().filter(({ path }) => path === "/api/auth.revoke").length;

describe("disconnecting", () => {
  test("ends the access at Slack and here; destinations stay, and hold", async () => {
    const token = await tokenOf(person, id);
    expect(await leave()).toMatchObject({
      atSlack: "revoked",
      message: expect.stringContaining("disconnected"),
    });
    expect(await testToken(token)).toMatchObject({ ok: false });
    expect(await sql`select status, bot_token, refresh_token from slack_installations`).toEqual([
      { status: "uninstalled", bot_token: "", refresh_token: null },
    ]);
    const [destination] = await listDestinations(person.member.scope);
    expect(destination).toMatchObject({
      name: "growth",
      enabled: true,
      status: "broken",
      lastError: { code: "not_installed" },
    });
    const stored = {
      projectId: "prj_x",
      id: "x",
      kind: "slack_channel",
      config: {
        installationId: id,
        teamId: "T1",
        teamName: "x",
        channelId: channel,
        channelName: "x",
        isPrivate: false,
      },
      secret: null,
    } as const;
    expect(
      openTarget({
        ...stored,
        installation: { id, status: "uninstalled", botToken: "", tokenExpiresAt: null },
      }),
    ).toMatchObject({ status: "rejected" });
  });

  test("loses nothing: what waited is held, and connecting again lets it go on", async () => {
    const { scope } = person.member;
    const [destination] = await listDestinations(scope);
    await planTest(scope, destination?.id ?? "", { now: new Date() });
    await sql`update notifications set kind = 'event' where project_id = ${scope.projectId}`;
    await leave();
    expect(await listHeld(scope)).toMatchObject([{ destinationId: destination?.id, count: 2 }]);
    await connect(person, { channel });
    expect(await installationOf(person)).toBe(id);
    expect(await listDestinations(scope)).toMatchObject([
      { id: destination?.id, status: "active", lastError: null },
    ]);
    expect(await listHeld(scope)).toMatchObject([{ count: 2, isBroken: false }]);
  });

  test("again, or after a removal in Slack, changes nothing and says so", async () => {
    await inSlack(slack, "installations", { action: "uninstall" });
    expect(await leave()).toMatchObject({ atSlack: "gone_already" });
    expect(await leave()).toMatchObject({ atSlack: "gone_already" });
    expect(revocations()).toBe(1);
  });

  test("erases here although Slack cannot be reached, and says what is left to do", async () => {
    await inSlack(slack, "faults", { match: { method: "auth.revoke" }, times: 1, kind: "status:503" });
    expect(await leave()).toMatchObject({
      atSlack: "left_behind",
      message: expect.stringContaining("remove the app"),
    });
    expect(await sql`select bot_token from slack_installations`).toEqual([{ bot_token: "" }]);
  });

  test("of two organizations in one workspace leaves the other one working; the last one ends it at Slack", async () => {
    const other = await somebody();
    await connect(other, { channel });
    const theirs = await installationOf(other);
    const token = await tokenOf(other, theirs);
    expect(await leave()).toMatchObject({ atSlack: "kept_for_others" });
    expect(await testToken(token)).toMatchObject({ ok: true });
    expect((await listDestinations(other.member.scope))[0]).toMatchObject({ status: "active" });
    expect(await leave(other, theirs)).toMatchObject({ atSlack: "revoked" });
    expect(await testToken(token)).toMatchObject({ ok: false });
  });

  test("of two organizations at the same moment ends it exactly once", async () => {
    const other = await somebody();
    await connect(other, { channel });
    const theirs = await installationOf(other);
    const ends = await Promise.all([leave(), leave(other, theirs)]);
    expect(ends.map(({ atSlack }) => atSlack).sort()).toEqual(["kept_for_others", "revoked"]);
    expect(revocations()).toBe(1);
  });

  test("is written into the audit log, without the token", async () => {
    const token = await tokenOf(person, id);
    await leave();
    const rows =
      await sql`select action, actor_id, before, after from audit_entries where target_id = ${id} order by id`;
    expect(rows.map(({ action }) => action)).toEqual(["slack.install", "slack.disconnect"]);
    expect(rows[1]).toMatchObject({
      actor_id: person.user.userId,
      before: { status: "active" },
      after: { status: "uninstalled" },
    });
    expect(rows[0]?.after).toMatchObject({ token: expect.stringMatching(/^sha256:/) });
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("is for the organization's own people", async () => {
    const other = await somebody();
    await expect(leave(other, id)).rejects.toMatchObject({ kind: "not_found" });
    await expect(leave(person, "ins_x")).rejects.toMatchObject({ kind: "not_found" });
    expect(await tokenOf(person, id)).not.toBe("");
  });
});
