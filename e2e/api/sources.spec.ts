import fc from "fast-check";
import { sourceKinds } from "@/db/enums";
import { compose } from "@/lib/messages/compose";
import { adapterOf } from "@/lib/sources/adapters";
import { type Sample, sampleName } from "@/lib/sources/sample";
import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import { expect, mentions, test } from "../support/test";
import { makeVendor, outcomes, ownText } from "../support/vendor";

/** Some of a type wait for a second each, and what stores send together for eight. */
const TOLD_MS = 60_000;

type Told = { name: string; type: string; text: string };

/** What a sample's message says now. Days are written with their year once it is another one. */
function toldOf(kind: (typeof sourceKinds)[number], sample: Sample): Told[] {
  const now = new Date();
  const mapping = adapterOf(kind).map(sample.payload, {});
  if (mapping.status !== "event") return [];
  const { type, customer, data, environment = "production", occurredAt = now.toISOString() } = mapping.event;
  const event = { type, customer, data, environment, externalId: "x", occurredAt: new Date(occurredAt) };
  // What has no words of its own ends in the event's id, which is made on the way.
  const text = compose(event, { now }).text.replace(/ \[x\]$/, "");
  return [{ name: sampleName(sample), type, text }];
}

for (const kind of sourceKinds) {
  const { samples, taken } = adapterOf(kind);

  test(`every event of ${kind} goes in by HTTP and its message stands in Slack`, async ({
    stack,
    slack,
    tenant,
    api,
  }) => {
    test.setTimeout(180_000);
    const told = samples.flatMap((sample) => toldOf(kind, sample));
    const types = [...new Set(told.map(({ type }) => type))];
    const lanes = await makeLanes(stack, tenant, {
      prefix: `${kind}-${token().slice(-6)}`,
      count: types.length,
    });
    const channelOf = new Map<string, string>();
    for (const [index, type] of types.entries()) {
      const { destinationId, channel } = lanes[index] ?? { destinationId: "", channel: "" };
      channelOf.set(type, channel);
      await api.call(
        "PATCH",
        `/api/v1/destinations/${destinationId}`,
        JSON.stringify({ acceptsSandbox: true }),
      );
      await api.post("/api/v1/routes", {
        name: type,
        eventTypes: [type],
        filter: null,
        destinationId,
        enabled: true,
      });
    }
    const vendor = await makeVendor(api, kind);
    for (const sample of samples) {
      const text = ownText(kind, sample.payload);
      const answer = await vendor.send(text);
      expect(answer.status, sampleName(sample)).toBe(taken);
      expect(outcomes(answer)[0]?.status, sampleName(sample)).toBe(
        sample.told === null ? "ignored" : "accepted",
      );
      if (kind === "revenuecat") expect(answer.milliseconds).toBeLessThan(1_000);
      const again = await vendor.send(text);
      expect(again.status).toBe(taken);
      expect(outcomes(again)[0]?.status).toBe(sample.told === null ? "ignored" : "duplicate");
    }
    for (const { name, type, text } of told) {
      const count = told.filter((other) => other.type === type && other.text === text).length;
      const standing = async () => {
        const messages = await slack.messages(channelOf.get(type) ?? "");
        return messages.filter((message) => mentions(message, JSON.stringify(text).slice(1, -1))).length;
      };
      await expect.poll(standing, { message: `${name}: ${text}`, timeout: TOLD_MS }).toBe(count);
    }
  });
}

test("only who has the secret is let in, and Stripe's signature grows old", async ({ api }) => {
  for (const kind of sourceKinds) {
    const vendor = await makeVendor(api, kind);
    const text = JSON.stringify(adapterOf(kind).samples[0]?.payload);
    const answer = await vendor.post(text, adapterOf(kind).sign(text, `whsec_${"x".repeat(40)}`, new Date()));
    expect(answer.status).toBe(401);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.text).not.toContain(vendor.secretOnce);
  }
  const stripe = await makeVendor(api, "stripe");
  const text = JSON.stringify(adapterOf("stripe").samples[0]?.payload);
  expect((await stripe.send(text, new Date(Date.now() - 301_000))).status).toBe(401);
  expect((await stripe.send(text)).status).toBe(200);
});

test("no source is there under another id", async ({ stack }) => {
  const answers = await Promise.all(
    ["src_00000000000000000000000000", "x", "%00"].map((id) =>
      fetch(`${stack.web}/api/sources/${id}`, { method: "POST", body: "{}" }),
    ),
  );
  for (const { status } of answers) expect([400, 404]).toContain(status);
});

test("random bodies never get a 5xx from any source", async ({ api }) => {
  test.setTimeout(120_000);
  const seed = Math.floor(Math.random() * 2 ** 31);
  const vendors = await Promise.all(sourceKinds.map((kind) => makeVendor(api, kind)));
  const value = fc.jsonValue({ maxDepth: 5 });
  const known = fc.constantFrom("RENEWAL", "invoice.paid", "customer.new", "invoice.generated");
  const shaped = fc.record({
    type: known,
    event_type: known,
    id: fc.oneof(fc.string({ unit: "binary" }), value),
    event: fc.record({ type: known, id: value, product_id: value, price: value, app_user_id: value }),
    data: fc.oneof(fc.record({ object: value, previous_attributes: value }), value),
    specversion: fc.constant("1.0"),
    source: fc.constant("/random"),
  });
  const body = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.oneof(value, shaped).map((each) => JSON.stringify(each)),
  );
  const statuses = new Set<number>();
  for (const text of fc.sample(body, { numRuns: 250, seed })) {
    const answers = await Promise.all(vendors.map((vendor) => vendor.send(text)));
    for (const { status } of answers) {
      statuses.add(status);
      expect(status, `seed ${seed}: ${text}`).toBeLessThan(500);
    }
  }
  expect([...statuses]).toEqual(expect.arrayContaining([200, 202, 400, 422]));
});
