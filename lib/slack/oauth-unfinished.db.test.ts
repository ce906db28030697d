import { beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { listDestinations } from "@/lib/destinations/queries";
import { listNotifications } from "@/lib/notifications/queries";
import { demoChannels } from "@/local/slack/demo-world";
import { finishInstalls } from "./oauth-unfinished";
import { connect, farSlack, inSlack, type Person, somebody } from "./testing/far-slack";

const { sql } = await testDatabase();
const slack = await farSlack();
const channel = demoChannels.growth.id;

let person: Person;
beforeEach(async () => {
  await sql`delete from slack_installations`;
  await inSlack(slack, "reset", {});
  person = await somebody();
});

const messages = async () => (await listNotifications(person.member.scope, {})).items;
const finish = (now = new Date()) => finishInstalls({ userId: person.user.userId }, now);

/** As if the process had died when the tokens were stored and nothing else was. */
async function forget(): Promise<void> {
  await sql`delete from notifications where project_id = ${person.member.project.id}`;
  await sql`delete from lanes`;
  await sql`delete from destinations where project_id = ${person.member.project.id}`;
}

test("an install that came to its end owes nothing", async () => {
  await connect(person, { channel });
  expect(await finish()).toEqual([]);
  expect(await messages()).toHaveLength(1);
});

test("an install whose process died gets its destination and its one message, however many see to it", async () => {
  await connect(person, { channel });
  await forget();
  const wakes = (await Promise.all([finish(), finish()])).flat();
  const [destination, ...others] = await listDestinations(person.member.scope);
  expect(others).toEqual([]);
  expect(wakes.map(({ lane }) => lane)).toContain(destination?.lane);
  expect(await messages()).toMatchObject([
    { kind: "connected", text: expect.stringContaining("is connected:") },
  ]);
  expect(await finish()).toEqual([]);
  expect(await messages()).toHaveLength(1);
});

test("one that was connected before is told as such", async () => {
  await connect(person, { channel });
  await connect(person, { channel });
  await sql`delete from notifications where project_id = ${person.member.project.id}`;
  await finish();
  expect(await messages()).toMatchObject([{ text: expect.stringContaining("is connected again:") }]);
});

test("neither one of long ago, nor one that was disconnected, nor somebody else's is finished", async () => {
  await connect(person, { channel });
  await forget();
  await finish(new Date(Date.now() + 2 * 3_600_000));
  await finishInstalls({ userId: (await somebody()).user.userId }, new Date());
  await sql`update slack_installations set status = 'uninstalled', bot_token = ''`;
  await finish();
  expect(await messages()).toEqual([]);
});
