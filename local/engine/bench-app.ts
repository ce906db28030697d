import { createServer } from "node:http";
import { Inngest } from "inngest";
import { serve } from "inngest/node";

// The app of bench.ts, in its own process: three functions that note when they were entered.

const client = new Inngest({ id: "bench", isDev: false });
const entered: Record<string, number> = {};
const note = (id: unknown) => {
  entered[String(id)] = performance.timeOrigin + performance.now();
};

const plain = client.createFunction(
  { id: "plain", retries: 0, triggers: [{ event: "bench/plain" }] },
  ({ event }) => {
    note(event.data.id);
  },
);
const lane = client.createFunction(
  {
    id: "lane",
    retries: 0,
    triggers: [{ event: "bench/lane" }],
    concurrency: { limit: 1, key: "event.data.lane" },
  },
  ({ event }) => note(event.data.id),
);
const stepped = client.createFunction(
  { id: "stepped", retries: 0, triggers: [{ event: "bench/stepped" }] },
  async ({ event, step }) => {
    await step.run("first", () => 1);
    await step.run("second", () => 2);
    note(event.data.id);
  },
);

const handler = serve({ client, functions: [plain, lane, stepped] });
const server = createServer((request, response) => {
  if (request.url === "/entered") response.end(JSON.stringify(entered));
  else handler(request, response);
});
server.listen(Number(process.env.BENCH_APP_PORT), "127.0.0.1", () => process.send?.("up"));
