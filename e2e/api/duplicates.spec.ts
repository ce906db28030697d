import { apiClient } from "../support/api-client";
import { invoice, token } from "../support/event";
import { makeTenant } from "../support/tenant";
import { expect, test } from "../support/test";
import { ingestion, problem } from "./answers";

test("the same id again does nothing and says so", async ({ api }) => {
  const event = invoice();
  const first = ingestion((await api.send(event)).body).events[0];
  const answer = await api.send(event);
  expect(answer.status).toBe(202);
  expect(answer.body).toEqual({
    accepted: 0,
    duplicates: 1,
    rejected: 0,
    events: [{ id: first?.id, externalId: event.id, status: "duplicate" }],
  });
});

test("the same id with another body is told, and the first body stays", async ({ api }) => {
  const event = invoice();
  const first = ingestion((await api.send(event)).body).events[0];
  const other = { ...event, data: { ...event.data, dueOn: "2027-01-01" } };
  const again = ingestion((await api.send(other)).body).events[0];
  expect(again).toEqual({ id: first?.id, externalId: event.id, status: "duplicate", bodyDiffers: true });
  const stored = await api.get(`/api/v1/events/${first?.id}`);
  expect(stored.body).toMatchObject({ data: { dueOn: "2026-12-01" } });
});

test("Idempotency-Key serves for an event without an id", async ({ api }) => {
  const { id: _, ...event } = invoice();
  const headers = { "idempotency-key": token() };
  const first = ingestion((await api.send(event, headers)).body).events[0];
  const again = ingestion((await api.send(event, headers)).body).events[0];
  expect(first?.status).toBe("accepted");
  expect(again).toMatchObject({ id: first?.id, status: "duplicate" });
  expect(again?.bodyDiffers).toBeUndefined();
});

test("Idempotency-Key for another body is refused", async ({ api }) => {
  const { id: _, ...event } = invoice();
  const headers = { "idempotency-key": token() };
  await api.send(event, headers);
  const answer = await api.send({ ...event, data: { ...event.data, number: token() } }, headers);
  expect(answer.status).toBe(422);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(problem(answer.body).type).toContain("idempotency_key_reused");
});

test("the same id in two projects is two events", async ({ api, stack }) => {
  const event = invoice();
  const other = apiClient(stack.web, (await makeTenant(stack)).apiKey);
  const [here, there] = await Promise.all([api.send(event), other.send(event)]);
  expect(ingestion(here.body).events[0]?.status).toBe("accepted");
  expect(ingestion(there.body).events[0]?.status).toBe("accepted");
  expect(ingestion(here.body).events[0]?.id).not.toBe(ingestion(there.body).events[0]?.id);
});

test("a hundred at once with one id are one event", async ({ api }) => {
  const event = invoice();
  const answers = await Promise.all(Array.from({ length: 100 }, () => api.send(event)));
  const items = answers.map(({ status, body }) => ({ status, item: ingestion(body).events[0] }));
  expect(items.every(({ status }) => status === 202)).toBe(true);
  expect(items.filter(({ item }) => item?.status === "accepted")).toHaveLength(1);
  expect(new Set(items.map(({ item }) => item?.id)).size).toBe(1);
});
