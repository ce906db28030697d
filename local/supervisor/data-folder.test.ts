import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { makeDataFolder, privateDocument } from "./data-folder";
import { lockDataFolder } from "./lock";
import { prepareLogs } from "./logs";
import { loadSecrets } from "./secrets";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bellwire-data-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (file: string) => statSync(file).mode & 0o777;

describe("the data folder", () => {
  it("lets other accounts pass through, but not look into it", () => {
    const made = join(folder, "a", "b");
    makeDataFolder(made);
    expect(modeOf(made)).toBe(0o711);
  });

  it("keeps the permissions of a folder that is there", () => {
    makeDataFolder(folder);
    expect(modeOf(folder)).toBe(0o700);
  });
});

describe("privateDocument", () => {
  const schema = z.object({ count: z.number() });

  it("gives back what was written, to its owner only, and leaves no scraps", () => {
    const document = privateDocument(folder, "count.json", schema);
    document.write({ count: 1 });
    document.write({ count: 2 });
    expect(document.read()).toEqual({ count: 2 });
    expect(modeOf(join(folder, "count.json"))).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["count.json"]);
  });

  it.each(["", "{", '{"count":"two"}', "null"])("takes %j for nothing", (text) => {
    writeFileSync(join(folder, "count.json"), text);
    expect(privateDocument(folder, "count.json", schema).read()).toBeUndefined();
  });
});

describe("loadSecrets", () => {
  it("makes secrets once, each folder its own, in the forms that their users demand", () => {
    const secrets = loadSecrets(folder);
    expect(loadSecrets(folder)).toEqual(secrets);
    expect(modeOf(join(folder, "secrets.json"))).toBe(0o600);
    expect(secrets.encryptionKeys).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/);
    expect(secrets.inngestSigningKey).toMatch(/^signkey-local-([0-9a-f]{2}){32}$/);
    expect(secrets.localSignIn.length).toBeGreaterThanOrEqual(32);
    rmSync(join(folder, "secrets.json"));
    expect(
      Object.values(loadSecrets(folder)).filter((value) => Object.values(secrets).includes(value)),
    ).toEqual([]);
  });

  it("adds what a newer version needs and keeps the rest", () => {
    const { slackClientId, ...older } = loadSecrets(folder);
    writeFileSync(join(folder, "secrets.json"), JSON.stringify(older));
    const secrets = loadSecrets(folder);
    expect(secrets).toMatchObject(older);
    expect(secrets.slackClientId).not.toBe(slackClientId);
    expect(loadSecrets(folder)).toEqual(secrets);
  });
});

describe("lockDataFolder", () => {
  const impatient = { forAnybodyMs: 0, forLeavingMs: 0 };

  it("lets one in at a time, and names who is in", async () => {
    const lock = await lockDataFolder(folder);
    await expect(lockDataFolder(folder, impatient)).rejects.toThrow(`process ${process.pid}`);
    lock.release();
    (await lockDataFolder(folder, impatient)).release();
  });

  it("waits for one that is leaving", async () => {
    const lock = await lockDataFolder(folder);
    lock.leaving();
    const next = lockDataFolder(folder, { forAnybodyMs: 0, forLeavingMs: 30_000 });
    lock.release();
    (await next).release();
  });

  it.each(["999999999 1", `${process.pid} an-earlier-beginning`, "", "nonsense"])(
    "ignores a stale lock: %j",
    async (text) => {
      writeFileSync(join(folder, "up.lock"), `${text}\n`);
      const lock = await lockDataFolder(folder, impatient);
      lock.release();
      expect(existsSync(join(folder, "up.lock"))).toBe(false);
    },
  );
});

describe("prepareLogs", () => {
  it("sets the last start's logs aside", () => {
    const logs = prepareLogs(folder);
    writeFileSync(join(logs, "web.log"), "one");
    prepareLogs(folder);
    writeFileSync(join(logs, "web.log"), "two");
    prepareLogs(folder);
    expect(readdirSync(logs)).toEqual(["web.log.1"]);
    expect(readFileSync(join(logs, "web.log.1"), "utf8")).toBe("two");
  });
});
