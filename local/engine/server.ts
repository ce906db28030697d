import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { errorText, type Logger } from "./logger";

/** An answer: JSON unless `html` is given. */
export type Reply = {
  status: number;
  json?: unknown;
  html?: string;
  text?: string;
  headers?: Record<string, string>;
};

/** A request with its body read. */
export type Incoming = {
  method: string;
  path: string[];
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: string;
};

export type Handler = (incoming: Incoming) => Promise<Reply>;

const LARGEST_BODY = 32 * 1024 * 1024;

/** Listens on 127.0.0.1; `port` 0 takes a free one. */
export async function listen(
  port: number,
  handler: Handler,
  logger: Logger,
): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    serve(request, response, handler).catch((error: unknown) => {
      logger.warn({ error: errorText(error) }, "a request failed");
      if (!response.headersSent)
        send(response, { status: 500, json: { error: "internal error", status: 500 } });
    });
  });
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return { server, port: portOf(server.address()) };
}

async function serve(request: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
  const body = await readBody(request);
  if (body === null) return send(response, { status: 413, json: { error: "body too large", status: 413 } });
  const url = new URL(request.url ?? "/", "http://engine");
  const path = url.pathname.split("/").filter(Boolean).map(decode);
  const { method = "GET", headers } = request;
  send(response, await handler({ method, path, query: url.searchParams, headers, body }));
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LARGEST_BODY) chunks.push(chunk);
    });
    request.on("end", () => resolve(size > LARGEST_BODY ? null : Buffer.concat(chunks).toString("utf8")));
    request.on("error", reject);
  });
}

function send(response: ServerResponse, reply: Reply): void {
  const html = reply.html !== undefined;
  const body = reply.html ?? reply.text ?? JSON.stringify(reply.json ?? null);
  response.writeHead(reply.status, {
    "content-type": html ? "text/html; charset=utf-8" : "application/json",
    "content-length": Buffer.byteLength(body),
    "x-inngest-server-kind": "cloud",
    ...reply.headers,
  });
  response.end(body);
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
