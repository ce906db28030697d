import { createServer, type IncomingMessage } from "node:http";
import postgres from "postgres";
import { z } from "zod";

// The smallest honest server that keeps what it accepts: parse, check, one row, one commit, 202. It runs as a process
// of its own and says `{ port }` through its channel.

const envelope = z.looseObject({ id: z.string(), type: z.string(), data: z.record(z.string(), z.unknown()) });
const sql = postgres(process.env.DATABASE_URL ?? "", { max: 10, onnotice: () => undefined });

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

async function store(text: string): Promise<string> {
  const event = envelope.parse(JSON.parse(text));
  await sql`
    insert into bench_events (project_id, id, external_id, type, source, environment, occurred_at, customer, data)
    values ('prj_bench', ${event.id}, ${event.id}, ${event.type}, 'api', 'production', now(),
            ${JSON.stringify(event.customer ?? null)}::text::jsonb, ${JSON.stringify(event.data)}::text::jsonb)`;
  return event.id;
}

const server = createServer((request, response) => {
  textOf(request)
    .then(store)
    .then((id) => {
      response.writeHead(202, { "content-type": "application/json" });
      response.end(JSON.stringify({ accepted: 1, id }));
    })
    .catch(() => response.writeHead(500).end());
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
});
process.once("disconnect", () => process.exit(0));
