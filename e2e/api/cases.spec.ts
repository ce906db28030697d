import { z } from "zod";
import type { ApiClient } from "../support/api-client";
import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import type { SlackMessage } from "../support/slack-view";
import { expect, mentions, test } from "../support/test";

// A story is told a message a second, and a store's events wait some seconds for each other.
const TOLD_MS = 45_000;

const made = z.looseObject({ id: z.string() });
const page = z.looseObject({ cases: z.array(z.looseObject({ id: z.string(), state: z.string() })) });

/** What stands in a channel: the messages that no other has taken the place of, and each one's thread. */
function standing(messages: readonly SlackMessage[]) {
  const isRoot = ({ threadTs, ts }: SlackMessage) => threadTs === null || threadTs === ts;
  return messages
    .filter((message) => isRoot(message) && !mentions(message, "Continued in a new message"))
    .map((message) => ({
      message,
      thread: messages
        .filter((one) => !isRoot(one) && one.threadTs === message.ts)
        .flatMap(({ text }) => text.split("\n")),
    }));
}

async function routeTo(api: ApiClient, destinationId: string, customerId: string): Promise<void> {
  const answer = await api.post("/api/v1/routes", {
    name: `For ${customerId}`,
    eventTypes: ["*"],
    filter: { field: "customer.id", operator: "eq", value: customerId },
    destinationId,
  });
  expect(answer.status, answer.text).toBe(201);
  made.parse(answer.body);
}

function payments(customerId: string) {
  const event = (type: string, minute: number, data: object) => ({
    id: `${customerId}_${minute}`,
    type,
    occurredAt: `2026-11-21T09:${minute}:00Z`,
    customer: { id: customerId, name: "Acme" },
    data: { amount: { amount: "4200.00", currency: "USD" }, invoiceNumber: customerId, ...data },
  });
  return {
    first: event("payment.failed", 10, { attempt: 1, maxAttempts: 4, reason: "Declined" }),
    second: event("payment.failed", 20, { attempt: 2, maxAttempts: 4, reason: "Declined" }),
    success: event("payment.succeeded", 30, { attempt: 3 }),
  };
}

const orders = [
  ["first", "second", "success"],
  ["first", "success", "second"],
  ["second", "first", "success"],
  ["second", "success", "first"],
  ["success", "first", "second"],
  ["success", "second", "first"],
] as const;

test("a payment that fails twice and then succeeds is one resolved message, in whatever order it comes", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const lanes = await makeLanes(stack, tenant, {
    prefix: `orders-${token().slice(0, 6)}`,
    count: orders.length,
  });
  await Promise.all(
    orders.map(async (order, index) => {
      const { channel, destinationId } = lanes[index] ?? { channel: "", destinationId: "" };
      const customerId = token();
      await routeTo(api, destinationId, customerId);
      const events = payments(customerId);
      for (const [place, name] of order.entries()) {
        expect((await api.send(events[name])).status).toBe(202);
        // Each is told before the next comes, in every other order.
        if (index % 2 === 0)
          await expect
            .poll(async () => (await slack.messages(channel)).length, { timeout: TOLD_MS })
            .toBeGreaterThan(place);
      }
      const look = async () => standing(await slack.messages(channel));
      await expect.poll(async () => (await look())[0]?.thread.length, { timeout: TOLD_MS }).toBe(3);
      const [told, ...others] = await look();
      expect(others, order.join()).toEqual([]);
      if (!told) throw new Error("nothing stands there");
      expect(told.message.text).toContain("Acme paid $4,200");
      expect(mentions(told.message, "Resolved · Recovered"), order.join()).toBe(true);
      expect(mentions(told.message, "Recovered after 2 failed attempts")).toBe(true);
      for (const words of ["attempt 1", "attempt 2", "paid"])
        expect(told.thread.filter((line) => line.includes(words))).toHaveLength(1);
    }),
  );
  const cases = page.parse((await api.get("/api/v1/cases?state=resolved")).body).cases;
  expect(cases).toHaveLength(orders.length);
  const whole = await api.get(`/api/v1/cases/${cases[0]?.id}`);
  expect(whole.body).toMatchObject({ steps: [{}, {}, {}], messages: [{ isCurrent: true }] });
});

