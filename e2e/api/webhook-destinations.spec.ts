import { Webhook } from "standardwebhooks";
import { z } from "zod";
import type { ApiClient } from "../support/api-client";
import { token } from "../support/event";
import { killAndWait } from "../support/parts";
import { openReceiver, type Receiver } from "../support/receiver";
import { expect, test } from "../support/test";
import { until } from "../support/until";

const ARRIVES_MS = 15_000;

const madeSchema = z.looseObject({ id: z.string(), signingSecret: z.string() });
const bodySchema = z.looseObject({ type: z.string(), data: z.looseObject({}) });
const pageSchema = z.looseObject({
  notifications: z.array(z.looseObject({ id: z.string(), state: z.string() })),
});

const open: Receiver[] = [];
test.afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close();
});

/** An endpoint with a route that brings it everything. */
async function subscribe(api: ApiClient, fields: object = {}) {
  const receiver = await openReceiver();
  open.push(receiver);
  const answer = await api.post("/api/v1/destinations", {
    kind: "webhook",
    name: `Hook ${token()}`,
    url: receiver.url,
    ...fields,
  });
  expect(answer.status, answer.text).toBe(201);
  const { id, signingSecret } = madeSchema.parse(answer.body);
  const route = { name: id, eventTypes: ["order.*"], filter: null, destinationId: id };
  expect((await api.post("/api/v1/routes", route)).status).toBe(201);
  return { id, signingSecret, ...receiver };
}

const order = (id = token()) => ({ id, type: "order.shipped", data: { carrier: "DHL" } });
const arrived = (receiver: Pick<Receiver, "received">, count: number) =>
  until(() => receiver.received.length >= count, { withinMs: ARRIVES_MS, what: `${count} requests` });
const idOf = ({ headers }: Receiver["received"][number]) => headers["webhook-id"];

const list = async (api: ApiClient, destination: string) =>
  pageSchema.parse((await api.get(`/api/v1/notifications?destination=${destination}`)).body).notifications;

test("an event becomes a signed request that the published library verifies", async ({ api }) => {
  const hook = await subscribe(api, {
    headers: [
      { name: "x-team", value: "{{ data.carrier }}" },
      { name: "authorization", value: "Bearer abc-secret", isSecret: true },
    ],
  });
  const one = order();
  expect((await api.send(one)).status).toBe(202);
  await arrived(hook, 1);
  const [{ body, headers } = { body: "", headers: {} }] = hook.received;
  const verified = bodySchema.parse(new Webhook(hook.signingSecret).verify(body, headers));
  expect(verified).toMatchObject({
    type: "order.shipped",
    data: { event: { externalId: one.id, data: one.data }, destination: { id: hook.id } },
  });
  expect(headers).toMatchObject({ "x-team": "DHL", authorization: "Bearer abc-secret" });
  const shown = await api.get(`/api/v1/destinations/${hook.id}`);
  expect(shown.text).not.toMatch(/whsec_|abc-secret/);
  await expect.poll(async () => (await list(api, hook.id)).map(({ state }) => state)).toEqual(["sent"]);
  const statistics = await api.get(`/api/v1/destinations/${hook.id}/statistics`);
  expect(statistics.body).toMatchObject({ sent: 1, attempts: 1, lastTries: [{ httpStatus: 204 }] });
});

test("after a rotation both secrets hold, and a leaked one holds no more", async ({ api }) => {
  const hook = await subscribe(api);
  const rotate = async (overlapHours: number) => {
    const answer = await api.post(`/api/v1/destinations/${hook.id}/rotate-secret`, { overlapHours });
    expect(answer.status, answer.text).toBe(200);
    return z.looseObject({ signingSecret: z.string() }).parse(answer.body).signingSecret;
  };
  const second = await rotate(24);
  await api.send(order());
  await arrived(hook, 1);
  const third = await rotate(0);
  await api.send(order());
  await arrived(hook, 2);
  const holds = hook.received.map(({ body, headers }) =>
    [hook.signingSecret, second, third].map((secret) => {
      try {
        return new Webhook(secret).verify(body, headers) !== undefined;
      } catch {
        return false;
      }
    }),
  );
  expect(holds).toEqual([
    [true, true, false],
    [false, false, true],
  ]);
});

