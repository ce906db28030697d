import { createServer } from "node:http";
import { afterAll, expect } from "vitest";

type Door = (request: Request) => Promise<Response>;

/** What Slack called, and what it was answered. */
export type Answered = { path: string; status: number; body: string };

/** Bellwire's web server, as far as Slack calls it: two doors on a free port, for one test file. */
export async function startWebServer(doors: { events: Door; interactions: Door }) {
  const answers: Answered[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const path = incoming.url ?? "";
    const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [[name, value]] : [],
    );
    const body = Buffer.concat(chunks);
    const request = new Request(`http://127.0.0.1${path}`, { method: "POST", headers, body });
    const answer = await (path.endsWith("/events") ? doors.events(request) : doors.interactions(request));
    const text = await answer.text();
    answers.push({ path, status: answer.status, body: text });
    outgoing.writeHead(answer.status).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    answers,
    /** Waits until Slack has called so many times; every call must have been answered by a 200. */
    async until(count: number): Promise<void> {
      await expect.poll(() => answers.length, { timeout: 5_000, interval: 10 }).toBeGreaterThanOrEqual(count);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    },
  };
}
