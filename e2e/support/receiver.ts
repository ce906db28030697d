import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A request that an endpoint took in. */
export type Received = { headers: Record<string, string>; body: string; at: number };
export type Answer = { status: number; headers?: Record<string, string>; body?: string };

export type Receiver = {
  url: string;
  received: Received[];
  /** What it answers from now on; 204 before. */
  answer(answer: Answer): void;
  close(): Promise<void>;
};

/** Somebody's own endpoint on this machine, that keeps what comes. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let next: Answer = { status: 204 };
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    received.push({ headers, body: Buffer.concat(chunks).toString(), at: Date.now() });
    response.writeHead(next.status, next.headers).end(next.body);
  };
  const server = createServer((request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answer: (answer) => {
      next = answer;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
