import { z } from "zod";
import { custom, invoice, token } from "../support/event";
import { expect, test } from "../support/test";
import { ingestion } from "./answers";

test("one event is accepted and can be read back", async ({ api }) => {
  const event = invoice();
  const answer = await api.send(event);
  expect(answer.status).toBe(202);
  expect(answer.headers.get("content-type")).toContain("application/json");
  expect(answer.headers.get("x-request-id")).toBeTruthy();
  const { events, ...counts } = ingestion(answer.body);
  expect(counts).toEqual({ accepted: 1, duplicates: 0, rejected: 0 });
  expect(events).toEqual([{ id: expect.stringMatching(/^evt_/), externalId: event.id, status: "accepted" }]);

  const stored = await api.get(`/api/v1/events/${events[0]?.id}`);
  expect(stored.status).toBe(200);
  expect(stored.body).toMatchObject({ externalId: event.id, type: event.type, data: event.data });
});

test("an event without an id is given one", async ({ api }) => {
  const answer = ingestion((await api.send({ type: "customer.created" })).body);
  expect(answer.events[0]).toMatchObject({ status: "accepted", externalId: answer.events[0]?.id });
});

test("a batch of 1,000 is accepted in one go, in the order sent", async ({ api }) => {
  const events = Array.from({ length: 1000 }, () => custom("load.batch"));
  const answer = await api.send({ events });
  expect(answer.status).toBe(202);
  const result = ingestion(answer.body);
  expect(result.accepted).toBe(1000);
  expect(result.events.map(({ externalId }) => externalId)).toEqual(events.map(({ id }) => id));
  expect(new Set(result.events.map(({ id }) => id)).size).toBe(1000);
});

test("a batch of 1,001 is refused as a whole", async ({ api }) => {
  const answer = await api.send({ events: Array.from({ length: 1001 }, () => custom("load.batch")) });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ errors: [{ pointer: "/events" }] });
});

test("an empty batch is refused", async ({ api }) => {
  expect((await api.send({ events: [] })).status).toBe(422);
});

test("a mixed batch is answered item by item, in order, and one bad event sinks none", async ({ api }) => {
  const known = custom("order.placed");
  await api.send(known);
  const fresh = [invoice(), custom("order.placed")];
  const answer = await api.send({
    events: [
      fresh[0],
      { id: "bad_type", type: "not a type" },
      known,
      { id: "bad_data", type: "invoice.generated", data: { amountDue: "a lot" } },
      "no event",
      fresh[1],
    ],
  });
  expect(answer.status).toBe(202);
  const { events, ...counts } = ingestion(answer.body);
  expect(counts).toEqual({ accepted: 2, duplicates: 1, rejected: 3 });
  expect(events.map(({ status }) => status)).toEqual([
    "accepted",
    "rejected",
    "duplicate",
    "rejected",
    "rejected",
    "accepted",
  ]);
  expect(events.map(({ externalId }) => externalId)).toEqual([
    fresh[0]?.id,
    "bad_type",
    known.id,
    "bad_data",
    null,
    fresh[1]?.id,
  ]);
  expect(events[1]?.error?.pointer).toBe("/type");
  expect(events[3]?.error?.pointer).toMatch(/^\/data\//);
});

test("an id twice in one batch is one event", async ({ api }) => {
  const event = custom("order.placed");
  const { events } = ingestion((await api.send({ events: [event, event, custom("order.placed")] })).body);
  expect(events.map(({ status }) => status)).toEqual(["accepted", "duplicate", "accepted"]);
  expect(events[1]?.id).toBe(events[0]?.id);
});

test("fields that nobody knows are kept", async ({ api }) => {
  const mark = token();
  const event = { ...invoice(), shelf: mark, data: { ...invoice().data, colour: mark } };
  const { events } = ingestion((await api.send(event)).body);
  const stored = await api.get(`/api/v1/events/${events[0]?.id}`);
  expect(stored.text.split(mark).length - 1).toBeGreaterThanOrEqual(2);
});

const pageSchema = z.object({
  events: z.array(z.object({ externalId: z.string() })),
  nextCursor: z.string().nullable(),
});

test("the events of a project can be listed page by page", async ({ api }) => {
  const sent = Array.from({ length: 5 }, () => custom("page.turned"));
  await api.send({ events: sent });
  const seen: string[] = [];
  const first = "/api/v1/events?limit=2&type=page.turned";
  for (let path = first; path; ) {
    const answer = await api.get(path);
    expect(answer.status).toBe(200);
    const { events, nextCursor } = pageSchema.parse(answer.body);
    seen.push(...events.map(({ externalId }) => externalId));
    path = nextCursor ? `${first}&cursor=${encodeURIComponent(nextCursor)}` : "";
  }
  expect(seen.sort()).toEqual(sent.map(({ id }) => id).sort());
});
