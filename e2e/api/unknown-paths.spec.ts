import { ask } from "../support/api-client";
import { expect, test } from "../support/test";

for (const path of ["/api", "/api/nothing", "/api/v1", "/api/v1/nothing/here", "/api/v2/events"]) {
  test(`${path} is 404 problem+json whatever the method, and never a page`, async ({ stack }) => {
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const { status, headers, text } = await ask(stack.web + path, { method });
      expect(status, method).toBe(404);
      expect(headers.get("content-type"), method).toContain("application/problem+json");
      if (method !== "HEAD") expect(text).toContain("no_such_route");
    }
  });
}

test("refused events are listed to the key of their project, with what mends them", async ({ api }) => {
  await api.send({
    events: [
      { id: "bad", type: "no spaces please" },
      { id: "good", type: "order.placed" },
    ],
  });
  const { body } = await api.get("/api/v1/events/rejected?code=invalid_event");
  expect(body).toMatchObject({
    rejected: [{ externalId: "bad", code: "invalid_event", pointer: "/type", source: "api" }],
    hasMore: false,
  });
  const [id = ""] = /rej_\w+/.exec(JSON.stringify(body)) ?? [];
  expect((await api.get(`/api/v1/events/rejected/${id}`)).body).toMatchObject({
    id,
    fix: expect.any(String),
  });
  expect((await api.get("/api/v1/events/rejected?colour=red")).status).toBe(422);
});