test("an approval that nobody answers expires by itself, and its message offers nothing any more", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: `approvals-${token().slice(0, 6)}`, count: 1 });
  if (!lane) throw new Error("there is no lane");
  const customerId = token();
  await routeTo(api, lane.destinationId, customerId);
  await api.send({
    type: "approval.created",
    customer: { id: customerId, name: "Acme" },
    data: {
      approvalId: customerId,
      project: "myapp",
      key: "deploy",
      expiresAt: new Date(Date.now() + 6_000).toISOString(),
      url: "https://approvals.example/a",
    },
  });
  const look = async () => standing(await slack.messages(lane.channel));
  await expect
    .poll(async () => (await look())[0]?.message.text, { timeout: TOLD_MS })
    .toContain("Approval needed");
  await expect
    .poll(async () => (await look())[0]?.message.text, { timeout: TOLD_MS })
    .toContain("Expired unanswered");
  const [expired, ...others] = await look();
  expect(others).toEqual([]);
  expect(expired && mentions(expired.message, "approvals.example")).toBe(false);
});

test("a store's billing issue, cancellation and expiration that come together are one message", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: `store-${token().slice(0, 6)}`, count: 1 });
  if (!lane) throw new Error("there is no lane");
  const customerId = token();
  await routeTo(api, lane.destinationId, customerId);
  const event = (type: string, data: object = {}) => ({
    type,
    occurredAt: "2026-11-21T09:00:00Z",
    customer: { id: customerId, name: "Kim" },
    data: { productId: "pro_monthly", store: "APP_STORE", ...data },
  });
  await api.send(event("subscription.expired", { reason: "BILLING_ERROR" }));
  await api.send(event("payment.failed"));
  await api.send(event("subscription.cancelled", { reason: "BILLING_ERROR" }));
  const look = async () => standing(await slack.messages(lane.channel));
  await expect.poll(async () => (await look())[0]?.thread.length, { timeout: TOLD_MS }).toBe(3);
  expect(await look()).toHaveLength(1);
});

test("what somebody does with a case stands in its message, and is done once", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: `hands-${token().slice(0, 6)}`, count: 1 });
  if (!lane) throw new Error("there is no lane");
  const customerId = token();
  await routeTo(api, lane.destinationId, customerId);
  await api.send(payments(customerId).first);
  const look = async () => standing(await slack.messages(lane.channel));
  await expect.poll(async () => (await look()).length, { timeout: TOLD_MS }).toBe(1);
  const [one] = page.parse((await api.get(`/api/v1/cases?customer=${customerId}`)).body).cases;
  for (const repeat of [1, 2]) {
    const answer = await api.post(`/api/v1/cases/${one?.id}/acknowledge`, {});
    expect(answer.status, `${repeat}`).toBe(200);
    expect(answer.body).toMatchObject({ acknowledgedBy: "end-to-end" });
  }
  expect((await api.post(`/api/v1/cases/${one?.id}/snooze`, { until: "2001-01-01T00:00:00Z" })).status).toBe(
    422,
  );
  await expect
    .poll(async () => (await look())[0]?.thread.join(), { timeout: TOLD_MS })
    .toContain("Acknowledged by");
  await api.call("POST", `/api/v1/cases/${one?.id}/resolve`);
  await expect
    .poll(async () => JSON.stringify((await look())[0]?.message), { timeout: TOLD_MS })
    .toContain("Resolved · by hand");
  expect((await look())[0]?.thread.filter((line) => line.includes("Acknowledged"))).toHaveLength(1);
});
