import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { randomToken } from "@/lib/crypto";
import { findInstallOutcome } from "@/lib/installations/outcome";
import { listInstallations } from "@/lib/installations/queries";
import { listNotifications } from "@/lib/notifications/queries";
import { demoChannels } from "@/local/slack/demo-world";
import { begin, comeBack, decide, farSlack, inSlack, type Person, somebody } from "./testing/far-slack";

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

describe("what comes back", () => {
  const refusals = {
    "without a state": {
      change: (query: URLSearchParams) => query.delete("state"),
      outcome: "state_missing",
    },
    "with a forged state": {
      change: (query: URLSearchParams) => query.set("state", randomToken(32)),
      outcome: "state_unknown",
    },
    "without a code": { change: (query: URLSearchParams) => query.delete("code"), outcome: "code_invalid" },
    "with a code of somebody's invention": {
      change: (query: URLSearchParams) => query.set("code", "1.2.3"),
      outcome: "code_invalid",
    },
    "with another refusal of Slack's page": {
      change: (query: URLSearchParams) => query.set("error", "unapproved_scope"),
      outcome: "slack_refused",
    },
    "with a refusal of our own request": {
      change: (query: URLSearchParams) => query.set("error", "invalid_scope"),
      outcome: "misconfigured",
    },
  } as const;

  test.each(Object.entries(refusals))(
    "%s stores nothing, and has a sentence",
    async (_name, { change, outcome }) => {
      const query = await decide(await begin(person), { channel });
      change(query);
      expect(await comeBack(person, query)).toMatchObject({ outcome, wakes: [] });
      expect(await installationsOf(person)).toEqual([]);
      expect(findInstallOutcome(outcome)?.message).toMatch(/\.$/);
    },
  );

  test("twice installs once and writes once, however many ask at once", async () => {
    const query = await decide(await begin(person), { channel });
    const ends = await Promise.all(Array.from({ length: 8 }, () => comeBack(person, query)));
    expect(ends.map(({ outcome }) => outcome).sort()).toEqual(["installed", ...Array(7).fill("state_used")]);
    expect(await comeBack(person, query)).toMatchObject({
      outcome: "state_used",
      member: { project: { id: person.member.project.id } },
    });
    expect((await listNotifications(person.member.scope, {})).items).toHaveLength(1);
    expect(asked("oauth.v2.access")).toHaveLength(1);
  });

  test("after ten minutes is too late, and just before is not", async () => {
    const now = new Date();
    const late = await decide(await begin(person, now), { channel });
    expect(await comeBack(person, late, new Date(now.getTime() + 600_000))).toMatchObject({
      outcome: "state_expired",
    });
    const inTime = await decide(await begin(person, now), { channel });
    expect(await comeBack(person, inTime, new Date(now.getTime() + 599_000))).toMatchObject({
      outcome: "installed",
    });
  });

  test("in another browser changes nothing, and still works in the right one", async () => {
    const query = await decide(await begin(person), { channel });
    for (const browser of [randomToken(32), ""]) {
      expect(await comeBack({ ...person, browser }, query)).toMatchObject({ outcome: "other_browser" });
    }
    expect(await installationsOf(person)).toEqual([]);
    expect(await comeBack(person, query)).toMatchObject({ outcome: "installed" });
  });

  test("to somebody else changes nothing and tells them nothing of the project", async () => {
    const query = await decide(await begin(person), { channel });
    const other = await somebody();
    expect(await comeBack({ ...other, browser: person.browser }, query)).toEqual({
      outcome: "other_user",
      member: null,
      wakes: [],
    });
    expect(await installationsOf(other)).toEqual([]);
    expect(await comeBack(person, query)).toMatchObject({ outcome: "installed" });
  });

  test("to somebody who is no admin any more changes nothing", async () => {
    const query = await decide(await begin(person), { channel });
    await sql`update members set role = 'member' where user_id = ${person.user.userId}`;
    expect(await comeBack(person, query)).toMatchObject({ outcome: "not_allowed" });
    expect(await installationsOf(person)).toEqual([]);
  });

  test.each([
    { fault: { kind: "status:503" }, outcome: "slack_unreachable" },
    { fault: { kind: "429", retryAfter: 3 }, outcome: "slack_unreachable" },
    { fault: { kind: "error:bad_client_secret" }, outcome: "misconfigured" },
    { fault: { kind: "error:cannot_install_an_org_installed_app" }, outcome: "org_installed" },
    { fault: { kind: "error:user_email_unverified" }, outcome: "email_unverified" },
  ])("while Slack says $fault.kind: $outcome, and nothing is stored", async ({ fault, outcome }) => {
    const query = await decide(await begin(person), { channel });
    await inSlack(slack, "faults", { match: { method: "oauth.v2.access" }, times: 1, ...fault });
    expect(await comeBack(person, query)).toMatchObject({ outcome });
    expect(await installationsOf(person)).toEqual([]);
  });

  test("with a token that does not work is not believed", async () => {
    const query = await decide(await begin(person), { channel });
    await inSlack(slack, "faults", { match: { method: "auth.test" }, times: 1, kind: "error:invalid_auth" });
    expect(await comeBack(person, query)).toMatchObject({ outcome: "code_invalid" });
    expect(await installationsOf(person)).toEqual([]);
  });
});
