import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { demoBotToken, demoChannels, demoUsers, secondTeam } from "@/local/slack/demo-world";
import { startSlackSimulator } from "@/local/slack/simulator";
import { allow, exchange } from "@/local/slack/testing/consent";
import { startBench } from "@/local/slack/testing/harness";

const channel = demoChannels.billingAlerts.id;

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "slack-simulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "state", "slack.json");
}

/** A copy of a state file with its journal, as they stand now. */
function copyOf(statePath: string): string {
  const copied = stateFile();
  cpSync(dirname(statePath), dirname(copied), { recursive: true });
  return join(dirname(copied), basename(statePath));
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

  it("keeps what was answered, though the simulator never came to an end", async () => {
    const statePath = stateFile();
    const running = await startBench({ statePath });
    const client = running.client();
    const first = await client.chat.postMessage({ channel, text: "answered" });
    const gone = await client.chat.postMessage({ channel, text: "deleted" });
    await client.chat.update({ channel, ts: String(first.ts), text: "answered and changed" });
    await client.chat.delete({ channel, ts: String(gone.ts) });
    await running.tell("channels", { action: "rename", channel, name: "money" });
    const made = await running.tell("webhooks", { action: "create", channel });
    const direct = await client.chat.postMessage({ channel: demoUsers.viewer.id, text: "to one person" });
    // What stands on disk now is what a kill would leave.
    const after = await startBench({ statePath: copyOf(statePath) });
    expect(await after.read("messages?channel=money")).toMatchObject([{ text: "answered and changed" }]);
    expect(await after.read(`messages?channel=${direct.channel}`)).toMatchObject([{ text: "to one person" }]);
    expect([...after.state.webhooks.keys()]).toEqual([...running.state.webhooks.keys()]);
    expect(made.ok).toBe(true);
    expect(after.state.mint.count()).toBeGreaterThanOrEqual(running.state.mint.count());
    const next = await after.client().chat.postMessage({ channel, text: "next" });
    expect(String(next.ts) > String(gone.ts)).toBe(true);
  });

  it("stops before half a line at the end of its journal, and forgets what was forgotten", async () => {
    const statePath = stateFile();
    const running = await startBench({ statePath });
    await running.client().chat.postMessage({ channel, text: "before" });
    await running.tell("reset", { only: "messages" });
    await running.client().chat.postMessage({ channel, text: "after" });
    const copied = copyOf(statePath);
    const journal = readdirSync(dirname(copied)).find((name) => name.includes("journal")) ?? "";
    appendFileSync(join(dirname(copied), journal), '{"minted":9,"message":{"channel":"C');
    const after = await startBench({ statePath: copied });
    expect(await after.read("messages")).toMatchObject([{ text: "after" }]);
  });

  it("does not grow with each start", async () => {
    const statePath = stateFile();
    for (let start = 0; start < 3; start++) {
      const bench = await startBench({ statePath });
      await bench.client().chat.postMessage({ channel, text: `start ${start}` });
      await bench.stop();
    }
    expect(JSON.parse(readFileSync(statePath, "utf8")).messages).toHaveLength(3);
    const journals = readdirSync(dirname(statePath)).filter((name) => name.includes("journal"));
    expect(journals.map((name) => statSync(join(dirname(statePath), name)).size)).toEqual([0]);
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
