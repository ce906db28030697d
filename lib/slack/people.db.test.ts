import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { systemScope } from "@/lib/auth/system";
import { getDestination } from "@/lib/destinations/queries";
import { listInstallations } from "@/lib/installations/queries";
import { breakDestinations } from "@/lib/repairs/commands";
import { demoBotUserId, demoChannels, demoUsers, secondEnterpriseTeam } from "@/local/slack/demo-world";
import { listPlaces } from "../installations/destinations/queries";
import { diagnose } from "./diagnose";
import { freshBotToken } from "./oauth-token";
import { findSlackUserByEmail, openDirectMessage } from "./people";
import { changePerson, connectPerson } from "./people-connect";
import { listPeople, type PeoplePage, type PeopleQuery } from "./people-picker";
import { connect, farSlack, inSlack, type Person, somebody } from "./testing/far-slack";

const { sql } = await testDatabase();
const slack = await farSlack();

let person: Person;
beforeEach(async () => {
  await sql`delete from slack_installations`;
  await inSlack(slack, "reset", {});
  person = await somebody();
  await connect(person, { channel: demoChannels.growth.id });
});

const scopeOf = (who = person) => who.member.scope;
const pick = (asked: PeopleQuery = {}) => listPeople(scopeOf(), asked, new Date());
const namesOf = ({ people }: PeoplePage) => people.map(({ name }) => name);
const add = (typed: string, more = {}) => connectPerson(scopeOf(), { person: typed, ...more }, new Date());
const listCalls = () => slack.state.requests.list().filter(({ path }) => path === "/api/users.list").length;
const withdraw = (scope: string) =>
  sql`update slack_installations set scopes = array_remove(scopes, ${scope})`;

describe("Slack's word", () => {
  const token = async () => {
    const [installation] = await listInstallations(scopeOf());
    const found = await freshBotToken(scopeOf(), installation?.id ?? "", new Date());
    return found.ok ? found.token : "";
  };

  test("finds a person by e-mail address, and opens one conversation with them", async () => {
    const found = await findSlackUserByEmail(await token(), "kim@acme.test");
    expect(found).toMatchObject({ ok: true, value: { id: "U0KIMPARK1", name: "Kim Park", handle: "kim" } });
    const [first, second] = [
      await openDirectMessage(await token(), "U0KIMPARK1"),
      await openDirectMessage(await token(), "U0KIMPARK1"),
    ];
    expect(first).toMatchObject({ ok: true, value: { channelId: expect.stringMatching(/^D/) } });
    expect(second.ok && first.ok && second.value.channelId === first.value.channelId).toBe(true);
  });

  test.each(["lee@acme.test", "nobody@acme.test"])("%s is not there", async (email) => {
    expect(await findSlackUserByEmail(await token(), email)).toMatchObject({
      ok: false,
      code: "users_not_found",
      isPassing: false,
    });
  });
});

describe("the picker of people", () => {
  test("lists who can be written to, by name, and nobody's address", async () => {
    const page = await pick({ limit: 200 });
    expect(page).toMatchObject({
      complete: true,
      listedAt: expect.any(Date),
      workspace: { name: "Acme Demo" },
    });
    expect(namesOf(page)).toEqual([...namesOf(page)].sort());
    expect(namesOf(page)).toContain("Kim Park");
    expect(namesOf(page)).not.toContain(demoUsers.deactivated.realName);
    expect(namesOf(page)).not.toContain("Bellwire");
    expect(JSON.stringify(await sql`select * from slack_people`)).not.toContain("@");
    expect(namesOf(await pick({ query: "@KIM" }))).toEqual(["Kim Park"]);
    expect(namesOf(await pick({ query: "%" }))).toEqual([]);
  });

  test("finds thousands, page by page, each once, in a few calls shared by all who ask", async () => {
    await inSlack(slack, "users", { action: "bulk", count: 3_000, prefix: "zoe" });
    await Promise.all(Array.from({ length: 5 }, () => pick()));
    const names: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page: PeoplePage = await pick({ query: "zoe", limit: 200, cursor: cursor ?? undefined });
      names.push(...namesOf(page));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(names).toHaveLength(3_000);
    expect(new Set(names).size).toBe(3_000);
    expect(listCalls()).toBe(4);
  });

  test("says why it cannot list, and that nobody can be written to", async () => {
    await withdraw("users:read");
    expect(await pick()).toMatchObject({
      people: [],
      complete: false,
      incompleteBecause: expect.stringContaining("Connect Slack again"),
    });
    await withdraw("im:write");
    await expect(pick()).rejects.toMatchObject({ kind: "conflict", code: "missing_scope" });
    expect(listCalls()).toBe(0);
  });

  test("of a whole Slack organization looks into the workspace that is asked for", async () => {
    const organization = slack.state.teams.get(secondEnterpriseTeam.id)?.enterpriseId ?? "";
    const other = await somebody();
    await connect(other, { team: organization, channel: "C0GXBILLNG" });
    const page = await listPeople(scopeOf(other), { teamId: secondEnterpriseTeam.id }, new Date());
    expect(namesOf(page)).toEqual(["Ingrid Berg"]);
  });
});

