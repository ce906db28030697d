import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { apiRoute, methodNotAllowed } from "./api";
import { AppError } from "./errors";
import { createApiKey } from "./projects/commands";

await testDatabase();
const problemDocument = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(z.strictObject({ pointer: z.string(), message: z.string() })),
});

let key = "";
let projectId = "";
beforeAll(async () => {
  const { scope } = await createProject();
  projectId = scope.projectId;
  key = (await createApiKey(scope, { name: "Test", mode: "live", scopes: ["read"] })).secretOnce;
});

function request(headers: Record<string, string> = {}): Request {
  return new Request("http://127.0.0.1/api/v1/things/x", {
    headers: { authorization: `Bearer ${key}`, ...headers },
  });
}

async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  return problemDocument.parse(await response.json());
}

const context = { params: Promise.resolve({ id: "thing_1" }) };
const echo = apiRoute<"id">({ scope: "read" }, async (_request, { scope, requestId, params }) =>
  Response.json({ projectId: scope.projectId, requestId, id: params.id }),
);
const failing = (error: unknown) =>
  apiRoute({ scope: "read" }, async () => {
    throw error;
  });

test("the handler gets the key's project, the path's parameters and a request id that the answer repeats", async () => {
  const response = await echo(request(), context);
  const body: unknown = await response.json();
  expect(body).toEqual({ projectId, id: "thing_1", requestId: response.headers.get("x-request-id") });
  expect(response.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
});

test.each([
  ["abc-123", true],
  ["a".repeat(128), true],
  ["a".repeat(129), false],
  ["two words", false],
  ['"quoted"', false],
])("the request id %j is taken over: %s", async (id, taken) => {
  const response = await echo(request({ "x-request-id": id }), context);
  expect(response.headers.get("x-request-id") === id).toBe(taken);
});

test("without a key the handler is not even asked", async () => {
  const response = await echo(new Request("http://127.0.0.1/api/v1/things/x"), context);
  expect(response.status).toBe(401);
  expect(response.headers.get("www-authenticate")).toBe("Bearer");
  expect(await problemOf(response)).toMatchObject({ code: "invalid_api_key", title: "Not authenticated" });
});

test("a key without the scope is 403", async () => {
  const response = await apiRoute({ scope: "config:write" }, async () => new Response("no"))(request());
  expect(response.status).toBe(403);
  expect(await problemOf(response)).toMatchObject({ code: "insufficient_scope" });
});

test("a refusal keeps its status, code and pointers", async () => {
  const refused = new AppError("rate_limited", "Slow down.", {
    retryAfterSeconds: 1.2,
    errors: [{ pointer: "/events/3", message: "One too many." }],
  });
  const response = await failing(refused)(request());
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("2");
  expect(await problemOf(response)).toMatchObject({
    detail: "Slow down.",
    errors: [{ pointer: "/events/3" }],
  });
});

test("a bug is an opaque 500", async () => {
  const response = await failing(new Error("postgres://user:password@db/x in stack"))(request());
  const problem = await problemOf(response);
  expect(problem).toMatchObject({
    status: 500,
    code: "internal_error",
    requestId: response.headers.get("x-request-id"),
  });
  expect(JSON.stringify(problem)).not.toContain("password");
});

test("a database that is away is 503 with Retry-After", async () => {
  const gone = Object.assign(new Error("Failed query"), {
    cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
  });
  const response = await failing(gone)(request());
  expect(response.status).toBe(503);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await problemOf(response)).toMatchObject({ code: "database_unavailable" });
});

test("methods that a route does not have are 405 and say which it has", async () => {
  const response = await methodNotAllowed("GET", "POST")(new Request("http://127.0.0.1/", { method: "PUT" }));
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, POST");
  expect(await problemOf(response)).toMatchObject({ code: "method_not_allowed" });
});

test("a key that asks too often is told when to come back, and before that what it has left", async () => {
  const first = await echo(request(), context);
  expect(first.headers.get("ratelimit-limit")).toBe("500");
  expect(Number(first.headers.get("ratelimit-remaining"))).toBeLessThan(500);
  expect(first.headers.get("x-ratelimit-reset")).toBe(first.headers.get("ratelimit-reset"));
  let refused = first;
  for (let asked = 0; asked < 5_000 && refused.status !== 429; asked++)
    refused = await echo(request(), context);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("ratelimit-remaining")).toBe("0");
  expect(refused.headers.get("retry-after")).toBe("1");
  expect(await problemOf(refused)).toMatchObject({ code: "rate_limited", title: "Too many requests" });
});
