import fc from "fast-check";
import { hostileEvent } from "@/lib/slack/testing/hostile-events";
import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import { withDatabase } from "../support/tenant";
import { expect, test } from "../support/test";

const LANES = 60;
const BATCHES = 12;
const BATCH = 50;
const SETTLED_MS = 45_000;

// More channels of one workspace are posted to than Slack would let one app do: this is about what is posted.
test.beforeAll(({ slack }) => slack.limits({ enabled: false }));
test.afterAll(({ slack }) => slack.limits({ enabled: true }));

type Count = { state: string; count: number };

test("600 hostile events: no 5xx, each that is taken is told, and Slack refuses no message", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  test.setTimeout(90_000);
  const lanes = await makeLanes(stack, tenant, { prefix: `hostile-${token().slice(1, 7)}`, count: LANES });
  for (const [index, { destinationId }] of lanes.entries()) {
    const filter = { field: "data.lane", operator: "eq", value: index };
    const route = { name: `Lane ${index}`, eventTypes: ["*"], filter, destinationId };
    expect((await api.post("/api/v1/routes", route)).status).toBe(201);
    await api.call("PATCH", `/api/v1/destinations/${destinationId}`, '{"acceptsSandbox":true}');
  }
  const seed = Math.floor(Math.random() * 2 ** 31);
  const batch = fc.array(hostileEvent, { minLength: BATCH, maxLength: BATCH });
  for (const [number, events] of fc.sample(batch, { numRuns: BATCHES, seed }).entries()) {
    const bodies = events.map(({ type, occurredAt, environment, customer, data }, index) => ({
      ...{ type, occurredAt: occurredAt.toISOString(), environment },
      // What the door refuses tells nothing of what comes after it, so most are about somebody.
      customer: index % 5 === 0 ? customer : { id: token(), name: JSON.stringify(customer).slice(0, 500) },
      data: { ...Object(data), lane: (number * BATCH + index) % LANES },
    }));
    const answer = await api.send({ events: bodies });
    expect(answer.status, `seed ${seed}, batch ${number}: ${answer.text.slice(0, 300)}`).toBe(202);
  }
  await withDatabase(stack.databaseUrl, async (sql) => {
    const isOurs = sql`project_id = ${tenant.projectId}`;
    const counts = () => sql<Count[]>`
      select case when n.id is null then 'not planned' else n.state end as state, count(*)::int as count
      from events e left join notifications n on n.project_id = e.project_id and n.event_id = e.id
      where e.${isOurs} group by 1`;
    await expect
      .poll(async () => (await counts()).map(({ state }) => state), { timeout: SETTLED_MS })
      .toEqual(["sent"]);
    const taken = (await counts()).reduce((sum, { count }) => sum + count, 0);
    expect(taken, `seed ${seed}`).toBeGreaterThan(BATCHES * BATCH * 0.6);
    const refused =
      await sql`select outcome, code, detail from attempts where ${isOurs} and outcome <> 'sent'`;
    expect([...refused], `seed ${seed}`).toEqual([]);
  });
  const channels = new Set(lanes.map(({ channel }) => channel));
  const standing = (await slack.messages()).filter(({ channelName }) => channels.has(channelName));
  expect(standing.length, `seed ${seed}`).toBeGreaterThan(LANES / 2);
});
