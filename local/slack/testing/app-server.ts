import { createServer, type IncomingHttpHeaders } from "node:http";
import { onTestFinished } from "vitest";

/** A request that Slack made to the app. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How the app answers: a status, with headers and a body; or never. */
export type AppAnswer = { status: number; headers?: Record<string, string>; body?: string } | "never";

/** An app's web server, for one test. */
export interface AppServer {
  readonly origin: string;
  readonly received: Received[];
  /** Resolves when so many requests have come; fails after five seconds. */
  until(count: number): Promise<void>;
}

/** Starts a server that answers what `answer` says, and remembers what came. */
export async function startApp(
  answer: (request: Received, count: number) => AppAnswer = () => ({ status: 200 }),
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const one = {
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    received.push(one);
    const reply = answer(one, received.length);
    if (reply === "never") return;
    response.writeHead(reply.status, reply.headers).end(reply.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const until = async (count: number) => {
    const deadline = performance.now() + 5_000;
    while (received.length < count) {
      if (performance.now() > deadline) throw new Error(`${received.length} of ${count} requests came`);
      await new Promise((resume) => setTimeout(resume, 5));
    }
  };
  return { origin: `http://127.0.0.1:${port}`, received, until } satisfies AppServer;
}
