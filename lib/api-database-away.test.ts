import { createServer } from "node:net";
import { expect, test } from "vitest";
import { testEnvironment } from "@/db/testing/database";
import { apiRoute } from "./api";
import { makeKey } from "./auth/key-format";

/** A port that nobody listens on: one that was just given back. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 1;
}

test("with Postgres gone a well-formed key is answered 503, not 401", async () => {
  Object.assign(process.env, testEnvironment(`postgres://nobody@127.0.0.1:${await deadPort()}/none`));
  const route = apiRoute({ scope: "read" }, async () => new Response("must not be reached"));
  const response = await route(
    new Request("http://127.0.0.1/", { headers: { authorization: `Bearer ${makeKey("live")}` } }),
  );
  expect(response.status).toBe(503);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  const mistyped = await route(
    new Request("http://127.0.0.1/", { headers: { "x-api-key": "bw_live_typo" } }),
  );
  expect(mistyped.status).toBe(401);
});
