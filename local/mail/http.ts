import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Inbox } from "./inbox";
import { pagePolicy, renderPage } from "./page";

/**
 * Serves the inbox on 127.0.0.1: `GET /messages` (JSON, newest last), `DELETE /messages`, `GET /` and
 * `GET /mail/{id}` (for people), `GET /changes` (server-sent events).
 */
export async function startHttp(
  port: number,
  inbox: Inbox,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer((request, response) => answer(request, response, inbox));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: typeof address === "object" && address ? address.port : port, stop };
}

function answer(request: IncomingMessage, response: ServerResponse, inbox: Inbox): void {
  const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
  const mailId = /^\/mail\/(\d+)$/.exec(pathname)?.[1];
  const asked = `${request.method} ${pathname}`;
  if (!isForThisMachine(request))
    refuse(response, 421, "This inbox answers to 127.0.0.1 and localhost only.");
  else if (asked === "GET /messages") sendMessages(response, inbox);
  else if (asked === "DELETE /messages") clear(response, inbox);
  else if (asked === "GET /changes") sendChanges(response, inbox);
  else if (asked === "GET /") sendPage(response, inbox, inbox.all().at(-1)?.id);
  else if (request.method === "GET" && mailId) sendPage(response, inbox, Number(mailId));
  else refuse(response, 404, "There is no such page.");
}

// A page elsewhere could point a name of its own at 127.0.0.1 and then read the sign-in links in here.
function isForThisMachine(request: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? "");
}

function sendMessages(response: ServerResponse, inbox: Inbox): void {
  const messages = inbox.all().map(({ id: _, ...message }) => message);
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(messages));
}

function clear(response: ServerResponse, inbox: Inbox): void {
  inbox.clear();
  response.writeHead(204).end();
}

function sendChanges(response: ServerResponse, inbox: Inbox): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write("retry: 1000\n\n");
  const unsubscribe = inbox.subscribe(() => response.write("event: changed\ndata:\n\n"));
  response.on("close", unsubscribe);
}

function sendPage(response: ServerResponse, inbox: Inbox, id: number | undefined): void {
  const opened = id === undefined ? undefined : inbox.find(id);
  const nonce = randomBytes(16).toString("base64");
  response.writeHead(id !== undefined && !opened ? 404 : 200, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": pagePolicy(nonce),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.end(renderPage(inbox.all(), opened, nonce));
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}
