import { createServer, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSlackClient } from "./client";

type Seen = { url: string | undefined; authorization: string | undefined; body: string };
const seen: Seen[] = [];
const server = createServer(async (request: IncomingMessage, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  seen.push({ url: request.url, authorization: request.headers.authorization, body });
  response.setHeader("content-type", "application/json").end('{"ok":true}');
});
let origin = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address === "object" && address) origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("the Slack client", () => {
  const call = async (token: string, method: string) => {
    seen.length = 0;
    await createSlackClient(token, { apiUrl: `${origin}/api/`, timeoutMs: 2_000 }).apiCall(method, {
      channel: "C1",
    });
    return seen[0];
  };

  it("sends each tenant's own token, in the header alone", async () => {
    expect(await call("xoxb-first", "chat.postMessage")).toEqual({
      url: "/api/chat.postMessage",
      authorization: "Bearer xoxb-first",
      body: "channel=C1",
    });
    expect((await call("xoxb-second", "chat.postMessage"))?.authorization).toBe("Bearer xoxb-second");
    expect((await call("xoxb-first", "auth.test"))?.authorization).toBe("Bearer xoxb-first");
  });

  it("takes no other host for a method", async () => {
    expect((await call("xoxb-first", `${origin}/elsewhere`))?.url).toBe(`/api/${origin}/elsewhere`);
  });
});