describe("a direct message", () => {
  test.each(["kim@acme.test", demoUsers.kim.id, `https://acme-demo.slack.com/team/${demoUsers.kim.id}`])(
    "is made of %s, and once",
    async (typed) => {
      const { id } = await add(typed);
      const made = await getDestination(scopeOf(), id);
      expect(made).toMatchObject({ kind: "slack_dm", name: "Kim Park", target: "@Kim Park in Acme Demo" });
      expect(made.lane).toMatch(/^slack:T0BELLWIRE:D/);
      await expect(add("@U0KIMPARK1")).rejects.toMatchObject({ kind: "invalid" });
      await expect(add(demoUsers.kim.id, { name: "Kim again" })).rejects.toMatchObject({
        code: "destination_exists",
        errors: [{ pointer: "/userId" }],
      });
      expect(JSON.stringify(await sql`select config from destinations`)).not.toContain("acme.test");
    },
  );

  test("is made by a name that the picker knows, and led to another person", async () => {
    await pick();
    const { id } = await add("@sam", { name: "Finance", acceptsSandbox: true });
    expect(await getDestination(scopeOf(), id)).toMatchObject({ name: "Finance", acceptsSandbox: true });
    await changePerson(scopeOf(), { destinationId: id, person: "priya@acme.test" }, new Date());
    expect(await getDestination(scopeOf(), id)).toMatchObject({
      name: "Finance",
      target: "@Priya Nair in Acme Demo",
    });
  });

  test.each([
    [demoUsers.deactivated.id, "user_disabled"],
    ["lee@acme.test", "users_not_found"],
    ["nobody@acme.test", "users_not_found"],
    [demoBotUserId, "cannot_dm_bot"],
    ["U0NOBODY01", "user_not_found"],
    ["@nobody at all", "users_not_found"],
  ])("is not made of %s: %s", async (typed, code) => {
    await expect(add(typed)).rejects.toMatchObject({
      kind: "invalid",
      code,
      errors: [{ pointer: "/person", message: expect.stringMatching(/\.$/) }],
    });
  });

  test("needs only the permission to write when an id is told", async () => {
    await withdraw("users:read");
    await expect(add("kim@acme.test")).rejects.toMatchObject({ code: "email_unknown" });
    const { id } = await add(demoUsers.kim.id);
    expect(await getDestination(scopeOf(), id)).toMatchObject({ name: demoUsers.kim.id });
    await withdraw("im:write");
    await expect(add(demoUsers.sam.id)).rejects.toMatchObject({ code: "im_write_missing" });
  });

  test("that Slack closes is broken in words of people, and mended by choosing the person again", async () => {
    const { id } = await add(demoUsers.kim.id);
    const { projectId } = scopeOf();
    const finding = { code: "channel_not_found", scope: "destination", now: new Date() } as const;
    await breakDestinations(systemScope("test"), { projectId, destinationIds: [id] }, finding);
    const broken = await getDestination(scopeOf(), id);
    expect(broken).toMatchObject({ status: "broken", lastError: { code: "channel_not_found" } });
    expect(JSON.stringify(broken.lastError)).not.toMatch(/channel n|invite/i);
    await changePerson(scopeOf(), { destinationId: id, person: demoUsers.kim.id }, new Date());
    expect(await getDestination(scopeOf(), id)).toMatchObject({ status: "active", lastError: null });
  });

  test("is looked at by the diagnosis: who left is named, and what was not granted", async () => {
    const { id } = await add(demoUsers.kim.id);
    const failing = async () =>
      (await diagnose(scopeOf(), { destinationId: id }, new Date())).diagnosis.checks.find(
        ({ state }) => state !== "passed",
      );
    expect(await failing()).toMatchObject({ id: "routes" });
    await inSlack(slack, "users", { action: "deactivate", user: "kim" });
    expect(await failing()).toMatchObject({ id: "person", state: "failed", button: "choose_person" });
    const granted = slack.state.installations.get("A0BELLWIRE:T0BELLWIRE");
    if (granted) granted.scopes = granted.scopes.filter((scope) => scope !== "im:write");
    expect(await failing()).toMatchObject({ id: "may_write", state: "failed", button: "reconnect" });
  });

  test("is broken with its workspace, and mended by connecting it again", async () => {
    const { id } = await add(demoUsers.kim.id);
    await sql`update destinations set status = 'broken', last_error = ${sql.json({ code: "token_revoked", message: "m", fix: "f", at: "a" })}`;
    await connect(person, { channel: demoChannels.growth.id });
    expect(await getDestination(scopeOf(), id)).toMatchObject({ status: "active", lastError: null });
    const installations = await listInstallations(scopeOf());
    const places = await listPlaces(systemScope("test"), {
      installationIds: installations.map((one) => one.id),
    });
    expect(places.map(({ kind }) => kind)).toContain("slack_dm");
  });
});
