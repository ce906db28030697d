import { setTimeout as pause } from "node:timers/promises";
import { Inngest } from "inngest";
import postgres from "postgres";
import { startApp } from "./app";

// An app in its own process that can be killed. What its functions do is written to the table `effects`.

const client = new Inngest({ id: "child", isDev: false });
const sql = postgres(process.env.EFFECTS_URL ?? "", { max: 4, onnotice: () => undefined });
const effect = (what: string, n: unknown) =>
  sql`insert into effects (what, n) values (${what}, ${Number(n)})`;

const chain = client.createFunction(
  { id: "chain", retries: 2, triggers: [{ event: "crash/chain" }] },
  async ({ event, step }) => {
    for (const what of ["one", "two", "three"]) {
      await step.run(what, async () => {
        await effect(what, event.data.n);
        await pause(5);
      });
    }
  },
);

const single = client.createFunction(
  { id: "single", retries: 2, triggers: [{ event: "crash/single" }] },
  async ({ event }) => {
    await pause(20);
    await effect("single", event.data.n);
  },
);

const poison = client.createFunction(
  {
    id: "poison",
    retries: 0,
    triggers: [{ event: "crash/poison" }],
    onFailure: ({ event }) => effect("poisoned", event.data.event.data.n).then(() => undefined),
  },
  async ({ event }) => {
    await effect("touched", event.data.n);
    process.kill(process.pid, "SIGKILL");
    await pause(60_000);
  },
);

const app = await startApp(client, () => [chain, single, poison], Number(process.env.APP_PORT));
process.stdout.write(`${JSON.stringify({ ready: true, port: app.port })}\n`);
