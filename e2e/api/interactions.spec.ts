import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import type { ApiClient } from "../support/api-client";
import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import { press, submit } from "../support/presses";
import type { SlackMessage } from "../support/slack-view";
import { expect, mentions, test } from "../support/test";

// A message a second in each channel, and what Slack was asked is done after the answer.
const TOLD_MS = 45_000;
/** Slack shows an error to whoever pressed when it takes longer. */
const SLACK_WAITS_MS = 3_000;

const made = z.looseObject({ id: z.string() });
const caseItem = z.looseObject({
  id: z.string(),
  state: z.string(),
  status: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
  assignedTo: z.string().nullable(),
  snoozedUntil: z.string().nullable(),
});
const casePage = z.object({ cases: z.array(caseItem) });

async function theCase(api: ApiClient, customer?: string) {
  const { body } = await api.get(`/api/v1/cases${customer ? `?customer=${customer}` : ""}`);
  const [only] = casePage.parse(body).cases;
  if (!only) throw new Error("there is no case");
  return only;
}

const failedPayment = (customerId: string, type = "payment.failed") => ({
  id: `${customerId}_${token()}`,
  type,
  occurredAt: "2026-11-21T09:10:00Z",
  customer: { id: customerId, name: "Acme" },
  data: {
    amount: { amount: "4200.00", currency: "USD" },
    invoiceNumber: customerId,
    attempt: 1,
    maxAttempts: 4,
  },
});

async function route(api: ApiClient, destinationId: string, eventTypes: string[], customerId?: string) {
  const filter = customerId ? { field: "customer.id", operator: "eq", value: customerId } : null;
  const answer = await api.post("/api/v1/routes", {
    name: `${destinationId} ${token()}`,
    eventTypes,
    filter,
    destinationId,
  });
  expect(answer.status, answer.text).toBe(201);
}

const has = (message: SlackMessage | undefined, text: string) =>
  message !== undefined && mentions(message, text);
/** People are called by their name where the workspace's people were listed before, else by their handle. */
const says = (message: SlackMessage | undefined, pattern: RegExp) =>
  message !== undefined && pattern.test(JSON.stringify([message.text, message.attachments]));

test("what is done in one channel is seen in every other, and in the API", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const lanes = await makeLanes(stack, tenant, { prefix: `act-${token().slice(1, 7)}`, count: 2 });
  const [one, other] = lanes;
  if (!one || !other) throw new Error("there are no lanes");
  for (const { destinationId } of lanes) await route(api, destinationId, ["payment.*"]);
  expect((await api.send(failedPayment("cus_all"))).status).toBe(202);
  const roots = async () =>
    Promise.all(
      lanes.map(async ({ channel }) => (await slack.messages(channel)).find(({ threadTs }) => !threadTs)),
    );
  await expect
    .poll(async () => (await roots()).every((root) => has(root, '"acknowledge"')), { timeout: TOLD_MS })
    .toBe(true);

  const answered = await press(stack.slack, { channel: one.channel, actionId: "acknowledge", user: "kim" });
  expect(answered).toMatchObject({ ok: true, status: 200 });
  await expect
    .poll(
      async () =>
        (await roots()).every((root) => says(root, /Acknowledged by kim/i) && !has(root, '"acknowledge"')),
      {
        timeout: TOLD_MS,
      },
    )
    .toBe(true);
  expect(await theCase(api)).toMatchObject({ acknowledgedBy: expect.stringMatching(/^kim/i), state: "open" });

  await press(stack.slack, { channel: other.channel, actionId: "more", value: "mine", user: "sam" });
  await expect
    .poll(async () => (await roots()).every((root) => says(root, /Assigned to sam/i)), { timeout: TOLD_MS })
    .toBe(true);
  expect((await api.send(failedPayment("cus_all", "payment.succeeded"))).status).toBe(202);
  await expect
    .poll(async () => (await roots()).every((root) => has(root, "Resolved") && !has(root, '"snooze"')), {
      timeout: TOLD_MS,
    })
    .toBe(true);
});

test("a customer that is muted from Slack is told of nowhere until that is undone", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: `mut-${token().slice(1, 7)}`, count: 1 });
  if (!lane) throw new Error("there is no lane");
  await route(api, lane.destinationId, ["payment.*"]);
  const messages = () => slack.messages(lane.channel);
  await api.send(failedPayment("cus_mute"));
  await expect.poll(async () => (await messages()).length, { timeout: TOLD_MS }).toBe(1);
  await press(stack.slack, { channel: lane.channel, actionId: "more", value: "mute", user: "kim" });
  const values = { mute: { days: { type: "static_select", selected_option: { value: "7" } } } };
  await expect.poll(async () => (await submit(stack.slack, values)).ok, { timeout: TOLD_MS }).toBe(true);

  const mutes = z.object({
    mutes: z.array(z.looseObject({ id: z.string(), customerId: z.string(), by: z.string() })),
  });
  const listed = async () => mutes.parse((await api.get("/api/v1/mutes")).body).mutes;
  await expect.poll(async () => (await listed()).length, { timeout: TOLD_MS }).toBe(1);
  const [mute] = await listed();
  expect(mute).toMatchObject({ customerId: "cus_mute", by: expect.stringMatching(/^kim/i) });
  await api.send({
    ...failedPayment("cus_mute"),
    data: { invoiceNumber: "another", attempt: 4, maxAttempts: 4 },
  });
  const kept = z.object({
    notifications: z.array(z.looseObject({ reason: z.looseObject({ code: z.string() }) })),
  });
  const suppressed = async () =>
    kept
      .parse((await api.get("/api/v1/notifications?state=suppressed")).body)
      .notifications.map(({ reason }) => reason.code);
  await expect.poll(suppressed, { timeout: TOLD_MS }).toEqual(["muted"]);
  expect((await api.call("DELETE", `/api/v1/mutes/${mute?.id}`)).status).toBe(204);
  await api.send({ ...failedPayment("cus_mute"), data: { invoiceNumber: "a third", attempt: 1 } });
  await expect
    .poll(async () => (await messages()).filter(({ threadTs }) => !threadTs).length, { timeout: TOLD_MS })
    .toBe(2);
});

