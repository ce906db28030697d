import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { demoBotToken, demoChannels, secondTeam } from "@/local/slack/demo-world";
import { startSlackSimulator } from "@/local/slack/simulator";
import { allow, exchange } from "@/local/slack/testing/consent";
import { startBench } from "@/local/slack/testing/harness";

const channel = demoChannels.billingAlerts.id;

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "slack-simulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "state", "slack.json");
}

describe("the state file", () => {
  it("keeps messages, channels and installations between two starts", async () => {
    const statePath = stateFile();
    const before = await startBench({ statePath });
    const sent = await before.client().chat.postMessage({ channel, text: "kept" });
    await before.tell("channels", { action: "rename", channel, name: "money" });
    const back = await allow(before, { team: secondTeam.id, channel: "C0NWALERTS" });
    const answer = await exchange(before, { code: back.searchParams.get("code") ?? "" });
    await before.stop();
    const after = await startBench({ statePath });
    expect(await after.read("messages?channel=money")).toMatchObject([{ text: "kept", ts: sent.ts }]);
    expect(await after.client(String(answer.access_token)).auth.test()).toMatchObject({
      team_id: secondTeam.id,
    });
    const next = await after.client().chat.postMessage({ channel, text: "next" });
    expect(String(next.ts) > String(sent.ts)).toBe(true);
    expect(statSync(statePath).mode & 0o077).toBe(0);
  });

  it("is written while the simulator runs", async () => {
    const statePath = stateFile();
    const bench = await startBench({ statePath });
    await bench.client().chat.postMessage({ channel, text: "written soon" });
    await expect.poll(() => readFileSync(statePath, "utf8"), { timeout: 5_000 }).toContain("written soon");
    expect(JSON.parse(readFileSync(statePath, "utf8"))).toMatchObject({
      messages: [{ text: "written soon" }],
    });
  });

  it("takes the credentials, the origin and the token of the new start", async () => {
    const statePath = stateFile();
    await (await startSlackSimulator({ statePath, appUrl: "http://127.0.0.1:1" })).stop();
    const botToken = "xoxb-1-2-another";
    const bench = await startBench({
      statePath,
      appUrl: "http://127.0.0.1:2",
      botToken,
      credentials: { clientId: "9.9" },
    });
    const app = bench.state.apps.get("A0BELLWIRE");
    expect(app).toMatchObject({ requestOrigin: "http://127.0.0.1:2", clientId: "9.9" });
    await expect(bench.client(botToken).auth.test()).resolves.toMatchObject({ ok: true });
    await expect(bench.client(demoBotToken).auth.test()).resolves.toMatchObject({ ok: true });
  });

  it("is set aside when it cannot be read", async () => {
    const statePath = stateFile();
    await (await startSlackSimulator({ statePath })).stop();
    writeFileSync(statePath, "{ not a world");
    const bench = await startBench({ statePath });
    await expect(bench.client().auth.test()).resolves.toMatchObject({ ok: true });
    expect(readFileSync(`${statePath}.unreadable`, "utf8")).toBe("{ not a world");
  });
});
