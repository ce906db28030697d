import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The folder of the project, without a slash at the end. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

const running = new Set();
let interrupted = false;

/** Passes Ctrl-C and the like on to what runs now, and lets us end when that has ended. */
export function stopChildrenOnSignals() {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ]) {
    process.on(signal, () => {
      interrupted = true;
      process.exitCode = code;
      if (running.size === 0) process.exit(code);
      for (const child of running) child.kill(signal);
    });
  }
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, show?: boolean, seconds?: number }} [options] `show`: let it
 *   write to the terminal; otherwise its output is collected. After `seconds` it is ended and counts as failed.
 * @returns {Promise<{ ok: boolean, output: string, timedOut: boolean }>}
 */
export function run(command, args, { env = process.env, show = false, seconds = 1800 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
    });
    running.add(child);
    let output = "";
    let timedOut = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (chunk) => {
        output = (output + chunk).slice(-200_000);
      });
    }
    const end = (signal) => {
      timedOut = true;
      child.kill(signal);
    };
    const limits = [
      setTimeout(end, seconds * 1000, "SIGTERM"),
      setTimeout(end, (seconds + 10) * 1000, "SIGKILL"),
    ];
    const finish = (ok, extra = "") => {
      limits.forEach(clearTimeout);
      running.delete(child);
      if (interrupted) process.exit();
      resolve({ ok: ok && !timedOut, output: output + extra, timedOut });
    };
    child.once("error", (error) => finish(false, `${command}: ${error.message}`));
    child.once("close", (code) => finish(code === 0));
  });
}

const colour = process.stdout.isTTY && !process.env.NO_COLOR;
export const dim = (text) => (colour ? `\u001b[2m${text}\u001b[0m` : text);
export const green = (text) => (colour ? `\u001b[32m${text}\u001b[0m` : text);
export const red = (text) => (colour ? `\u001b[31m${text}\u001b[0m` : text);
export const bold = (text) => (colour ? `\u001b[1m${text}\u001b[0m` : text);

/** Seconds since `start` (from `performance.now()`), for people. */
export const took = (start) => dim(`${((performance.now() - start) / 1000).toFixed(1)} s`);

/**
 * Shows that something long is going on: a line that counts seconds in a terminal, a line now and then in a log.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(label, work) {
  const start = performance.now();
  const live = process.stdout.isTTY;
  const seconds = () => Math.round((performance.now() - start) / 1000);
  if (!live) process.stdout.write(`  … ${label}\n`);
  const tick = () =>
    process.stdout.write(
      live ? `\r  … ${label} ${dim(`${seconds()} s`)} ` : `  … ${label}: ${seconds()} s\n`,
    );
  const timer = setInterval(tick, live ? 200 : 20_000);
  try {
    const result = await work();
    process.stdout.write(`${live ? "\r\u001b[K" : ""}  ${green("✓")} ${label} ${took(start)}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`${live ? "\r\u001b[K" : ""}  ${red("✗")} ${label} ${took(start)}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** An error whose message is all that a person needs: shown without a stack. */
export class Advice extends Error {}

/** Shows an error and ends the process with code 1. */
export function giveUp(error) {
  process.stderr.write(
    `\n${red("✗")} ${error instanceof Advice ? error.message : (error?.stack ?? error)}\n`,
  );
  process.exit(1);
}

/** The last lines of a program's output. */
export const tail = (output, lines = 40) => output.trimEnd().split("\n").slice(-lines).join("\n");
