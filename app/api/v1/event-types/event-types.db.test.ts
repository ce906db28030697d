import { expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { catalog } from "@/lib/events/catalog";
import { createApiKey } from "@/lib/projects/commands";
import { GET, POST } from "./route";

await testDatabase();

const answer = z.object({
  eventTypes: z.array(z.looseObject({ type: z.string(), sample: z.looseObject({}) })),
});
const request = (headers: Record<string, string>) =>
  new Request("http://127.0.0.1/api/v1/event-types", { headers });

test("tells a key that may read of every type", async () => {
  const { scope } = await createProject();
  const { secretOnce } = await createApiKey(scope, { name: "Test", mode: "live", scopes: ["read"] });
  const response = await GET(request({ authorization: `Bearer ${secretOnce}` }));
  expect(response.status).toBe(200);
  const { eventTypes } = answer.parse(await response.json());
  expect(eventTypes.map(({ type }) => type)).toEqual(catalog.map(({ type }) => type));
});

test("tells nobody without a key, and takes nothing", async () => {
  expect((await GET(request({}))).status).toBe(401);
  expect((await POST(request({}))).status).toBe(405);
});
