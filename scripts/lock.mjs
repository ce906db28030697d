import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "./run.mjs";

const folder = join(root, ".bellwire");
const file = join(folder, "prepare.lock");

/**
 * Runs `work` while no other start in this folder installs or builds; waits for that one's end.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  mkdirSync(folder, { recursive: true });
  let told = false;
  while (!take()) {
    if (!told)
      process.stdout.write(`  … waiting for another start in this folder to install and build (${file})\n`);
    told = true;
    await delay(300);
  }
  const release = () => rmSync(file, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

// Linking makes the file appear with its content in one step: nobody ever reads an empty one.
function take() {
  const prepared = `${file}.${process.pid}`;
  writeFileSync(prepared, String(process.pid));
  try {
    linkSync(prepared, file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(prepared, { force: true });
  }
  if (!holderIsAlive()) rmSync(file, { force: true });
  return false;
}

function holderIsAlive() {
  try {
    return process.kill(Number.parseInt(readFileSync(file, "utf8"), 10), 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
