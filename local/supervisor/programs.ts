import { join } from "node:path";
import { startPostgres } from "../postgres";
import { untilAnswers } from "./answers";
import * as environment from "./environment";
import { nodeProgram, saysReady } from "./node-process";
import type { Launch } from "./part";

export type PartName = "web" | "engine" | "slack" | "mail" | "postgres";

/**
 * The parts in the order in which they are stopped: who calls before who is called. The console and the engine
 * hold connections to each other, which each must see closed before it can end, so they go together.
 */
export const stopOrder = [["web", "engine"], ["slack", "mail"], ["postgres"]] satisfies PartName[][];

type Where = { root: string; logs: string };

/** The database. `started` is told where it is; that never changes while this start runs. */
export function postgresLaunch(
  dataDir: string,
  port: number,
  { logs }: Where,
  started: (url: string) => void,
): Launch {
  return async (born) => {
    const options = { dataDir: join(dataDir, "postgres"), port, log: join(logs, "postgres.log") };
    const server = await startPostgres(options);
    const kill = () => void server.stop("immediate");
    const handle = { pid: server.pid, exited: server.exited, stop: () => server.stop("fast"), kill };
    born(handle);
    started(server.url);
    return handle;
  };
}

/** The programs of the other parts. */
export function launches(
  settings: environment.Settings,
  where: Where,
): Record<Exclude<PartName, "postgres">, Launch> {
  const local = (name: "slack" | "mail" | "engine", env: Record<string, string>) =>
    nodeProgram({
      name,
      args: ["--import", "tsx", `local/${name}/main.ts`],
      env,
      cwd: where.root,
      logFile: join(where.logs, `${name}.log`),
      ready: saysReady,
      patienceMs: 10_000,
    });
  return {
    slack: local("slack", environment.slackSimulatorEnvironment(settings)),
    mail: local("mail", environment.mailEnvironment(settings)),
    engine: local("engine", environment.engineEnvironment(settings)),
    web: webLaunch(settings, where),
  };
}

function webLaunch(settings: environment.Settings, { root, logs }: Where): Launch {
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  return nodeProgram({
    name: "web",
    // On a machine with much memory V8 lets its heap grow to several times what lives in it. These two trade a few per cent
    // of speed for half of that.
    args: [
      "--max-semi-space-size=16",
      "--heap-growing-percent=30",
      next,
      "start",
      "--hostname",
      "127.0.0.1",
      "--port",
      String(settings.ports.web),
    ],
    env: environment.webEnvironment(settings),
    cwd: root,
    logFile: join(logs, "web.log"),
    // Any answer: after a restart the database may still be on its way, and that is no reason to start again.
    ready: (_child, signal) => untilAnswers(`${settings.addresses.web}/api/health`, () => true, signal),
    patienceMs: 8000,
  });
}
