import { makeKey } from "@/lib/auth/key-format";
import { apiClient } from "../support/api-client";
import { invoice } from "../support/event";
import { makeApiKey } from "../support/tenant";
import { expect, test } from "../support/test";
import { ingestion, problem } from "./answers";

test("no key, a mistyped one and an unknown one are refused in the same words", async ({ stack, tenant }) => {
  const mistyped = `${tenant.apiKey.slice(0, -1)}${tenant.apiKey.endsWith("a") ? "b" : "a"}`;
  const keys = [null, mistyped, makeKey("live"), "bw_live_short", "x".repeat(5000)];
  const answers = await Promise.all(keys.map((key) => apiClient(stack.web, key).send(invoice())));
  expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 401));
  expect(answers[0]?.headers.get("www-authenticate")).toContain("Bearer");
  const words = answers.map(({ body }) => ({ ...problem(body), requestId: "" }));
  expect(words).toEqual(keys.map(() => words[0]));
  expect(words[0]?.type).toContain("invalid_api_key");
});

test("the key may stand in X-API-Key", async ({ stack, tenant }) => {
  const answer = await apiClient(stack.web, null).send(invoice(), { "x-api-key": tenant.apiKey });
  expect(answer.status).toBe(202);
});

test("an expired and a revoked key are refused", async ({ stack, tenant }) => {
  const past = new Date(Date.now() - 1000);
  for (const options of [{ expiresAt: past }, { revokedAt: past }]) {
    const key = await makeApiKey(stack.databaseUrl, tenant, options);
    expect((await apiClient(stack.web, key).send(invoice())).status).toBe(401);
  }
});

test("a key without the scope is refused", async ({ stack, tenant }) => {
  const writer = apiClient(
    stack.web,
    await makeApiKey(stack.databaseUrl, tenant, { scopes: ["events:write"] }),
  );
  const reader = apiClient(stack.web, await makeApiKey(stack.databaseUrl, tenant, { scopes: ["read"] }));
  expect((await writer.send(invoice())).status).toBe(202);
  expect((await reader.get("/api/v1/events")).status).toBe(200);
  for (const answer of [await reader.send(invoice()), await writer.get("/api/v1/events")]) {
    expect(answer.status).toBe(403);
    expect(problem(answer.body).type).toContain("insufficient_scope");
  }
});

test("what a test key sends is sandbox, whatever it says", async ({ stack, tenant, api }) => {
  const key = await makeApiKey(stack.databaseUrl, tenant, { mode: "test" });
  const answer = await apiClient(stack.web, key).send({ ...invoice(), environment: "production" });
  const stored = await api.get(`/api/v1/events/${ingestion(answer.body).events[0]?.id}`);
  expect(stored.body).toMatchObject({ environment: "sandbox" });
});
