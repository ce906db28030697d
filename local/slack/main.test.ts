import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { startApp } from "@/local/slack/testing/app-server";

const entry = fileURLToPath(new URL("./main.ts", import.meta.url));

function start(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", entry], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** The first line that the process prints. */
async function firstLine(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes("\n")) break;
  }
  return text;
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", resolve));
}

const port = (line: string) => Number(JSON.parse(line).port);

describe("the process", () => {
  it.each([
    ["SIGTERM", 0],
    ["SIGKILL", null],
  ] as const)(
    "says when it is ready, keeps its world over %s, and comes back with it",
    {
      timeout: 30_000,
    },
    async (signal, exitCode) => {
      const folder = mkdtempSync(join(tmpdir(), "slack-simulator-"));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const app = await startApp();
      const env = {
        SLACK_SIM_PORT: "0",
        SLACK_SIM_STATE: join(folder, "slack.json"),
        SLACK_SIM_APP_URL: `${app.origin}/anything`,
        SLACK_SIM_BOT_TOKEN: "xoxb-1-2-mine",
      };
      const first = start(env);
      const told = new Promise((resolve) => first.once("message", resolve));
      const line = await firstLine(first);
      expect(JSON.parse(line)).toEqual({ ready: true, port: expect.any(Number), pid: first.pid });
      expect(await told).toEqual(JSON.parse(line));
      const url = `http://127.0.0.1:${port(line)}`;
      const headers = { authorization: "Bearer xoxb-1-2-mine" };
      const body = new URLSearchParams({ channel: "C0BILLALRT", text: "kept" });
      await fetch(`${url}/api/chat.postMessage`, { method: "POST", headers, body });
      await fetch(`${url}/__sim/channels`, { method: "POST", body: '{"archive":"billing-alerts"}' });
      await app.until(1);
      first.kill(signal);
      expect(await ended(first)).toBe(exitCode);
      const second = start(env);
      const again = await fetch(`http://127.0.0.1:${port(await firstLine(second))}/__sim/messages`);
      expect(await again.json()).toMatchObject([{ text: "kept" }]);
    },
  );

  it("refuses a wrong setting with a clear word", { timeout: 30_000 }, async () => {
    const child = start({ SLACK_SIM_PORT: "many" });
    let complaint = "";
    child.stderr?.on("data", (chunk) => {
      complaint += String(chunk);
    });
    expect(await ended(child)).toBe(1);
    expect(complaint).toContain("SLACK_SIM_PORT");
  });
});
