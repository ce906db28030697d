import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { closedLoop } from "./closed-loop";
import { openConnection } from "./connection";
import { doorOf, postOf } from "./door";
import { openLoop } from "./open-loop";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A server that answers every body as it is told. */
async function serve(answer: (body: string, response: ServerResponse) => void): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    answer(body, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/door`;
}

describe("a connection", () => {
  it("reads answers with a length, in chunks and in pieces, one after the other", async () => {
    const url = await serve((body, response) => {
      if (body === "length") return response.writeHead(202, { "content-length": "4" }).end("good");
      response.writeHead(body === "refuse" ? 422 : 200);
      response.write("a".repeat(70_000));
      setImmediate(() => response.end("b".repeat(70_000)));
    });
    const door = doorOf(url);
    const connection = await openConnection(door);
    expect(await connection.send(postOf(door, "length"))).toEqual({ status: 202, bytes: 4 });
    expect((await connection.send(postOf(door, "chunks"))).status).toBe(200);
    expect((await connection.send(postOf(door, "refuse"))).status).toBe(422);
    expect(await connection.send(postOf(door, "length"))).toEqual({ status: 202, bytes: 4 });
    connection.close();
  });

  it("fails when the far end hangs up", async () => {
    const door = doorOf(await serve((_body, response) => void response.socket?.destroy()));
    const connection = await openConnection(door);
    await expect(connection.send(postOf(door, "{}"))).rejects.toThrow();
  });
});

describe("the loops", () => {
  it("closed: as many requests at once as connections, and refusals counted apart", async () => {
    let most = 0;
    let atOnce = 0;
    let count = 0;
    const url = await serve((_body, response) => {
      most = Math.max(most, ++atOnce);
      setImmediate(() => {
        atOnce--;
        response.writeHead(count++ % 2 === 0 ? 202 : 503).end("{}");
      });
    });
    const result = await closedLoop({
      door: doorOf(url),
      connections: 4,
      seconds: 0.3,
      warmUpSeconds: 0,
      next: () => "{}",
    });
    expect(most).toBeLessThanOrEqual(4);
    expect(result.perSecond).toBeGreaterThan(0);
    expect(result.others.get(503)).toBeGreaterThan(0);
  });

  it("open: keeps its rate although answers stall, and counts from the intended instant", async () => {
    const url = await serve(
      (_body, response) => void setTimeout(() => response.writeHead(202).end("{}"), 100),
    );
    const result = await openLoop({ door: doorOf(url), perSecond: 100, seconds: 0.3, next: String });
    expect(result.intendedAt).toHaveLength(30);
    const [first = 0, second = 0] = result.intendedAt;
    expect(second - first).toBeCloseTo(10, 3);
    expect(result.accepted).toHaveLength(30);
    expect(Math.min(...result.accepted)).toBeGreaterThanOrEqual(95);
  });
});
