import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import { know, takePreset } from "../support/rules";
import type { slackView } from "../support/slack-view";
import { expect, mentions, test } from "../support/test";

// The thresholds and filters of the customer health guide (STA-44…51, STA-34, STA-60), from HTTP to Slack.

const TOLD_MS = 45_000;

type Slack = ReturnType<typeof slackView>;

/** Which of these customers a channel was told of, by messages of their own. */
async function toldOf(slack: Slack, channel: string, customers: readonly string[]): Promise<string[]> {
  const roots = (await slack.messages(channel)).filter(
    ({ threadTs, ts }) => threadTs === null || threadTs === ts,
  );
  return customers.filter((customer) => roots.some((message) => mentions(message, customer)));
}

const lanesFor = async (stack: Parameters<typeof makeLanes>[0], tenant: Parameters<typeof makeLanes>[1]) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: `sta-${token().slice(1, 7)}`, count: 1 });
  if (!lane) throw new Error("There is no lane.");
  return lane;
};

test("a drop of 10 points or more is told at 10 and 11 and not at 9, and only of who counts", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const lane = await lanesFor(stack, tenant);
  await takePreset(api, "health_drop_minimum_mrr", lane.destinationId, {
    filter: {
      all: [
        { field: "customer.mrr.amount", operator: "gte", value: "1000" },
        { field: "customer.tier", operator: "in", value: ["enterprise", "growth"] },
      ],
    },
  });
  const rich = { mrr: { amount: "1000.00", currency: "USD" }, tier: "growth" };
  const drops = [
    ["Nine", 71, rich],
    ["Ten", 70, rich],
    ["Eleven", 69, rich],
    ["Small", 20, { ...rich, mrr: { amount: "999.99", currency: "USD" } }],
    ["Starter", 20, { ...rich, tier: "starter" }],
    ["Excluded", 20, { ...rich, excluded: true }],
  ] as const;
  for (const [name, after, profile] of drops) {
    const id = `cus_${name.toLowerCase()}`;
    await know(api, id, { name, healthScore: 80, ...profile });
    await know(api, id, { healthScore: after });
  }
  const names = drops.map(([name]) => name);
  await expect
    .poll(() => toldOf(slack, lane.channel, names), { timeout: TOLD_MS })
    .toEqual(["Ten", "Eleven"]);
  const [ten] = await slack.messages(lane.channel);
  expect(ten?.text).toMatch(/80 → 70/);
});

test("churn probability above a bound, with a clear level, is told and told to be over", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const lane = await lanesFor(stack, tenant);
  await takePreset(api, "churn_probability", lane.destinationId);
  const words = async () => JSON.stringify(await slack.messages(lane.channel));
  await know(api, "cus_bound", { name: "Bound", churnProbability: 0.7 });
  await know(api, "cus_leaving", { name: "Leaving", churnProbability: 0.71 });
  await expect.poll(words, { timeout: TOLD_MS }).toContain("Leaving");
  // Between the clear level and the bound nothing changes.
  await know(api, "cus_leaving", { churnProbability: 0.65 });
  await know(api, "cus_leaving", { churnProbability: 0.72 });
  await know(api, "cus_leaving", { churnProbability: 0.5 });
  await expect.poll(words, { timeout: TOLD_MS }).toContain("Resolved");
  const roots = (await slack.messages(lane.channel)).filter(({ threadTs, ts }) => (threadTs ?? ts) === ts);
  expect(roots).toHaveLength(1);
  expect(await words()).not.toContain("Bound");
});

test("MRR at risk adds up over those at risk, in its own currency", async ({ stack, slack, tenant, api }) => {
  const lane = await lanesFor(stack, tenant);
  await takePreset(api, "mrr_at_risk", lane.destinationId);
  const red = (amount: string, currency = "USD") => ({ healthScore: 20, mrr: { amount, currency } });
  await know(api, "cus_a", red("6000.00"));
  await know(api, "cus_b", red("3999.99"));
  await know(api, "cus_eur", red("90000.00", "EUR"));
  await know(api, "cus_well", { healthScore: 95, mrr: { amount: "50000.00", currency: "USD" } });
  // A sum over customers is looked at every few seconds at most.
  await know(api, "cus_c", red("0.02"));
  await expect
    .poll(async () => (await slack.messages(lane.channel)).map(({ text }) => text).join("\n"), {
      timeout: TOLD_MS,
    })
    .toContain("10,000");
  expect(await slack.messages(lane.channel)).toHaveLength(1);
});

test("engagement is held against four weeks ago, sentiment and zones against their bounds, failed payments are counted", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const lane = await lanesFor(stack, tenant);
  for (const id of ["engagement_drop", "sentiment_low", "health_zone", "payment_failures"])
    await takePreset(api, id, lane.destinationId);
  const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString();
  for (const [id, name, engagement] of [
    ["cus_calm", "Calm", 71],
    ["cus_quiet", "Quiet", 70],
  ] as const) {
    const customer = { id, name, engagement: 100 };
    const seen = { id: token(), type: "customer.interaction", occurredAt: monthAgo, customer, data: {} };
    expect((await api.send(seen)).status).toBe(202);
    await expect.poll(async () => (await api.get(`/api/v1/customers/${id}`)).status).toBe(200);
    await know(api, id, { engagement });
  }
  await know(api, "cus_cross", { name: "Cross", sentimentScore: 39 });
  await know(api, "cus_fair", { name: "Fair", sentimentScore: 40 });
  await know(api, "cus_yellow", { name: "Yellowish", healthScore: 69 });
  await know(api, "cus_green", { name: "Greenish", healthScore: 70 });
  for (const name of ["Broke", "Broke", "Unlucky"]) {
    const failed = { id: token(), type: "payment.failed", customer: { id: `cus_${name}`, name }, data: {} };
    expect((await api.send(failed)).status).toBe(202);
  }
  const names = ["Calm", "Quiet", "Cross", "Fair", "Yellowish", "Greenish", "Broke", "Unlucky"];
  await expect
    .poll(() => toldOf(slack, lane.channel, names), { timeout: TOLD_MS })
    .toEqual(["Quiet", "Cross", "Yellowish", "Broke"]);
});
