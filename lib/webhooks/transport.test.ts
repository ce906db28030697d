import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { describeTransport, type FarEnd, type Misbehaviour } from "@/lib/destinations/contract";
import type { Matter, WebhookTarget } from "@/lib/destinations/transport";
import { compose } from "@/lib/messages/compose";
import type { Reach } from "./endpoint";
import { newSigningSecret } from "./sign";
import { createWebhookTransport } from "./transport";

const reach: Reach = { addresses: "loopback", ports: [443] };
type Received = { headers: Record<string, string>; body: string };
type Answering = (response: ServerResponse, keep: () => void) => void;

const page = "<!doctype html><h1>Bad gateway</h1>";
const answers = {
  "asks for 7 seconds": (response) => response.writeHead(503, { "retry-after": "7" }).end(),
  "asks for time without saying how much": (response) => response.writeHead(429).end(),
  "answers an outage": (response) => response.writeHead(503).end(page),
  "answers a page of HTML": (response) => response.writeHead(502, { "content-type": "text/html" }).end(page),
  "answers nothing": (response) => response.destroy(),
  hangs: () => {},
  "stalls in its answer": (response) => response.writeHead(200, { "content-length": "10" }).write("half"),
  "breaks off its answer": (response) => {
    response.writeHead(200, { "content-length": "10" });
    response.write("half", () => response.destroy());
  },
  redirects: (response) => response.writeHead(308, { location: "/elsewhere" }).end(),
  "posts and then fails": (response, keep) => {
    keep();
    response.writeHead(500).end();
  },
  "posts and then hangs": (_, keep) => keep(),
} as const satisfies Record<Misbehaviour, Answering>;

