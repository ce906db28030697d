import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { sourceKinds } from "@/db/enums";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { adapterOf } from "@/lib/sources/adapters";
import { rotateSecret, updateSource } from "@/lib/sources/commands";
import { countReceipts, getSource, listReceipts } from "@/lib/sources/queries";
import { POST } from "./[sourceId]/route";
import { vendor } from "./testing/vendor";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

const { sql } = await testDatabase();
let scope: Scope;
beforeAll(async () => {
  scope = (await createProject()).scope;
});

const receiptsOf = async (id: string) => (await listReceipts(scope, id, { limit: 100 })).items;
const eventsOf = async (id: string) =>
  sql<{ type: string; source: string; environment: string }[]>`
    select type, source, environment from events where external_id like ${`${id}/%`} order by id`;

describe("every sample of a vendor", () => {
  test.each(sourceKinds.map((kind) => ({ kind })))(
    "of $kind is taken, once, and listed",
    async ({ kind }) => {
      const sender = await vendor(scope, kind);
      const { samples, taken } = adapterOf(kind);
      for (const { payload, told } of samples) {
        const { status, events } = await sender.send(payload);
        expect({ status, events }).toMatchObject({
          status: taken,
          events: [{ status: told === null ? "ignored" : "accepted" }],
        });
        const again = await sender.send(payload);
        expect(again).toMatchObject({
          status: taken,
          events: [{ status: told === null ? "ignored" : "duplicate" }],
        });
      }
      const stored = await eventsOf(sender.id);
      expect(stored.map(({ type }) => type)).toEqual(samples.flatMap(({ told }) => told ?? []));
      expect(new Set(stored.map(({ source }) => source))).toEqual(new Set([kind]));
      const counts = await countReceipts(scope, sender.id, new Date(Date.now() - 60_000));
      expect(counts).toMatchObject({ accepted: stored.length, duplicate: stored.length, rejected: 0 });
      expect((await getSource(scope, sender.id)).lastReceivedAt).toBeInstanceOf(Date);
    },
  );
});

describe("the door", () => {
  test.each(sourceKinds.map((kind) => ({ kind })))(
    "of $kind opens to its own secret alone",
    async ({ kind }) => {
      const sender = await vendor(scope, kind);
      const text = JSON.stringify(adapterOf(kind).samples[0]?.payload);
      const wrong = adapterOf(kind).sign(
        text,
        kind === "stripe" ? `whsec_${"b".repeat(32)}` : "bws_wrong_secret_here",
        new Date(),
      );
      for (const headers of [
        wrong,
        {},
        { authorization: "" },
        { authorization: "Bearer " },
        { "stripe-signature": "t=1,v1=" },
      ]) {
        const { status, text: said } = await sender.post(text, headers);
        expect(status).toBe(401);
        expect(said).toContain("bad_signature");
        expect(said).not.toContain(sender.secret);
      }
      expect(await eventsOf(sender.id)).toEqual([]);
      const receipts = await receiptsOf(sender.id);
      expect(receipts).toMatchObject([
        { status: "rejected", code: "bad_signature", body: "", vendorType: null },
      ]);
    },
  );

  test("of Stripe closes on an old signature, a changed byte and a replay under another body", async () => {
    const sender = await vendor(scope, "stripe");
    const { payload } = sender.sample("invoice.finalized");
    const old = new Date(Date.now() - 6 * 60_000);
    expect((await sender.send(payload, old)).status).toBe(401);
    const text = JSON.stringify(payload);
    const signature = adapterOf("stripe").sign(text, sender.secret, new Date());
    expect((await sender.post(`${text} `, signature)).status).toBe(401);
    expect((await sender.post(text, signature)).status).toBe(200);
    const replayed = await sender.post(text, signature);
    expect(replayed.status).toBe(200);
    expect(replayed.text).toContain('"duplicates":1');
  });

  test("says that a source has no secret yet", async () => {
    const { payload } = (await vendor(scope, "stripe")).sample("invoice.finalized");
    const sender = await vendor(scope, "stripe");
    await sql`update sources set secret = null where id = ${sender.id}`;
    const { status, text } = await sender.send(payload);
    expect(status).toBe(401);
    expect(text).toContain("source_has_no_secret");
  });

  test("takes Octane's secret in the address, and RevenueCat's with or without Bearer", async () => {
    const octane = await vendor(scope, "octane");
    const body = JSON.stringify(octane.sample("customer.new").payload);
    expect((await octane.post(body, {}, `?secret=${octane.secret}`)).status).toBe(200);
    const cat = await vendor(scope, "revenuecat");
    const event = JSON.stringify(cat.sample("RENEWAL").payload);
    expect((await cat.post(event, { authorization: cat.secret })).status).toBe(200);
    expect((await cat.post(event, {}, `?secret=${cat.secret}`)).status).toBe(401);
  });

  test("opens to the secret before a rotation for a day", async () => {
    const sender = await vendor(scope, "revenuecat");
    const { payload } = sender.sample("RENEWAL");
    await rotateSecret(scope, sender.id, { now: new Date() });
    expect((await sender.send(payload)).status).toBe(200);
    await rotateSecret(scope, sender.id, { now: new Date(Date.now() - 25 * 3600_000) });
    expect((await sender.send(payload)).status).toBe(401);
  });

  test("is not there under another id, of whatever form", async () => {
    for (const sourceId of [newId("source"), "src_", "../x", "\u0000"]) {
      const request = new Request("http://127.0.0.1/api/sources/x", { method: "POST", body: "{}" });
      const response = await POST(request, { params: Promise.resolve({ sourceId }) });
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('"requestId":""');
    }
  });

  test("refuses more than 4 MiB", async () => {
    const sender = await vendor(scope, "revenuecat");
    const { status } = await sender.post("x".repeat(4 * 1024 * 1024 + 1), { authorization: sender.secret });
    expect(status).toBe(413);
  });
});

