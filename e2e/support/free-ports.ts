import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the range from which systems take the near end of outgoing connections, so that a part that is started again finds its port free. */
const CALM = { from: 15_000, to: 31_000 };

/** SMTP listens this far above the local inbox (see `npm run quickstart -- --help`). */
const SMTP_OFFSET = 5;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function freePort(taken: Set<number>, offsets: readonly number[]): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = randomInt(CALM.from, CALM.to);
    const wanted = offsets.map((offset) => port + offset);
    if (wanted.some((one) => taken.has(one))) continue;
    const free = await Promise.all(wanted.map(isFree));
    if (!free.every(Boolean)) continue;
    for (const one of wanted) taken.add(one);
    return port;
  }
  throw new Error("No free port was found.");
}

/** Ports of 127.0.0.1 for one stack, free now and different from each other. */
export async function freePorts(): Promise<{ web: number; slack: number; mail: number }> {
  const taken = new Set<number>();
  const web = await freePort(taken, [0]);
  const slack = await freePort(taken, [0]);
  const mail = await freePort(taken, [0, SMTP_OFFSET]);
  return { web, slack, mail };
}
