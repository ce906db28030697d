import { z } from "zod";
import { demoChannels, demoUsers } from "@/local/slack/demo-world";
import { invoice } from "../support/event";
import { expect, mentions, test } from "../support/test";
import { problem } from "./answers";

const made = z.looseObject({ id: z.string(), kind: z.string(), name: z.string(), target: z.string() });

test("a channel and a person are made by the API, and both are told an event", async ({ api, slack }) => {
  const asked = [
    { kind: "slack_channel", channel: demoChannels.growth.id, name: "Growth" },
    { kind: "slack_dm", email: demoUsers.priya.email },
  ];
  for (const body of asked) {
    const answer = await api.post("/api/v1/destinations", body);
    expect(answer.status, answer.text).toBe(201);
    const { id, name } = made.parse(answer.body);
    expect(answer.headers.get("location")).toBe(`/api/v1/destinations/${id}`);
    const route = { name: `To ${name}`, eventTypes: ["*"], destinationId: id };
    expect((await api.post("/api/v1/routes", route)).status).toBe(201);
  }
  const sent = invoice();
  expect((await api.send(sent)).status).toBe(202);
  for (const place of [demoChannels.growth.name, demoUsers.priya.name]) {
    await expect
      .poll(async () => (await slack.messages(place)).filter((one) => mentions(one, sent.data.number)).length)
      .toBe(1);
  }
});

const refused = [
  [{ kind: "slack_channel", channel: "C0DOESNOTEX" }, "/channel"],
  [{ kind: "slack_channel", channel: demoChannels.archivedLaunch.id }, "/channel"],
  [{ kind: "slack_channel", channel: demoChannels.growth.id, installation: "T0NOBODY00" }, "/installation"],
  [{ kind: "slack_dm", email: "nobody@acme.test" }, "/email"],
  [{ kind: "slack_dm", userId: demoUsers.deactivated.id }, "/userId"],
  [{ kind: "slack_dm" }, "/email"],
  [{ kind: "carrier_pigeon" }, "/kind"],
] as const;

test("what Slack does not show is refused with the place in the body", async ({ api }) => {
  for (const [body, pointer] of refused) {
    const answer = await api.post("/api/v1/destinations", body);
    expect(answer.status, JSON.stringify(body)).toBe(422);
    expect(problem(answer.body).errors.map((error) => error.pointer)).toEqual([pointer]);
  }
});
