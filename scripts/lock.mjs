import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    if (!told) process.stdout.write("  … waiting for another start in this folder to install and build\n");
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

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (!holderIsAlive()) rmSync(file, { force: true });
  return false;
}

function holderIsAlive() {
  try {
    const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
    // An empty file has just been made by somebody who is about to write a number into it.
    return Number.isInteger(pid) ? process.kill(pid, 0) : true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
