import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { runningList } from "./leftovers";
import { nodeProgram, saysReady } from "./node-process";
import type { Process } from "./part";
import { beginningOf, isAlive } from "./process-identity";

const folder = mkdtempSync(join(tmpdir(), "bellwire-process-"));
const started: Process[] = [];

afterEach(async () => {
  for (const process of started.splice(0)) {
    process.kill();
    await process.exited;
  }
  rmSync(join(folder, "running.json"), { force: true });
});

const READY = "process.send({ ready: true }); setInterval(() => {}, 1000);";

async function launch(script: string, patienceMs = 5000): Promise<Process> {
  const program = { name: "web", args: ["-e", script], env: { GIVEN: "yes" }, cwd: folder, patienceMs };
  const ready = { logFile: join(folder, "web.log"), ready: saysReady };
  return nodeProgram({ ...program, ...ready })((process) => started.push(process));
}

describe("nodeProgram", () => {
  it("is ready when the program says so, and runs it with its environment and log", async () => {
    const process = await launch(`console.log("GIVEN", process.env.GIVEN); ${READY}`);
    expect(isAlive(process.pid)).toBe(true);
    await expect.poll(() => readFileSync(join(folder, "web.log"), "utf8")).toContain("GIVEN yes");
  });

  it("hands on the end of the log when the program ends before that", async () => {
    const failing = launch(`console.error("no such database"); process.exit(3);`);
    await expect(failing).rejects.toThrow(/^web ended at once \(exit code 3\)[\s\S]*no such database$/);
  });

  it("stops a program that listens politely", async () => {
    const process = await launch(`process.on("SIGTERM", () => process.exit(0)); ${READY}`);
    await process.stop();
    expect(await process.exited).toEqual({ code: 0, signal: null });
  });

  it("ends a program that does not listen when patience is over", async () => {
    const process = await launch(`process.on("SIGTERM", () => {}); ${READY}`, 50);
    await process.stop();
    expect(await process.exited).toEqual({ code: null, signal: "SIGKILL" });
  });
});

describe("runningList", () => {
  it("ends what an earlier start left behind", async () => {
    const left = await launch(READY);
    runningList(folder).note([left.pid]);
    expect(await runningList(folder).endLeftovers()).toBe(1);
    expect(await left.exited).toEqual({ code: null, signal: "SIGTERM" });
    expect(await runningList(folder).endLeftovers()).toBe(0);
  });

  it("leaves a process alone that only has the number of an earlier one", async () => {
    const other = await launch(READY);
    const list = runningList(folder);
    list.note([other.pid]);
    const file = join(folder, "running.json");
    const text = readFileSync(file, "utf8").replace(/"beginning": "[^"]+"/, '"beginning": "1"');
    writeFileSync(file, text);
    expect(await list.endLeftovers()).toBe(0);
    expect(isAlive(other.pid)).toBe(true);
  });
});

describe("beginningOf", () => {
  it("tells processes apart, and says nothing about those that are gone", async () => {
    const other = await launch(READY);
    expect(beginningOf(other.pid)).toBe(beginningOf(other.pid));
    expect(beginningOf(other.pid)).not.toBe(beginningOf(process.pid));
    await other.stop();
    expect(beginningOf(other.pid)).toBeUndefined();
  });
});
