import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { recordEvents } from "@/lib/events/commands";
import { createRoute } from "@/lib/routing/commands";
import { createEndpoint } from "@/lib/webhooks/commands";
import { type NewEndpoint, newEndpoint } from "@/lib/webhooks/schema";

export type Received = { headers: Record<string, string>; body: string; at: number };
type Answer = { status: number; headers?: Record<string, string>; body?: string } | "hang";

async function listening(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

/** An endpoint that keeps what comes and answers as it is told, 204 otherwise. */
async function openReceiver() {
  const received: Received[] = [];
  const state: { answer: Answer } = { answer: { status: 204 } };
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    received.push({ headers, body: Buffer.concat(chunks).toString(), at: Date.now() });
    if (state.answer === "hang") return;
    response.writeHead(state.answer.status, state.answer.headers).end(state.answer.body);
  };
  const url = await listening((request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  return {
    url,
    received,
    answer: (answer: Answer) => {
      state.answer = answer;
    },
  };
}

/** A database, and projects in it with an endpoint of their own, whose lanes are drained when a test says so. */
export async function webhookStage() {
  const { sql } = await testDatabase();
  process.env.BELLWIRE_PRIVATE_WEBHOOKS = "loopback";
  process.env.INNGEST_BASE_URL = await listening((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"ids":[],"status":200}');
  });
  const { planBatch } = await import("../functions/fan-out");
  const { drainLanes } = await import("../functions/deliver-lane");

  async function addEndpoint(
    scope: Scope,
    name: string,
    fields: Partial<NewEndpoint> & { takes?: string[] } = {},
  ) {
    const receiver = await openReceiver();
    const { takes = [], ...more } = fields;
    const input = newEndpoint.parse({ kind: "webhook", name, url: `${receiver.url}/hooks`, ...more });
    const { id, signingSecret } = await createEndpoint(scope, input);
    if (takes.length > 0) {
      const route = { name, eventTypes: takes, filter: null, destinationId: id, enabled: true };
      await createRoute(scope, route);
    }
    const lane = `webhook:${id}`;
    return { ...receiver, id, lane, signingSecret, deliver: () => drainLanes([lane]) };
  }

  /** A project of its own. */
  async function open() {
    const { scope } = await createProject();
    let count = 0;
    const plan = async (type: string, data: object, more: object = {}) => {
      const body = { id: `e${++count}`, type, customer: { id: "cus_acme", name: "Acme" }, data, ...more };
      const { answers } = await recordEvents(scope, [body], { now: new Date(), source: "api" });
      const ids = answers.flatMap((answer) => ("id" in answer && answer.id ? [answer.id] : []));
      await planBatch(scope, ids);
    };
    const rows = () => sql<Record<string, unknown>[]>`
      select * from notifications where project_id = ${scope.projectId} order by id`;
    /** Whatever waits is due now. */
    const hurry = () => sql`
      with due as (update notifications set due_at = now() where project_id = ${scope.projectId} and state = 'pending')
      update lanes set next_at = null`;
    return {
      scope,
      plan,
      rows,
      hurry,
      add: (name: string, fields?: Parameters<typeof addEndpoint>[2]) => addEndpoint(scope, name, fields),
    };
  }
  return { sql, open };
}
