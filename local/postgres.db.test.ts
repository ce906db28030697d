import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningPostgres, startPostgres, startThrowAwayPostgres } from "./postgres";
import { runningAsRoot } from "./postgres/identity";

const root = fileURLToPath(new URL("..", import.meta.url));
let folder: string;
let servers: RunningPostgres[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bellwire-pg-test-"));
  chmodSync(folder, 0o755);
  servers = [];
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop("immediate")));
  rmSync(folder, { recursive: true, force: true });
});

async function start(dataDir = join(folder, "data")): Promise<RunningPostgres> {
  const server = await startPostgres({ dataDir, port: 0 });
  servers.push(server);
  return server;
}

async function ask(url: string, query: string): Promise<Record<string, unknown> | undefined> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql.unsafe(query);
    return row;
  } finally {
    await sql.end();
  }
}

describe("startPostgres", { timeout: 120_000 }, () => {
  it("keeps the data and the password over a restart", async () => {
    const first = await start();
    await ask(first.url, "create table kept as select 42 as answer");
    await first.stop("fast");
    expect(await first.exited).toEqual({ code: 0, signal: null });
    const second = await start();
    expect(await ask(second.url, "select answer from kept")).toEqual({ answer: 42 });
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    expect(statSync(join(folder, "data", "password")).mode & 0o777).toBe(0o600);
  });

  it("serves UTF-8 to the application as a role without a superuser's rights, durably", async () => {
    const server = await start();
    const facts =
      "select current_setting('server_encoding') as encoding, lower('ÄÖ') as lower, 'a' > 'B' as by_code_point";
    expect(await ask(server.url, facts)).toEqual({ encoding: "UTF8", lower: "äö", by_code_point: true });
    const role =
      "select rolsuper, current_setting('fsync') as fsync from pg_roles where rolname = current_user";
    expect(await ask(server.url, role)).toEqual({ rolsuper: false, fsync: "on" });
  });

  it("asks for the password", async () => {
    const server = await start();
    const wrong = new URL(server.url);
    wrong.password = "guess";
    await expect(ask(wrong.href, "select 1")).rejects.toThrow("password authentication failed");
  });

  it("takes over from a server that was left behind", async () => {
    const left = await start();
    await ask(left.url, "create table kept as select 42 as answer");
    const next = await start();
    expect(await left.exited).toEqual({ code: 0, signal: null });
    expect(await ask(next.url, "select answer from kept")).toEqual({ answer: 42 });
  });

  it("recovers after kill -9, at once", async () => {
    const killed = await start();
    await ask(killed.url, "create table kept as select 42 as answer");
    process.kill(killed.pid, "SIGKILL");
    await killed.exited;
    const next = await start();
    expect(await ask(next.url, "select answer from kept")).toEqual({ answer: 42 });
  });

  it("is not fooled by a stale pid file that names a living process", async () => {
    const first = await start();
    await first.stop("fast");
    const cluster = realpathSync(join(folder, "data", "cluster"));
    writeFileSync(join(cluster, "postmaster.pid"), `${process.pid}\n${cluster}\n0\n1\n\n\n\nready\n`);
    const second = await start();
    expect(await ask(second.url, "select 1 as one")).toEqual({ one: 1 });
  });

  it("says what is wrong when its port is taken", async () => {
    const first = await start();
    const other = startPostgres({ dataDir: join(folder, "other"), port: first.port });
    await expect(other).rejects.toThrow(/did not start[\s\S]*Address already in use/);
  });

  it.runIf(runningAsRoot())(
    "finds another place when root's folder is closed to the Postgres account",
    async () => {
      chmodSync(folder, 0o700);
      const dataDir = join(folder, "data");
      const first = await start(dataDir);
      await ask(first.url, "create table kept as select 42 as answer");
      await first.stop("fast");
      const second = await start(dataDir);
      expect(await ask(second.url, "select answer from kept")).toEqual({ answer: 42 });
      const place = realpathSync(join(dataDir, "cluster"));
      expect(place.startsWith(folder)).toBe(false);
      await second.stop("fast");
      rmSync(dirname(place), { recursive: true });
    },
  );

  it.runIf(runningAsRoot())(
    "does not touch the database of the folder that its own is a copy of",
    async () => {
      chmodSync(folder, 0o700);
      const first = await start(join(folder, "data"));
      await ask(first.url, "create table kept as select 42 as answer");
      cpSync(join(folder, "data"), join(folder, "copy"), { recursive: true, verbatimSymlinks: true });
      const copy = await start(join(folder, "copy"));
      expect(await ask(copy.url, "select to_regclass('kept') as kept")).toEqual({ kept: null });
      expect(await ask(first.url, "select answer from kept")).toEqual({ answer: 42 });
      await Promise.all([first.stop("fast"), copy.stop("fast")]);
      for (const name of ["data", "copy"]) {
        rmSync(dirname(realpathSync(join(folder, name, "cluster"))), { recursive: true });
      }
    },
  );
});

describe("startThrowAwayPostgres", { timeout: 120_000 }, () => {
  it("leaves nothing behind when it is stopped", async () => {
    const server = await startThrowAwayPostgres();
    const place = await dataDirectory(server.adminUrl);
    await server.stop();
    expect(existsSync(place)).toBe(false);
  });

  it("leaves nothing behind when the process that started it is killed", async () => {
    const script = `
      import { startThrowAwayPostgres } from "./local/postgres.ts";
      const { adminUrl, pid } = await startThrowAwayPostgres();
      process.send({ adminUrl, pid });
      setInterval(() => {}, 1000);`;
    const args = ["--import", "tsx", "--input-type=module", "-e", script];
    const starter = spawn(process.execPath, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const { adminUrl, pid } = await new Promise<{ adminUrl: string; pid: number }>((resolve) => {
      starter.once("message", resolve);
    });
    const place = await dataDirectory(adminUrl);
    starter.kill("SIGKILL");
    await expect.poll(() => existsSync(dirname(place)), { timeout: 10_000 }).toBe(false);
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});

async function dataDirectory(adminUrl: string): Promise<string> {
  const row = await ask(adminUrl, "show data_directory");
  return String(row?.data_directory);
}