/** An endpoint of somebody's own on this machine. */
async function openEndpoint() {
  let received: Received[] = [];
  let next: Answering[] = [];
  const read = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const keep = () => received.push({ headers, body: Buffer.concat(chunks).toString() });
    const answer = next.shift();
    if (answer) return answer(response, keep);
    keep();
    return response.writeHead(204).end();
  };
  const server = createServer((request, response) => {
    read(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hooks?token=tok_of_the_url`,
    received: () => received,
    answer: (...answering: Answering[]) => next.push(...answering),
    reset: () => {
      received = [];
      next = [];
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const signing = newSigningSecret();
const targetAt = (url: string, more: Partial<WebhookTarget> = {}): WebhookTarget => ({
  kind: "webhook",
  url,
  secrets: [signing],
  headers: [{ name: "x-api-key", value: "key_of_the_tenant", isSecret: true }],
  contentType: "application/json",
  bodyTemplate: null,
  ...more,
});

async function openFarEnd(): Promise<FarEnd<"webhook">> {
  const endpoint = await openEndpoint();
  return {
    target: targetAt(endpoint.url),
    transportWithin: (withinMs) => createWebhookTransport({ reach, withinMs }),
    unreachable: { transport: createWebhookTransport({ reach }), target: targetAt("http://127.0.0.1:2/") },
    misbehave: async (how) => {
      endpoint.answer(answers[how]);
    },
    refuse: async (_, times) => {
      endpoint.answer(...Array<Answering>(times).fill((response) => response.writeHead(410).end("gone")));
    },
    refusals: [{ code: "endpoint_gone", scope: "destination" }],
    layoutRefusal: null,
    posted: async () => endpoint.received().map(({ body }) => body),
    reset: async () => endpoint.reset(),
    secrets: [signing, "key_of_the_tenant", "tok_of_the_url"],
    close: async () => endpoint.close(),
  };
}

describeTransport("webhook", openFarEnd);

const now = new Date("2026-11-21T09:00:00Z");
const data = { amount: { amount: "4200.00", currency: "USD" }, reason: 'He said "no" \\ <b>' };
const message = compose(
  {
    type: "payment.failed",
    externalId: "pay_7",
    occurredAt: now,
    environment: "production",
    customer: { id: "cus_acme", name: "Acme" },
    data,
  },
  { now },
);
const matter: Matter = {
  notification: { kind: "event", createdAt: now, replayOf: "ntf_before" },
  project: { id: "prj_1", name: "Demo", timeZone: "UTC", locale: "en-US" },
  destination: { id: "dst_1", name: "Hook" },
  route: { id: "rte_1", name: "All" },
  case: null,
  event: {
    id: "evt_1",
    externalId: "pay_7",
    type: "payment.failed",
    source: "api",
    environment: "production",
    occurredAt: now,
    receivedAt: now,
    customer: { id: "cus_acme", name: "Acme" },
    data,
  },
};

describe("a webhook", () => {
  let endpoint: Awaited<ReturnType<typeof openEndpoint>>;
  beforeAll(async () => {
    endpoint = await openEndpoint();
  });
  beforeEach(() => endpoint.reset());
  afterAll(() => endpoint.close());

  const send = async (more: Partial<WebhookTarget> = {}) => {
    const transport = createWebhookTransport({ reach, version: "9.9.9" });
    const outcome = await transport({
      target: targetAt(endpoint.url, more),
      message,
      notificationId: "ntf_1",
      matter,
    });
    const [received] = endpoint.received();
    if (!received) throw new Error("nothing arrived");
    return { outcome, ...received };
  };

  test("brings the event whole, signed, with the headers of its owner", async () => {
    const { outcome, headers, body } = await send();
    expect(new Webhook(signing).verify(body, headers)).toMatchObject({
      type: "payment.failed",
      timestamp: "2026-11-21T09:00:00.000Z",
      data: {
        notification: { id: "ntf_1", kind: "event" },
        event: { id: "evt_1", data },
        route: { id: "rte_1" },
        destination: { id: "dst_1" },
        message: { text: expect.stringContaining("Payment failed") },
      },
    });
    expect(headers).toMatchObject({
      "webhook-id": "ntf_1",
      "webhook-replay-of": "ntf_before",
      "user-agent": "Bellwire/9.9.9",
      "x-api-key": "key_of_the_tenant",
      "content-type": "application/json",
    });
    expect(JSON.stringify(outcome)).not.toMatch(/tok_of_the_url|key_of_the_tenant|whsec_|v1,/);
    expect(outcome.exchange).toMatchObject({ request: { body }, answer: { status: 204 } });
  });

  test("says it in the words of its owner's template, with the twelve variables and the whole event", async () => {
    const bodyTemplate =
      '{"who": "{{ customer-name }}", "why": "{{ data.reason }}", "event": {{ event | json }}, "none": {{ meter-id | json }}}';
    const { body, headers } = await send({
      bodyTemplate,
      headers: [{ name: "x-customer", value: "{{ customer-name }}/{{ data.reason }}", isSecret: false }],
    });
    expect(JSON.parse(body)).toEqual({
      who: "Acme",
      why: data.reason,
      event: expect.objectContaining({ id: "evt_1", data }),
      none: null,
    });
    expect(headers["x-customer"]).toBe('Acme/He said "no" \\ <b>');
  });

  test.each([
    ["is no JSON", "{{ customer-name }}"],
    ["cannot be read", "{{ nobody }}"],
    ["does too much", "{% for a in data.reason %}{% endfor %}{{ 'x' | money }}"],
  ])("falls back on the built-in body where the template %s", async (_, bodyTemplate) => {
    const { outcome, body } = await send({ bodyTemplate });
    expect(JSON.parse(body)).toMatchObject({ type: "payment.failed" });
    expect(outcome).toMatchObject({
      status: "sent",
      exchange: { fault: expect.stringContaining("body template") },
    });
  });

  test("reads no more than 64 kB of an answer that never ends", async () => {
    endpoint.answer((response) => {
      response.writeHead(200);
      const more = () => response.write("x".repeat(16_384), (error) => error || setImmediate(more));
      more();
    });
    const outcome = await createWebhookTransport({ reach })({
      target: targetAt(endpoint.url),
      message,
      notificationId: "ntf_1",
    });
    expect(outcome.status).toBe("sent");
    expect(outcome.exchange?.answer?.body.length).toBeLessThan(3_000);
  });
});
