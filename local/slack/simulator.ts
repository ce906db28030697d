import { rememberSeed } from "@/local/slack/control/reset";
import { mayChangeDirectory } from "@/local/slack/http/route";
import { listen, type Witness } from "@/local/slack/http/server";
import { renewEnvironment, type SeedOptions, seedWorld } from "@/local/slack/seed";
import { type Keeping, keepState, loadState } from "@/local/slack/world/state-file";
import { createWorld, type World } from "@/local/slack/world/world";

/** How to start a simulator. */
export interface SimulatorOptions extends SeedOptions {
  /** Where to listen on 127.0.0.1; 0, the default, takes a free port. */
  readonly port?: number;
  /** Another world than the demo's. */
  readonly seed?: (world: World, options: SeedOptions) => void;
  /** A file that keeps the world between two starts. */
  readonly statePath?: string;
  /** Where time comes from, in milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A simulator that runs. */
export interface SlackSimulator {
  readonly port: number;
  /** `http://127.0.0.1:port`; the Web API is at `${url}/api/`. */
  readonly url: string;
  /** What it remembers, to be looked at and changed by tests in the same process. */
  readonly state: World;
  /** Ends every connection and, with a state file, writes it. */
  stop(): Promise<void>;
}

/** Has what a request changed on disk before its answer goes out. A post may have made a conversation, which adds a channel. */
function witnessOf(world: World, keeping: Keeping): Witness {
  let channels = world.channels.size;
  return (incoming) => {
    keeping.commit(channels !== world.channels.size || mayChangeDirectory(world, incoming));
    channels = world.channels.size;
  };
}

/** Starts a simulated Slack. Rejects when the port is taken. */
export async function startSlackSimulator(options: SimulatorOptions = {}): Promise<SlackSimulator> {
  const world = createWorld(options.now ?? Date.now);
  const { statePath } = options;
  const seed = () => (options.seed ?? seedWorld)(world, options);
  if (statePath !== undefined && loadState(world, statePath)) renewEnvironment(world, options);
  else seed();
  rememberSeed(world, seed);
  const keeping = statePath === undefined ? undefined : keepState(world, statePath);
  const server = await listen(world, options.port ?? 0, keeping && witnessOf(world, keeping));
  world.origin = `http://127.0.0.1:${server.port}`;
  return {
    port: server.port,
    url: world.origin,
    state: world,
    async stop() {
      await server.close();
      await keeping?.end();
    },
  };
}