describe("what a source makes of it", () => {
  test("is sandbox when the vendor says so", async () => {
    const stripe = await vendor(scope, "stripe");
    await stripe.send({ ...stripe.sample("invoice.finalized").payload, livemode: false });
    expect(await eventsOf(stripe.id)).toMatchObject([{ environment: "sandbox" }]);
    const cat = await vendor(scope, "revenuecat");
    await cat.send(cat.sample("TEST").payload);
    expect(await eventsOf(cat.id)).toMatchObject([{ type: "test", environment: "sandbox" }]);
  });

  test("is nothing while it is switched off, and the list shows what came", async () => {
    const sender = await vendor(scope, "octane");
    await updateSource(scope, sender.id, { enabled: false });
    const { status, events } = await sender.send(sender.sample("customer.new").payload);
    expect({ status, events }).toMatchObject({ status: 200, events: [{ status: "ignored" }] });
    expect(await eventsOf(sender.id)).toEqual([]);
    const [receipt] = await receiptsOf(sender.id);
    expect(receipt).toMatchObject({ code: "source_disabled", vendorType: "customer.new" });
    expect(JSON.parse(receipt?.body ?? "")).toEqual(sender.sample("customer.new").payload);
  });

  test("is one message for what Stripe sends together", async () => {
    const sender = await vendor(scope, "stripe");
    const { payload } = sender.sample("invoice.paid");
    await sender.send(payload);
    const second = await sender.send({ ...payload, id: "evt_other", type: "invoice.payment_succeeded" });
    expect(second.events).toMatchObject([{ status: "duplicate", reason: { code: "told_already" } }]);
    expect(await eventsOf(sender.id)).toHaveLength(1);
  });

  test("is kept with its reason when it cannot be used, and the vendor need not send it again", async () => {
    const sender = await vendor(scope, "revenuecat");
    const { status, events } = await sender.send({ hello: "world" });
    expect({ status, events }).toMatchObject({ status: 200, events: [{ status: "rejected" }] });
    const nul = await sender.send({ event: { id: "n", type: "RENEWAL", product_id: "a\u0000b" } });
    expect(nul).toMatchObject({
      status: 200,
      events: [{ status: "rejected", reason: { code: "unsafe_value" } }],
    });
    const rows =
      await sql`select code, source, source_id from rejected_events where source_id = ${sender.id}`;
    expect(rows).toHaveLength(2);
    expect((await sender.post("{", { authorization: sender.secret })).status).toBe(400);
    expect((await receiptsOf(sender.id)).map(({ code }) => code)).toContain("malformed_json");
  });

  test("comes from a vendor whose ids another source may use too", async () => {
    const [one, two] = [await vendor(scope, "octane"), await vendor(scope, "octane")];
    const { payload } = one.sample("customer.new");
    expect((await one.send(payload)).events).toMatchObject([{ status: "accepted" }]);
    expect((await two.send(payload)).events).toMatchObject([{ status: "accepted" }]);
  });

  test("is never a 5xx, whatever it is", { timeout: 60_000 }, async () => {
    const senders = await Promise.all(
      sourceKinds.map(async (kind) => ({ kind, sender: await vendor(scope, kind) })),
    );
    const value = fc.jsonValue({ maxDepth: 4 });
    const shaped = fc.record(
      {
        type: fc.oneof(fc.constantFrom("invoice.paid", "customer.updated", "RENEWAL"), value),
        event_type: fc.oneof(fc.constantFrom("customer.new", "usage.limit_exceeded"), value),
        id: fc.oneof(fc.string({ unit: "binary" }), value),
        event: fc.oneof(
          fc.record({ type: fc.oneof(fc.constant("RENEWAL"), value), id: value, product_id: value }),
          value,
        ),
        data: fc.oneof(fc.record({ object: value, previous_attributes: value }), value),
        specversion: fc.constantFrom("1.0", "0.3"),
        source: fc.oneof(fc.constant("/a"), value),
        ["__proto__"]: value,
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      value.map((each) => JSON.stringify(each)),
      shaped.map((each) => JSON.stringify(each)),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        for (const { kind, sender } of senders) {
          const headers = adapterOf(kind).sign(text, sender.secret, new Date());
          const { status } = await sender.post(text, headers);
          expect(status, kind).toBeLessThan(500);
          expect([200, 202, 400, 401, 422]).toContain(status);
        }
      }),
      { numRuns: 150 },
    );
  });
});
