import { newId } from "@/lib/id";
import { apiClient } from "../support/api-client";
import { invoice } from "../support/event";
import { makeLanes } from "../support/lanes";
import { makeTenant } from "../support/tenant";
import { expect, test } from "../support/test";
import { until } from "../support/until";
import { ingestion } from "./answers";

test("another tenant's ids answer the same bytes as missing ones", async ({ stack, tenant, api }) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 1 });
  const event = { ...invoice(), type: lane?.eventType ?? "" };
  const eventId = ingestion((await api.send(event)).body).events[0]?.id ?? "";
  const notificationId = await until(
    async () => /ntf_\w+/.exec((await api.get(`/api/v1/notifications?event=${eventId}`)).text)?.[0],
    { withinMs: 15_000, what: "a notification of the event" },
  );

  const stranger = apiClient(stack.web, (await makeTenant(stack, { ownOrganization: true })).apiKey);
  const sibling = apiClient(stack.web, (await makeTenant(stack)).apiKey);
  const cases = [
    { path: "/api/v1/events/", id: eventId, missing: newId("event") },
    { path: "/api/v1/notifications/", id: notificationId, missing: newId("notification") },
    { path: "/api/v1/destinations/", id: lane?.destinationId ?? "", missing: newId("destination") },
  ];
  for (const { path, id, missing } of cases) {
    expect((await api.get(path + id)).status, `${path} for its owner`).toBe(200);
    for (const foreigner of [stranger, sibling]) {
      const [foreign, absent] = [await foreigner.get(path + id), await foreigner.get(path + missing)];
      expect(foreign.status).toBe(404);
      expect(foreign.text).toBe(absent.text);
    }
  }
});

test("nobody can send another tenant's notification again", async ({ stack }) => {
  const stranger = apiClient(stack.web, (await makeTenant(stack, { ownOrganization: true })).apiKey);
  const owner = apiClient(stack.web, stack.apiKey);
  const id = await until(
    async () => /ntf_\w+/.exec((await owner.get("/api/v1/notifications?limit=1")).text)?.[0],
    { withinMs: 20_000, what: "a notification of the demo project" },
  );
  const foreign = await stranger.post(`/api/v1/notifications/${id}/resend`, {});
  const absent = await stranger.post(`/api/v1/notifications/${newId("notification")}/resend`, {});
  expect(foreign.status).toBe(404);
  expect(foreign.text).toBe(absent.text);
});
