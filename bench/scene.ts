import { readFileSync } from "node:fs";
import { type Lane, makeLanes } from "@/e2e/support/lanes";
import { slackView } from "@/e2e/support/slack-view";
import { type Stack, startStack } from "@/e2e/support/stack";
import { makeTenant, type Tenant, withDatabase } from "@/e2e/support/tenant";
import { until } from "@/e2e/support/until";
import { type Door, doorOf } from "./load/door";

/** A stack under measurement. Slack's limits are off: what is measured is Bellwire. */
export type Scene = {
  stack: Stack;
  /** A project without routes: what it accepts goes nowhere. */
  quiet: Tenant;
  doorTo(tenant: Tenant): Door;
  /** A project with so many lanes; see `makeLanes`. */
  withLanes(count: number): Promise<{ tenant: Tenant; lanes: Lane[] }>;
  /** Waits until every event of a project is decided and every notification settled. */
  untilIdle(tenant: Tenant): Promise<void>;
  /** Waits until everything in the baseline's table is marked as sent. */
  untilMarked(): Promise<void>;
  /** Resident memory of the console's process, in megabytes. */
  memory(): number;
};

let count = 0;

/** Starts a stack, runs the work, stops the stack. */
export async function onScene<T>(work: (scene: Scene) => Promise<T>): Promise<T> {
  const stack = await startStack();
  try {
    await slackView(stack.slack).limits({ off: true });
    return await work(await sceneOf(stack));
  } finally {
    await stack.stop();
  }
}

async function sceneOf(stack: Stack): Promise<Scene> {
  return {
    stack,
    quiet: await makeTenant(stack),
    doorTo: ({ apiKey }) => doorOf(`${stack.web}/api/v1/events`, { authorization: `Bearer ${apiKey}` }),
    withLanes: async (lanes) => {
      const tenant = await makeTenant(stack);
      return { tenant, lanes: await makeLanes(stack, tenant, { prefix: `bench${count++}`, count: lanes }) };
    },
    untilIdle: (tenant) => untilIdle(stack, tenant),
    untilMarked: () => untilMarked(stack),
    memory: () => residentMegabytes(stack.pids().web),
  };
}

async function untilIdle({ databaseUrl }: Stack, { projectId }: Tenant): Promise<void> {
  await withDatabase(databaseUrl, (sql) =>
    until(
      async () => {
        const [row] = await sql<{ busy: boolean }[]>`
          select exists (select from events where project_id = ${projectId} and decided_at is null)
              or exists (select from notifications where project_id = ${projectId} and state in ('pending', 'sending')) as busy`;
        return row?.busy === false;
      },
      { withinMs: 120_000, everyMs: 100, what: "all is decided and delivered" },
    ),
  );
}

async function untilMarked({ databaseUrl }: Stack): Promise<void> {
  await withDatabase(databaseUrl, (sql) =>
    until(
      async () => {
        const [row] = await sql<{ busy: boolean }[]>`
          select exists (select from bench_events where decided_at is null) as busy`;
        return row?.busy === false;
      },
      { withinMs: 60_000, everyMs: 100, what: "the baseline has sent everything" },
    ),
  );
}

/** What a process holds in memory now, in megabytes, from proc(5). */
export function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
