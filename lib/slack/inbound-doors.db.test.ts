import { beforeEach, describe, expect, test, vi } from "vitest";
import { POST as takeEvents } from "@/app/api/integrations/slack/events/route";
import { POST as takeInteractions } from "@/app/api/integrations/slack/interactions/route";
import { testDatabase } from "@/db/testing/database";
import { listDestinations } from "@/lib/destinations/queries";
import { listInstallations } from "@/lib/installations/queries";
import { demoChannels, demoCredentials, demoTeam } from "@/local/slack/demo-world";
import { sign } from "@/local/slack/signals/signature";
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

const { answers } = web;
const emit = (event: unknown, more = {}) => inSlack(slack, "events", { event, ...more });
const installation = async (one = person) => (await listInstallations(one.member.scope))[0];
const destination = async (one = person) => (await listDestinations(one.member.scope))[0];

describe("the same event again", () => {
  test("changes nothing", async () => {
    await emit({ type: "channel_archive", channel }, { eventId: "Ev0SAMEONE", times: 3 });
    await sql`update destinations set status = 'active', last_error = null`;
    await emit({ type: "channel_archive", channel }, { eventId: "Ev0SAMEONE" });
    expect(await destination()).toMatchObject({ status: "active" });
    expect(await sql`select 1 from slack_inbound_events where event_id = 'Ev0SAMEONE'`).toHaveLength(1);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  test("is remembered for longer than Slack repeats it, and not for ever", async () => {
    await sql`insert into slack_inbound_events (event_id, received_at) values ('Ev0OLD', now() - interval '27 hours'), ('Ev0DAY', now() - interval '25 hours')`;
    await emit({ type: "channel_rename", channel: { id: "C0UNKNOWN1", name: "x" } });
    expect(
      (await sql`select event_id from slack_inbound_events where event_id in ('Ev0OLD', 'Ev0DAY')`).map(
        (row) => row.event_id,
      ),
    ).toEqual(["Ev0DAY"]);
  });
});

describe("the doors", () => {
  const signed = (
    body: string,
    { secret = String(demoCredentials.signingSecret), at = Date.now(), type = "application/json" } = {},
  ) => {
    const timestamp = String(Math.floor(at / 1_000));
    const headers = {
      "content-type": type,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": sign(secret, timestamp, body),
    };
    return new Request("http://127.0.0.1/api/integrations/slack/events", { method: "POST", headers, body });
  };
  const doors = [takeEvents, takeInteractions];
  const uninstall = JSON.stringify({
    type: "event_callback",
    event_id: "Ev1",
    event_time: 1,
    api_app_id: "A0BELLWIRE",
    team_id: demoTeam.id,
    event: { type: "app_uninstalled" },
  });

  test("give the challenge back", async () => {
    await inSlack(slack, "events", { type: "url_verification", challenge: "a-challenge" });
    expect(answers).toMatchObject([{ status: 200, body: "a-challenge" }]);
  });

  test("let nothing in that Slack did not sign, or signed long ago or for later", async () => {
    for (const door of doors) {
      for (const change of [
        { secret: "another" },
        { at: Date.now() - 301_000 },
        { at: Date.now() + 301_000 },
      ]) {
        expect((await door(signed(uninstall, change))).status).toBe(401);
      }
      const unsigned = new Request("http://127.0.0.1/", { method: "POST", body: uninstall });
      expect((await door(unsigned)).status).toBe(401);
    }
    expect(await installation()).toMatchObject({ status: "active" });
  });

  test("answer Slack's certificate check, and read nothing else in it", async () => {
    for (const door of doors) {
      const body = new URLSearchParams({ ssl_check: "1", payload: uninstall }).toString();
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const answer = await door(new Request("http://127.0.0.1/", { method: "POST", headers, body }));
      expect({ status: answer.status, body: await answer.text() }).toEqual({ status: 200, body: "" });
    }
  });

  test("take what is signed and of no use to us", async () => {
    for (const body of ["", "not json", "[]", '{"type":"app_rate_limited"}', '{"type":"event_callback"}']) {
      expect((await takeEvents(signed(body))).status).toBe(200);
    }
  });

  test("acknowledge a press with an empty answer, of a removed installation too", async () => {
    await sql`delete from slack_installations`;
    const body = new URLSearchParams({
      payload: JSON.stringify({ type: "block_actions", team: { id: "T0NOBODY" } }),
    }).toString();
    const answer = await takeInteractions(signed(body, { type: "application/x-www-form-urlencoded" }));
    expect({ status: answer.status, body: await answer.text() }).toEqual({ status: 200, body: "" });
  });

  test("refuse a body that is far too large", async () => {
    expect((await takeEvents(signed("x".repeat(1024 * 1024 + 1)))).status).toBe(413);
  });
});
