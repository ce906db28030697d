import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { createApiKey } from "@/lib/projects/commands";
import { connect, farSlack, type Person, somebody } from "@/lib/slack/testing/far-slack";
import { demoBotUserId, demoChannels, demoTeam, demoUsers, secondTeam } from "@/local/slack/demo-world";
import { GET as getOne } from "./[destinationId]/route";
import { POST } from "./route";

const { sql } = await testDatabase();
await farSlack();

let person: Person;
let key: string;

const keyOf = async (scope: Person["member"]["scope"]) =>
  (await createApiKey(scope, { name: "Test", mode: "live", scopes: ["read", "config:write"] })).secretOnce;

beforeAll(async () => {
  person = await somebody();
  key = await keyOf(person.member.scope);
  await connect(person, { channel: demoChannels.growth.id });
});

const answered = z.looseObject({ id: z.string().optional(), code: z.string().optional() });

async function post(body: object, bearer = key) {
  const headers = { authorization: `Bearer ${bearer}` };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await POST(new Request("http://127.0.0.1/api/v1/destinations", init));
  return { status: response.status, body: answered.parse(await response.json()) };
}

describe("POST /api/v1/destinations of Slack", () => {
  test("makes a channel by id or link, named after it, without a warning where nothing is to do", async () => {
    const { status, body } = await post({ kind: "slack_channel", channel: demoChannels.random.id });
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: "slack_channel", name: "random", target: "#random in Acme Demo" });
    expect(body).not.toHaveProperty("warnings");
    const request = new Request("http://127.0.0.1/", { headers: { authorization: `Bearer ${key}` } });
    const shown = await getOne(request, { params: Promise.resolve({ destinationId: body.id ?? "" }) });
    expect(await shown.json()).toEqual(body);
    const link = `https://acme-demo.slack.com/archives/${demoChannels.revenue.id}`;
    const named = { name: "Revenue", installation: demoTeam.id, acceptsSandbox: true, enabled: false };
    expect(await post({ kind: "slack_channel", channel: link, ...named })).toMatchObject({
      status: 201,
      body: { name: "Revenue", acceptsSandbox: true, enabled: false },
    });
  });

  test("makes a person by e-mail or id", async () => {
    expect(await post({ kind: "slack_dm", email: "kim@acme.test" })).toMatchObject({
      status: 201,
      body: { kind: "slack_dm", name: "Kim Park", target: "@Kim Park in Acme Demo" },
    });
    const sam = { kind: "slack_dm", userId: demoUsers.sam.id, name: "Finance", installation: "acme demo" };
    expect(await post(sam)).toMatchObject({ status: 201, body: { name: "Finance" } });
    expect(await post({ kind: "slack_dm", email: "kim@acme.test", name: "Again" })).toMatchObject({
      status: 409,
      body: { code: "destination_exists", errors: [{ pointer: "/email" }] },
    });
  });

  test("warns of a channel that the bot must be invited to", async () => {
    await sql`update slack_installations set scopes = array_remove(scopes, 'chat:write.public')`;
    expect(await post({ kind: "slack_channel", channel: demoChannels.general.id })).toMatchObject({
      status: 201,
      body: { warnings: [{ code: "not_in_channel", message: expect.stringContaining("/invite") }] },
    });
    await sql`update slack_installations set scopes = array_append(scopes, 'chat:write.public')`;
  });

  test.each([
    [{ kind: "slack_channel" }, "invalid_input", "/channel"],
    [{ kind: "slack_channel", channel: "C0DOESNOTEX" }, "channel_not_found", "/channel"],
    [{ kind: "slack_channel", channel: demoChannels.archivedLaunch.id }, "is_archived", "/channel"],
    [{ kind: "slack_channel", channel: "C0GENERAL1", url: "x" }, "invalid_input", "/url"],
    [
      { kind: "slack_channel", channel: "C0GENERAL1", installation: secondTeam.id },
      "unknown_installation",
      "/installation",
    ],
    [{ kind: "slack_dm" }, "invalid_input", "/email"],
    [{ kind: "slack_dm", email: "kim@acme.test", userId: "U0KIMPARK1" }, "invalid_input", "/email"],
    [{ kind: "slack_dm", email: "kim" }, "invalid_input", "/email"],
    [{ kind: "slack_dm", email: "nobody@acme.test" }, "users_not_found", "/email"],
    [{ kind: "slack_dm", userId: demoUsers.deactivated.id }, "user_disabled", "/userId"],
    [{ kind: "slack_dm", userId: demoBotUserId }, "cannot_dm_bot", "/userId"],
  ])("refuses %j: %s at %s", async (asked, code, pointer) => {
    expect(await post({ name: "Refused", ...asked })).toMatchObject({
      status: 422,
      body: { code, errors: [{ pointer }] },
    });
  });

  test("asks which workspace is meant while several are connected", async () => {
    await connect(person, { team: secondTeam.id, channel: "C0NWALERTS" });
    const asked = { kind: "slack_channel", channel: "C0NWGENERL" };
    expect(await post(asked)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/installation" }] },
    });
    expect(await post({ ...asked, installation: secondTeam.name })).toMatchObject({ status: 201 });
  });

  test("says that Slack is not connected", async () => {
    const stranger = await keyOf((await createProject()).scope);
    const answer = await post({ kind: "slack_channel", channel: "C0GENERAL1" }, stranger);
    expect(answer).toMatchObject({ status: 409, body: { code: "not_connected" } });
  });
});
