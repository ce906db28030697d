import { z } from "zod";
import type { ApiClient } from "../support/api-client";
import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import type { SlackMessage } from "../support/slack-view";
import { expect, mentions, test } from "../support/test";

// A story is told a message a second.
const TOLD_MS = 45_000;

const made = z.looseObject({ id: z.string() });
const cases = z.looseObject({ cases: z.array(made) });

const secrets = ["Acme Secret Ltd", "ap@secret.test", "4,200", "4200", "Declined by the bank"];

const event = (customerId: string, type: string, minute: number, data: object) => ({
  id: `${customerId}_${minute}`,
  type,
  occurredAt: `2026-11-21T09:${minute}:00Z`,
  customer: { id: customerId, name: "Acme Secret Ltd", email: "ap@secret.test" },
  data: { amount: { amount: "4200.00", currency: "USD" }, invoiceNumber: "INV-9", ...data },
});

const story = (customerId: string) => [
  event(customerId, "payment.failed", 10, { attempt: 1, reason: "Declined by the bank" }),
  event(customerId, "payment.failed", 20, { attempt: 2, reason: "Declined by the bank" }),
  event(customerId, "payment.succeeded", 30, { attempt: 3 }),
];

async function routeTo(api: ApiClient, destinationId: string): Promise<void> {
  const route = { name: destinationId, eventTypes: ["*"], filter: null, destinationId };
  const answer = await api.post("/api/v1/routes", route);
  expect(answer.status, answer.text).toBe(201);
}

const said = (messages: readonly SlackMessage[]) => JSON.stringify(messages);

test("a redacted channel sees no raw value: not in the message, its thread or its edits", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const [open, closed] = await makeLanes(stack, tenant, { prefix: `red-${token().slice(1, 7)}`, count: 2 });
  if (!open || !closed) throw new Error("there are no lanes");
  const rules = [
    { path: "customer.name", mode: "hide" },
    { path: "emails", mode: "mask" },
    { path: "amounts", mode: "hide" },
    { path: "data.reason", mode: "mask" },
  ];
  const patch = JSON.stringify({ redaction: rules });
  const patched = await api.call("PATCH", `/api/v1/destinations/${closed.destinationId}`, patch);
  expect(patched.status, patched.text).toBe(200);
  for (const { destinationId } of [open, closed]) await routeTo(api, destinationId);

  for (const [place, one] of story(token()).entries()) {
    expect((await api.send(one)).status).toBe(202);
    for (const { channel } of [open, closed])
      await expect
        .poll(async () => (await slack.messages(channel)).length, { timeout: TOLD_MS })
        .toBeGreaterThan(place);
    // Every state that stood there, not only the last one.
    const seen = said(await slack.messages(closed.channel));
    for (const secret of secrets) expect.soft(seen, `after ${one.type}`).not.toContain(secret);
  }
  const [one] = cases.parse((await api.get("/api/v1/cases")).body).cases;
  expect((await api.post(`/api/v1/cases/${one?.id}/assign`, { to: "kim" })).status).toBe(200);
  await expect
    .poll(async () => said(await slack.messages(closed.channel)), { timeout: TOLD_MS })
    .toContain("Assigned to kim");

  const seen = said(await slack.messages(closed.channel));
  expect(seen).toContain("Resolved · Recovered");
  for (const secret of secrets) expect.soft(seen).not.toContain(secret);
  // Where nothing is redacted, all of it stands: the rules made the difference.
  const whole = said(await slack.messages(open.channel));
  for (const secret of ["Acme Secret Ltd", "4,200"]) expect.soft(whole).toContain(secret);
});

test("a webhook, which cannot be edited, is told each step, and each refers back to what was said first", async ({
  slack,
  api,
}) => {
  const [channel] = await slack.makeChannels(`hook-${token().slice(1, 7)}`, 1);
  if (!channel) throw new Error("there is no channel");
  const url = await slack.makeWebhook(channel);
  const answer = await api.post("/api/v1/destinations", { kind: "slack_webhook", name: "Hook", url });
  await routeTo(api, made.parse(answer.body).id);
  for (const [place, one] of story(token()).entries()) {
    await api.send(one);
    await expect
      .poll(async () => (await slack.messages(channel)).length, { timeout: TOLD_MS })
      .toBe(place + 1);
  }
  const [first, second, third] = await slack.messages(channel);
  if (!first || !second || !third) throw new Error("there are no three messages");
  expect(mentions(first, "Follow-up to")).toBe(false);
  for (const message of [second, third])
    expect(mentions(message, "Follow-up to: Payment failed: Acme Secret Ltd $4,200 (attempt 1)")).toBe(true);
  expect(mentions(third, "Resolved · Recovered")).toBe(true);
  expect([first, second, third].map(({ edited }) => edited)).toEqual([false, false, false]);
});

test("a case's message, as it changes, is in the words of the project's template", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: `words-${token().slice(1, 7)}`, count: 1 });
  if (!lane) throw new Error("there is no lane");
  for (const [eventType, headline] of [
    ["payment.failed", "Ouch, {{ customer.name }}: try {{ data.attempt }}"],
    ["payment.succeeded", "Phew, {{ customer.name }} has paid"],
  ]) {
    const answer = await api.post("/api/v1/templates", { eventType, body: { headline } });
    expect(answer.status, answer.text).toBe(201);
  }
  await routeTo(api, lane.destinationId);
  const root = async () =>
    (await slack.messages(lane.channel)).find(({ threadTs, ts }) => (threadTs ?? ts) === ts);
  const [first, , last] = story(token());
  await api.send(first);
  await expect
    .poll(async () => (await root())?.text, { timeout: TOLD_MS })
    .toContain("Ouch, Acme Secret Ltd: try 1");
  await api.send(last);
  await expect
    .poll(async () => (await root())?.text, { timeout: TOLD_MS })
    .toContain("Phew, Acme Secret Ltd has paid");
  const thread = async () =>
    said((await slack.messages(lane.channel)).filter(({ threadTs }) => threadTs !== null));
  await expect.poll(thread, { timeout: TOLD_MS }).toContain("Ouch, Acme Secret Ltd: try 1");
  expect(JSON.stringify(await root())).toContain("Resolved · Recovered");
});
