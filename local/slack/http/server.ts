import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type Incoming, readRequest } from "@/local/slack/http/incoming";
import { type Reply, reply } from "@/local/slack/http/reply";
import { route } from "@/local/slack/http/route";
import type { World } from "@/local/slack/world/world";

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Ends every connection, the hanging ones too, and resolves when the port is free. */
  close(): Promise<void>;
}

/** Hears of a request that was carried out, before it is answered. */
export type Witness = (incoming: Incoming) => void;

/** Listens on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function listen(world: World, port: number, witness?: Witness): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    handle(world, request, response, witness).catch((error: unknown) => {
      const hungUp = request.destroyed && !request.complete;
      if (!hungUp) fail(response, error);
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return { port: portOf(server), close: () => closeAll(server, sockets) };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await closed;
}

async function handle(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  witness: Witness | undefined,
): Promise<void> {
  const incoming = await readRequest(request);
  if (incoming === undefined) {
    send(response, reply(413, "text/plain", "request entity too large"));
    return;
  }
  const answer = await route(world, incoming, response);
  witness?.(incoming);
  if (answer !== "streaming") send(response, answer);
}

function send(response: ServerResponse, answer: Reply): void {
  switch (answer.kind) {
    case "whole": {
      const bytes = Buffer.from(answer.body);
      response.writeHead(answer.status, { ...answer.headers, "content-length": bytes.length });
      response.end(bytes);
      return;
    }
    case "hang_before_headers":
      return;
    case "reset":
      response.destroy();
      return;
    case "hang_body":
    case "cut_body": {
      const bytes = Buffer.from(answer.body);
      response.writeHead(200, { ...answer.headers, "content-length": bytes.length });
      const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
      response.write(half, () => {
        if (answer.kind === "cut_body") response.destroy();
      });
    }
  }
}

function fail(response: ServerResponse, error: unknown): void {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`slack simulator: ${reason}\n`);
  if (response.headersSent) response.destroy();
  else send(response, reply(500, "text/plain", "the simulator failed; its standard error says why"));
}
