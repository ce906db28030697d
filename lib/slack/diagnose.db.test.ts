import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createWebhookDestination, setDestinationEnabled } from "@/lib/destinations/commands";
import { listDestinations } from "@/lib/destinations/queries";
import { listInstallations } from "@/lib/installations/queries";
import { createRoute } from "@/lib/routing/commands";
import { demoChannels, demoWebhookPath } from "@/local/slack/demo-world";
import { diagnose } from "./diagnose";
import { disconnect } from "./oauth-disconnect";
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

const installation = async () => (await listInstallations(person.member.scope))[0]?.id ?? "";
const destination = async () => (await listDestinations(person.member.scope))[0]?.id ?? "";
describe("the diagnosis", () => {
  const failing = async (which?: { destinationId: string } | { installationId: string }) => {
    const { diagnosis } = await diagnose(
      person.member.scope,
      which ?? { destinationId: await destination() },
      new Date(),
    );
    const { id, button } = diagnosis.failing ?? { id: null, button: null };
    return { id, button, states: diagnosis.checks.map(({ state }) => state) };
  };
  beforeEach(async () => {
    await connect(person, { channel: channel.id });
    await createRoute(person.member.scope, {
      name: "All",
      eventTypes: ["*"],
      filter: null,
      destinationId: await destination(),
      enabled: true,
    });
  });

  test("finds nothing where all is well, of a destination and of a workspace", async () => {
    expect(await failing()).toMatchObject({ id: null, states: Array(10).fill("passed") });
    expect(await failing({ installationId: await installation() })).toMatchObject({
      id: null,
      states: Array(3).fill("passed"),
    });
  });

  test.each([
    [
      "the app was removed in Slack",
      () => inSlack(slack, "installations", { action: "uninstall" }),
      { id: "token", button: "reconnect" },
    ],
    [
      "a needed scope is gone",
      () =>
        inSlack(slack, "installations", { action: "scopes", scopes: ["channels:read", "incoming-webhook"] }),
      { id: "scopes", button: "reconnect" },
    ],
    [
      "the channel was deleted",
      () => inSlack(slack, "channels", { delete: channel.id }),
      { id: "channel", button: "choose_channel" },
    ],
    [
      "the channel is archived",
      () => inSlack(slack, "channels", { archive: channel.id }),
      { id: "archived", button: "choose_channel" },
    ],
    [
      "the bot is not in it and must be",
      async () => {
        await inSlack(slack, "installations", {
          action: "scopes",
          scopes: ["chat:write", "channels:read", "incoming-webhook"],
        });
      },
      { id: "member", button: "check_again" },
    ],
    [
      "an admin restricts posting",
      () => inSlack(slack, "channels", { action: "posting", channel: channel.id, posting: "read_only" }),
      { id: "restricted", button: "choose_channel" },
    ],
    [
      "it is switched off",
      async () => setDestinationEnabled(person.member.scope, await destination(), false),
      { id: "enabled", button: "enable" },
    ],
    [
      "no route leads there",
      () => sql`update routes set enabled = false`,
      { id: "routes", button: "add_route" },
    ],
    [
      "it is marked as broken",
      () =>
        sql`update destinations set status = 'broken', last_error = ${sql.json({ code: "x", message: "It broke.", fix: "Mend it.", at: "2026-01-01T00:00:00Z" })}`,
      { id: "working", button: "send_test" },
    ],
  ] as const)("names what fails when %s", async (_name, happen, expected) => {
    await happen();
    expect(await failing()).toMatchObject(expected);
  });

  test("does not look at what builds on a failed check, and does at the rest", async () => {
    await disconnect(person.member.scope, await installation(), new Date());
    expect(await failing()).toEqual({
      id: "installed",
      button: "reconnect",
      states: [
        "failed",
        "skipped",
        "skipped",
        "skipped",
        "skipped",
        "skipped",
        "skipped",
        "passed",
        "failed",
        "passed",
      ],
    });
  });

  test("does not blame anybody while Slack is away", async () => {
    await inSlack(slack, "faults", { match: { method: "conversations.info" }, times: 1, kind: "status:503" });
    await inSlack(slack, "faults", { match: { method: "auth.test" }, times: 1, kind: "status:503" });
    const found = await failing();
    expect(found.id).toBeNull();
    expect(found.states).toContain("unknown");
  });

  test("of a pasted webhook looks at its address, and never shows it", async () => {
    const url = `${slack.url}${demoWebhookPath}`;
    const { id } = await createWebhookDestination(person.member.scope, { name: "Ops", url });
    expect(await failing({ destinationId: id })).toEqual({
      id: "routes",
      button: "add_route",
      states: ["passed", "passed", "passed", "failed"],
    });
    const told = JSON.stringify(await diagnose(person.member.scope, { destinationId: id }, new Date()));
    expect(told).not.toContain(demoWebhookPath);
  });

  test("is for the project's own people", async () => {
    const other = await somebody();
    for (const which of [{ destinationId: await destination() }, { installationId: await installation() }]) {
      await expect(diagnose(other.member.scope, which, new Date())).rejects.toMatchObject({
        kind: "not_found",
      });
    }
  });
});