test("410 switches it off, and what comes after is held", async ({ api }) => {
  const hook = await subscribe(api);
  hook.answer({ status: 410 });
  await api.send(order());
  await expect
    .poll(async () => (await api.get(`/api/v1/destinations/${hook.id}`)).body)
    .toMatchObject({ status: "broken", lastError: { code: "endpoint_gone" } });
  await api.send(order());
  await expect
    .poll(async () => (await list(api, hook.id)).map(({ state }) => state))
    .toEqual(["held", "held"]);
  expect(hook.received).toHaveLength(1);
});

test("Retry-After is waited for, with the same id afterwards", async ({ api }) => {
  const hook = await subscribe(api);
  hook.answer({ status: 503, headers: { "retry-after": "2" } });
  await api.send(order());
  await arrived(hook, 1);
  hook.answer({ status: 200 });
  await arrived(hook, 2);
  const [first, second] = hook.received;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_900);
  expect(new Set(hook.received.map(idOf)).size).toBe(1);
});

test("a redirect is never followed", async ({ api }) => {
  const hook = await subscribe(api);
  const elsewhere = await openReceiver();
  open.push(elsewhere);
  hook.answer({ status: 307, headers: { location: elsewhere.url } });
  await api.send(order());
  await arrived(hook, 1);
  await expect
    .poll(async () => list(api, hook.id))
    .toMatchObject([{ state: "pending", lastError: { code: "redirected" } }]);
  expect(elsewhere.received).toHaveLength(0);
});

test("a private address is refused where it is named, and where it is changed", async ({ api }) => {
  const hook = await subscribe(api);
  for (const url of ["http://10.0.0.1/", "https://169.254.169.254/", "https://[fd00::1]/"]) {
    const made = await api.post("/api/v1/destinations", { kind: "webhook", name: token(), url });
    expect(made.status, made.text).toBe(422);
    const changed = await api.call("PATCH", `/api/v1/destinations/${hook.id}`, JSON.stringify({ url }));
    expect(changed.body).toMatchObject({ errors: [{ pointer: "/url" }] });
  }
});

test("a replay is a new message that names the old one, once for each request id", async ({ api }) => {
  const hook = await subscribe(api);
  await api.send({ events: [order(), order(), order()] });
  await arrived(hook, 3);
  await expect.poll(async () => (await list(api, hook.id)).every(({ state }) => state === "sent")).toBe(true);
  const input = {
    destination: hook.id,
    state: "sent",
    since: new Date(Date.now() - 3_600_000).toISOString(),
  };
  const counted = await api.post("/api/v1/notifications/replay", { ...input, dryRun: true });
  expect(counted.body).toMatchObject({ matched: 3, replayed: 0 });
  const first = hook.received.map(idOf).sort();
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      api.post("/api/v1/notifications/replay", { ...input, requestId: "once" }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
  await arrived(hook, 6);
  const again = hook.received.slice(3);
  expect(again).toHaveLength(3);
  expect(again.map(({ headers }) => headers["webhook-replay-of"]).sort()).toEqual(first);
  expect(again.map(idOf).some((id) => first.includes(id))).toBe(false);
});

test("a webhook is told what happens in Bellwire, and nothing is lost when the web process is killed", async ({
  stack,
  api,
}) => {
  test.setTimeout(120_000);
  const hook = await subscribe(api);
  const watcher = await openReceiver();
  open.push(watcher);
  const made = await api.post("/api/v1/destinations", {
    kind: "webhook",
    name: `Watcher ${token()}`,
    url: watcher.url,
    topics: ["notification.sent"],
  });
  const { signingSecret } = madeSchema.parse(made.body);
  const ids = new Set<string>();
  for (let kill = 0; kill < 3; kill++) {
    for (let n = 0; n < 10; n++) {
      const one = order();
      if ((await api.send(one)).status === 202) ids.add(one.id);
    }
    await killAndWait(stack, "web");
  }
  const idsOf = ({ received }: Receiver) => new Set(received.map(idOf));
  await until(() => idsOf(hook).size === ids.size, { withinMs: 90_000, what: "every event arrived" });
  await until(() => idsOf(watcher).size === ids.size, { withinMs: 90_000, what: "every delivery was told" });
  for (const { body, headers } of watcher.received) {
    expect(bodySchema.parse(new Webhook(signingSecret).verify(body, headers)).type).toBe("notification.sent");
  }
});