/** Somebody's own endpoint, which keeps what comes. */
async function receiver() {
  const received: { headers: Record<string, string>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    received.push({ headers, body: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/bellwire`, received, close: () => server.close() };
}

test("an approval goes from HTTP to a button in Slack to the sender's own webhook, signed", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: `apr-${token().slice(1, 7)}`, count: 1 });
  if (!lane) throw new Error("there is no lane");
  const endpoint = await receiver();
  try {
    const answer = await api.post("/api/v1/destinations", {
      kind: "webhook",
      name: "Our approvals",
      url: endpoint.url,
      topics: ["approval.decided"],
    });
    expect(answer.status, answer.text).toBe(201);
    const { signingSecret } = z.looseObject({ signingSecret: z.string() }).parse(answer.body);
    await route(api, lane.destinationId, ["approval.*"]);
    const approvalId = `apr_${token()}`;
    const asked = await api.send({
      id: `${approvalId}_asked`,
      type: "approval.created",
      data: { approvalId, project: "myapp", key: "deploy", requestedBy: "ci" },
    });
    expect(asked.status).toBe(202);
    const root = async () => (await slack.messages(lane.channel)).find(({ threadTs }) => !threadTs);
    await expect.poll(async () => has(await root(), '"approve"'), { timeout: TOLD_MS }).toBe(true);

    const presses = ["kim", "sam"].map((user) =>
      press(stack.slack, { channel: lane.channel, actionId: user === "kim" ? "approve" : "decline", user }),
    );
    for (const { ok, tookMs = 0 } of await Promise.all(presses)) {
      expect(ok).toBe(true);
      expect(tookMs).toBeLessThan(SLACK_WAITS_MS);
    }
    await expect.poll(() => endpoint.received.length, { timeout: TOLD_MS }).toBe(1);
    const [told] = endpoint.received;
    if (!told) throw new Error("nothing came");
    const verified: unknown = new Webhook(signingSecret).verify(told.body, told.headers);
    const decided = z
      .looseObject({
        data: z.looseObject({
          decision: z.enum(["approved", "declined"]),
          approval: z.looseObject({ id: z.string() }),
          by: z.looseObject({ name: z.string(), via: z.literal("slack"), slackUserId: z.string() }),
        }),
      })
      .parse(verified).data;
    expect(decided.approval.id).toBe(approvalId);
    expect(decided.by.name).toMatch(decided.decision === "approved" ? /^kim/i : /^sam/i);

    const word = decided.decision === "approved" ? "Approved" : "Declined";
    await expect
      .poll(
        async () =>
          has(await root(), word) &&
          has(await root(), `${decided.by.name}, <!date^`) &&
          !has(await root(), '"approve"'),
        {
          timeout: TOLD_MS,
        },
      )
      .toBe(true);
    expect(await theCase(api)).toMatchObject({ state: "resolved", status: word });
    const again = await api.post(`/api/v1/cases/${(await theCase(api)).id}/decide`, { decision: "decline" });
    expect(again.status).toBe(409);
    expect(made.safeParse(again.body).success).toBe(false);
    expect(endpoint.received).toHaveLength(1);
  } finally {
    endpoint.close();
  }
});

test("every press is answered within three seconds, whatever else there is to do", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  test.setTimeout(180_000);
  const lanes = await makeLanes(stack, tenant, { prefix: `load-${token().slice(1, 7)}`, count: 25 });
  for (const [at, { destinationId }] of lanes.entries())
    await route(api, destinationId, ["payment.*"], `cus_load_${at}`);
  for (const at of lanes.keys()) await api.send(failedPayment(`cus_load_${at}`));
  await expect
    .poll(
      async () =>
        (await slack.messages()).filter((one) => lanes.some(({ channel }) => channel === one.channelName))
          .length,
      {
        timeout: 90_000,
      },
    )
    .toBe(lanes.length);

  let isOver = false;
  const flood = async () => {
    for (let round = 0; !isOver; round++) {
      const events = Array.from({ length: 200 }, (_, at) => ({
        id: `flood_${token()}_${round}_${at}`,
        type: "load.flood",
        data: {},
      }));
      await api.send({ events });
    }
  };
  const floods = [flood(), flood()];
  const what = [
    { actionId: "acknowledge" },
    { actionId: "more", value: "mine" },
    { actionId: "more", value: "useful" },
    { actionId: "snooze", value: "4h" },
  ];
  const answers = await Promise.all(
    lanes.flatMap(({ channel }) => what.map((one) => press(stack.slack, { channel, ...one, user: "kim" }))),
  );
  isOver = true;
  await Promise.all(floods);
  expect(answers.filter(({ ok }) => !ok)).toEqual([]);
  expect(Math.max(...answers.map(({ tookMs = 0 }) => tookMs))).toBeLessThan(SLACK_WAITS_MS);
  const items = async () => casePage.parse((await api.get("/api/v1/cases?limit=100")).body).cases;
  await expect
    .poll(
      async () =>
        (await items()).filter(
          ({ acknowledgedBy, assignedTo, snoozedUntil }) =>
            acknowledgedBy !== null && assignedTo !== null && snoozedUntil !== null,
        ).length,
      { timeout: 60_000 },
    )
    .toBe(lanes.length);
});
