import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A process of its own that tells rounds, ready to be told to. */
export type Killable = {
  /** Tells it to, and resolves when it is done or dead. */
  run: (order: { now: Date; lane: string }) => Promise<"done" | "killed">;
  kill: () => void;
};

async function spoken(child: ChildProcess, word: string): Promise<void> {
  for (;;) {
    const [message] = await once(child, "message");
    if (message === word) return;
  }
}

/** Starts one. It has the environment of the test, and with it its database and its Slack. */
export async function startKillable(): Promise<Killable> {
  const child = fork(fileURLToPath(new URL("./rounds-child.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, LOG_LEVEL: "silent" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit").then(() => "killed" as const);
  await Promise.race([spoken(child, "ready"), ended]);
  return {
    run: async ({ now, lane }) => {
      child.send({ now: now.toISOString(), lane });
      return Promise.race([spoken(child, "done").then(() => "done" as const), ended]);
    },
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}
