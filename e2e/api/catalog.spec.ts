import { catalog } from "@/lib/events/catalog";
import { compose } from "@/lib/messages/compose";
import { type ApiClient, apiClient } from "../support/api-client";
import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import { makeTenant } from "../support/tenant";
import { expect, mentions, test } from "../support/test";

const TOLD_MS = 60_000;
const AT_ONCE = 8;

const asJson = (text: string) => JSON.stringify(text).slice(1, -1);

async function pasteWebhook(api: ApiClient, url: string): Promise<string> {
  const answer = await api.post("/api/v1/destinations", { kind: "slack_webhook", name: token(), url });
  expect(answer.status, answer.text).toBe(201);
  return String(Object(answer.body).id);
}

test("the sample of every type of the catalog is told, by the bot and by a pasted webhook", async ({
  stack,
  slack,
}) => {
  test.setTimeout(240_000);
  const now = new Date();
  const prefix = `catalog-${token().slice(1, 7)}`;
  const waiting = [...catalog];
  const faults: string[] = [];

  // Samples speak of the same invoices and subscriptions; in a project of its own, each is a story of its own.
  const tell = async ({ type, sample }: (typeof catalog)[number]) => {
    const tenant = await makeTenant(stack);
    const api = apiClient(stack.web, tenant.apiKey);
    const own = `${prefix}-${type.replaceAll(/[._]/g, "-")}`;
    const [lane] = await makeLanes(stack, tenant, { prefix: own, count: 1 });
    const [hooked] = await slack.makeChannels(`${own}-hook`, 1);
    if (!lane || !hooked) throw new Error("there is no channel");
    const webhookId = await pasteWebhook(api, await slack.makeWebhook(hooked));
    for (const destinationId of [lane.destinationId, webhookId]) {
      const route = { name: destinationId, eventTypes: [type], filter: null, destinationId };
      expect((await api.post("/api/v1/routes", route)).status).toBe(201);
    }
    const answer = await api.send(sample);
    if (answer.status !== 202) faults.push(`${type}: ${answer.status} ${answer.text}`);
    const event = { ...sample, occurredAt: new Date(sample.occurredAt), externalId: sample.id };
    const { text } = compose({ ...event, environment: "production" }, { now });
    for (const channel of [lane.channel, hooked]) {
      const told = async () => (await slack.messages(channel)).filter((one) => mentions(one, asJson(text)));
      await expect
        .poll(async () => (await told()).length, { message: `${type}: ${text}`, timeout: TOLD_MS })
        .toBe(1);
    }
  };
  const work = async () => {
    for (let entry = waiting.pop(); entry; entry = waiting.pop()) await tell(entry);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(faults).toEqual([]);
});
