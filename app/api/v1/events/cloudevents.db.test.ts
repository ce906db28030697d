import { beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { createApiKey } from "@/lib/projects/commands";
import { POST } from "./route";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

const { sql } = await testDatabase();
let bearer: string;
let project: string;
beforeAll(async () => {
  const { scope } = await createProject();
  project = scope.projectId;
  bearer = (await createApiKey(scope, { name: "Test", mode: "live", scopes: ["events:write"] })).secretOnce;
});

const structured = { "content-type": "application/cloudevents+json; charset=utf-8" };
const batched = { "content-type": "application/cloudevents-batch+json" };
const answer = z.looseObject({
  events: z.array(
    z.looseObject({ id: z.string().optional(), externalId: z.string().nullable(), status: z.string() }),
  ),
});

async function post(headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) {
  const request = new Request("http://127.0.0.1/api/v1/events", {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, ...headers },
    body,
  });
  const response = await POST(request);
  const parsed: unknown = await response.json();
  return { status: response.status, body: parsed, events: answer.safeParse(parsed).data?.events ?? [] };
}

async function stored(id: string | undefined) {
  const [row] = await sql`select * from events where project_id = ${project} and id = ${id ?? ""}`;
  return row;
}

let count = 0;
const event = (rest: object = {}) => ({
  specversion: "1.0",
  id: `e${count++}`,
  source: "/billing",
  type: "invoice.generated",
  time: "2026-11-21T10:00:00+01:00",
  subject: "cus_acme",
  data: { number: "INV-1", amountDue: { amount: "12.00", currency: "USD" } },
  ...rest,
});

describe("CloudEvents at /api/v1/events", () => {
  test("are taken one by one, in structured mode", async () => {
    const sent = event({ comexampleextension: "kept" });
    const { status, events } = await post(structured, JSON.stringify(sent));
    expect({ status, events }).toMatchObject({
      status: 202,
      events: [{ externalId: `/billing ${sent.id}`, status: "accepted" }],
    });
    expect(await stored(events[0]?.id)).toMatchObject({
      type: "invoice.generated",
      occurred_at: new Date("2026-11-21T09:00:00Z"),
      customer_id: "cus_acme",
      source: "api",
      data: {
        number: "INV-1",
        cloudEvent: { source: "/billing", extensions: { comexampleextension: "kept" } },
      },
    });
    const again = await post(structured, JSON.stringify(sent));
    expect(again).toMatchObject({ status: 202, events: [{ status: "duplicate" }] });
    const elsewhere = await post(structured, JSON.stringify({ ...sent, source: "/other" }));
    expect(elsewhere).toMatchObject({ status: 202, events: [{ status: "accepted" }] });
  });

  test("are taken in a batch, in order, and one bad event sinks none", async () => {
    const batch = [
      event(),
      event({ specversion: "0.3" }),
      event({ type: "own.type" }),
      "no event",
      event({ time: "noon" }),
    ];
    const { status, body, events } = await post(batched, JSON.stringify(batch));
    expect(status).toBe(202);
    expect(body).toMatchObject({ accepted: 2, rejected: 3 });
    expect(events.map((each) => each.status)).toEqual([
      "accepted",
      "rejected",
      "accepted",
      "rejected",
      "rejected",
    ]);
    const rows =
      await sql`select pointer from rejected_events where project_id = ${project} order by id desc limit 3`;
    expect(rows.map(({ pointer }) => pointer).sort()).toEqual(["", "/specversion", "/time"]);
  });

  test("that are all bad are refused, saying where", async () => {
    const { status, body } = await post(
      batched,
      JSON.stringify([event({ id: "" }), event({ data: { amountDue: "a lot" } })]),
    );
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: "all_rejected",
      errors: [{ pointer: "/0/id" }, { pointer: expect.stringMatching(/^\/1\/data\//) }],
    });
    const single = await post(structured, JSON.stringify(event({ source: "has spaces" })));
    expect(single).toMatchObject({
      status: 422,
      body: { code: "invalid_event", errors: [{ pointer: "/source" }] },
    });
  });

  test.each([
    ["no list", "{}"],
    ["an empty one", "[]"],
  ])("are no batch when it is %s", async (_, body) => {
    expect(await post(batched, body)).toMatchObject({ status: 422, body: { code: "batch_size" } });
  });

  const binary = (rest: Record<string, string> = {}) => ({
    "ce-specversion": "1.0",
    "ce-id": `b${count++}`,
    "ce-source": "/billing",
    "ce-type": "order.shipped",
    "ce-subject": "Z%C3%BCrich%20AG",
    ...rest,
  });

  test("are taken in binary mode: attributes as headers, data as the body", async () => {
    const { status, events } = await post(binary({ "content-type": "application/json" }), '{"parcels":2}');
    expect(status).toBe(202);
    expect(await stored(events[0]?.id)).toMatchObject({
      type: "order.shipped",
      customer_id: "Zürich AG",
      data: { parcels: 2, cloudEvent: { dataContentType: "application/json" } },
    });
    const text = await post(binary({ "content-type": "text/plain" }), "hello");
    expect(await stored(text.events[0]?.id)).toMatchObject({ data: { value: "hello" } });
    const bytes = await post(
      binary({ "content-type": "application/octet-stream" }),
      Uint8Array.from([255, 0, 254]),
    );
    expect(await stored(bytes.events[0]?.id)).toMatchObject({ data: { dataBase64: "/wD+" } });
    const none = await post(binary(), "");
    expect(none.status).toBe(202);
  });

  test("in binary mode lack what their headers lack", async () => {
    const { "ce-source": _, ...headers } = binary();
    expect(await post(headers, "{}")).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/source" }] },
    });
    expect(await post(binary({ "content-type": "application/json" }), "{")).toMatchObject({ status: 400 });
    expect(await post(structured, "{")).toMatchObject({ status: 400 });
  });

  test("with a type that ours cannot be get one that can", async () => {
    const { events } = await post(
      structured,
      JSON.stringify(event({ type: "https://example.com/Order Shipped", data: 7 })),
    );
    expect(await stored(events[0]?.id)).toMatchObject({
      type: "cloudevents.https_example.com_order_shipped",
      data: { value: 7, cloudEvent: { type: "https://example.com/Order Shipped" } },
    });
  });
});
