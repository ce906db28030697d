import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "./postgres/free-port";
import { lockDataFolder } from "./supervisor/lock";

const root = fileURLToPath(new URL("..", import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bellwire-up-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the supervisor to its end. */
function up(...flags: string[]): Promise<{ code: number | null; output: string }> {
  const args = ["--import", "tsx", "local/up.ts", "--data-dir", folder, ...flags];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}

const complaint = (output: string) => output.split("\n").filter((line) => line.startsWith("✗"));

describe("a start that cannot go on", { timeout: 30_000 }, () => {
  it("says in one line that a port is taken, and leaves nothing half started", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    const address = holder.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const readyFile = join(folder, "ready.json");
    const { code, output } = await up("--port", String(port), "--ready-file", readyFile);
    holder.close();
    expect(code).toBe(1);
    expect(complaint(output)).toEqual([expect.stringContaining(`Port ${port}, for the console, is taken`)]);
    expect(complaint(output)[0]).toContain("--port");
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(readyFile)).toBe(false);
  });

  it("does not touch data that another start works on", async () => {
    const lock = await lockDataFolder(folder);
    const { code, output } = await up("--port", String(await freePort()));
    lock.release();
    expect(code).toBe(1);
    expect(complaint(output)).toEqual([expect.stringContaining(`already runs on the data in ${folder}`)]);
  });

  it("names an unknown flag", async () => {
    const { code, output } = await up("--prot", "3000");
    expect(code).toBe(1);
    expect(complaint(output)).toEqual([expect.stringContaining("--prot")]);
  });
});
