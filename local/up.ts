import { fileURLToPath } from "node:url";
import { makeDataFolder } from "./supervisor/data-folder";
import { type House, openHouse } from "./supervisor/house";
import { runningList } from "./supervisor/leftovers";
import { type Lock, lockDataFolder } from "./supervisor/lock";
import { prepareLogs } from "./supervisor/logs";
import { type Options, parseOptions } from "./supervisor/options";
import { assertPortsFree } from "./supervisor/ports";
import { red, say } from "./supervisor/screen";
import { start } from "./supervisor/start";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

/** One Ctrl-C reaches us several times: from the terminal, from npm, from the script that started us. */
const SAME_SIGNAL_MS = 1000;

let lock: Lock | undefined;

async function main(): Promise<void> {
  const calledFrom = process.env.BELLWIRE_CALLED_FROM ?? process.cwd();
  const options = parseOptions({ args: process.argv.slice(2), env: process.env, root, calledFrom });
  const house = await prepare(options);
  stopOnSignals(house);
  try {
    await start({ house, options, root, logs: prepareLogs(options.dataDir) });
  } catch (error) {
    await end(house, error);
  }
}

async function prepare({ dataDir, ports, readyFile }: Options): Promise<House> {
  makeDataFolder(dataDir);
  lock = await lockDataFolder(dataDir);
  const left = await runningList(dataDir).endLeftovers();
  if (left > 0) say(`  Ended ${left} parts that an earlier start had left behind.`);
  await assertPortsFree(ports);
  return openHouse({ dataDir, readyFile });
}

let ending: Promise<never> | undefined;

function end(house: House, reason?: unknown): Promise<never> {
  ending ??= (async () => {
    if (reason) complain(reason);
    lock?.leaving();
    await house.stop();
    lock?.release();
    if (!reason) say("  Stopped. The data is kept.");
    process.exit(reason ? 1 : 0);
  })();
  return ending;
}

function stopOnSignals(house: House): void {
  let first: number | undefined;
  const onSignal = () => {
    if (first === undefined) {
      first = performance.now();
      say("\n  Stopping… (Ctrl-C again ends everything at once)");
      void end(house);
    } else if (performance.now() - first > SAME_SIGNAL_MS) {
      house.kill();
      lock?.release();
      process.exit(1);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  // Whoever started us is gone and can no longer pass signals on.
  process.once("disconnect", () => void end(house));
  process.on("uncaughtException", (error) => void end(house, error));
}

function complain(reason: unknown): void {
  process.stderr.write(`\n${red("✗")} ${reasons(reason).join("\n  because: ")}\n`);
}

function reasons(reason: unknown): string[] {
  if (!(reason instanceof Error)) return [String(reason)];
  return [reason.message, ...(reason.cause ? reasons(reason.cause) : [])];
}

// A terminal that is gone must not keep us from stopping what we started.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

main().catch((error: unknown) => {
  complain(error);
  lock?.release();
  process.exit(1);
});
