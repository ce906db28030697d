import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { startEngine } from "./engine";
import { lineLogger } from "./logger";

// How long from the POST of an event to the entry of its function, and how many runs a second.
//   DATABASE_URL=… tsx local/engine/bench.ts
// The app is a child process; the engine and the sender share this one.

const EVENT_KEY = "bench-key";
const SIGNING_KEY = `signkey-bench-${"5c".repeat(32)}`;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const databaseUrl = process.env.DATABASE_URL ?? "";
let sequence = 0;

const port = await freePort();
const enginePort = await freePort();
const app = fork(fileURLToPath(new URL("bench-app.ts", import.meta.url)), {
  env: {
    ...process.env,
    BENCH_APP_PORT: String(port),
    INNGEST_BASE_URL: `http://127.0.0.1:${enginePort}`,
    INNGEST_SIGNING_KEY: SIGNING_KEY,
    INNGEST_EVENT_KEY: EVENT_KEY,
  },
});
await once(app, "message");
const engine = await startEngine({
  databaseUrl,
  port: enginePort,
  appUrl: `http://127.0.0.1:${port}/api/inngest`,
  eventKey: EVENT_KEY,
  signingKey: SIGNING_KEY,
  logger: lineLogger((line) => process.stderr.write(line)),
});

await closed("warm up", "plain", 2_000, 16);
await open("plain, one at a time, 20/s", "plain", 300, 20);
await open("plain, open 50/s", "plain", 500, 50);
await open("plain, open 300/s", "plain", 3_000, 300);
await open("lane, open 300/s over 300 lanes", "lane", 3_000, 300);
await open("future ts, 300/s, 500 ms ahead (how late)", "plain", 1_500, 300, 500);
await closed("plain, closed 32", "plain", 6_000, 32);
await closed("lane, closed 32 over 300 lanes", "lane", 6_000, 32);
await closed("two steps, closed 32", "stepped", 2_000, 32);
await engine.stop();
app.kill();
agent.destroy();

async function open(title: string, kind: string, count: number, rate: number, ahead = 0): Promise<void> {
  const sent = new Map<string, number>();
  const began = clock();
  const posts: Promise<void>[] = [];
  for (let i = 0; i < count; i += 1) {
    const at = began + (i * 1_000) / rate;
    const wait = at - clock();
    if (wait > 1) await pause(wait);
    const id = nextId();
    const due = ahead === 0 ? undefined : Math.floor(clock()) + ahead;
    sent.set(id, due ?? clock());
    posts.push(post(kind, id, i, due));
  }
  await Promise.all(posts);
  report(title, sent, await enteredAll(sent));
}

async function closed(title: string, kind: string, count: number, connections: number): Promise<void> {
  const sent = new Map<string, number>();
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const i = next++;
      const id = nextId();
      sent.set(id, clock());
      await post(kind, id, i);
    }
  };
  const began = clock();
  await Promise.all(Array.from({ length: connections }, worker));
  const accepted = clock();
  const entered = await enteredAll(sent);
  const last = Math.max(...[...sent.keys()].map((id) => entered[id] ?? 0));
  const rates = `accepted ${perSecond(count, accepted - began)}/s, run ${perSecond(count, last - began)}/s`;
  report(`${title}: ${rates}`, sent, entered);
}

function report(title: string, sent: Map<string, number>, entered: Record<string, number>): void {
  const all = [...sent].map(([id, at]) => (entered[id] ?? Number.NaN) - at).sort((a, b) => a - b);
  const at = (share: number) => (all[Math.floor(all.length * share)] ?? Number.NaN).toFixed(1);
  process.stdout.write(`${title}: p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms\n`);
}

async function enteredAll(sent: Map<string, number>): Promise<Record<string, number>> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/entered`);
    const entered = z.record(z.string(), z.number()).parse(await response.json());
    if ([...sent.keys()].every((id) => id in entered)) return entered;
    await pause(200);
  }
}

function post(kind: string, id: string, i: number, ts?: number): Promise<void> {
  const data = { id, lane: `lane-${i % 300}`, filler: "x".repeat(200) };
  const body = JSON.stringify([{ name: `bench/${kind}`, data, ts }]);
  return new Promise((resolve, reject) => {
    const sent = request(`${engine.url}/e/${EVENT_KEY}`, { method: "POST", agent }, (response) => {
      response.resume();
      response.on("end", resolve);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function nextId(): string {
  sequence += 1;
  return String(sequence);
}

function clock(): number {
  return performance.timeOrigin + performance.now();
}

function perSecond(count: number, ms: number): number {
  return Math.round((count * 1_000) / ms);
}
