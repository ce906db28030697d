import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { type Document, privateDocument } from "./data-folder";
import { beginningOf } from "./process-identity";

const runningSchema = z.array(z.object({ pid: z.number(), beginning: z.string() }));

/** The processes that a start has going, written down so that the next start can end what outlived it. */
export type RunningList = { note(pids: number[]): void; forget(): void; endLeftovers(): Promise<number> };

const PATIENCE_MS = 6000;

/** The list of `running.json` in the data folder. Postgres keeps its own (postmaster.pid). */
export function runningList(dataDir: string): RunningList {
  const document = privateDocument(dataDir, "running.json", runningSchema);
  return {
    note: (pids) => document.write(pids.flatMap(identify)),
    forget: () => document.remove(),
    endLeftovers: () => endAll(document),
  };
}

function identify(pid: number): z.infer<typeof runningSchema> {
  const beginning = beginningOf(pid);
  return beginning ? [{ pid, beginning }] : [];
}

async function endAll(document: Document<z.infer<typeof runningSchema>>): Promise<number> {
  const listed = document.read() ?? [];
  const alive = () => listed.filter(({ pid, beginning }) => beginningOf(pid) === beginning);
  const found = alive().length;
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    for (const { pid } of alive()) process.kill(pid, signal);
    const deadline = performance.now() + PATIENCE_MS;
    while (alive().length > 0 && performance.now() < deadline) await delay(20);
  }
  document.remove();
  return found;
}
